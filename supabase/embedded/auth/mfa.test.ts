import type { SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuthBackend, newEmail, PASSWORD, signedIn, startAuthBackend } from "./testing.ts";
import { totpCode } from "./totp.ts";

let backend: AuthBackend;

beforeAll(async () => {
  backend = await startAuthBackend({ SUPABASE_AUTH_ENABLE_ANONYMOUS_SIGN_INS: "true" });
});
afterAll(() => backend?.stop());

async function enroll(client: SupabaseClient, friendlyName = "phone") {
  const { data, error } = await client.auth.mfa.enroll({ factorType: "totp", friendlyName });
  if (error) throw error;
  return { id: data.id, secret: data.totp.secret, totp: data.totp };
}

/** `later`: the code the app will show next, for a second proof within half a minute. */
const prove = (client: SupabaseClient, factor: { id: string; secret: string }, later = 0) =>
  client.auth.mfa.challengeAndVerify({
    factorId: factor.id,
    code: totpCode(factor.secret, Date.now() + later * 30_000),
  });

describe("totp", () => {
  it("computes the codes of RFC 6238", () => {
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    expect(totpCode(secret, 59_000)).toBe("287082");
    expect(totpCode(secret, 1_111_111_109_000)).toBe("081804");
    expect(totpCode(secret, 20_000_000_000_000)).toBe("353130");
  });

  it("lifts a session to aal2, which lasts over refreshes, and ends the others", async () => {
    const { client, email } = await signedIn(backend);
    const there = backend.client();
    const other = await there.auth.signInWithPassword({ email, password: PASSWORD });
    const factor = await enroll(client);
    expect(factor.totp.uri).toContain(`secret=${factor.secret}`);
    expect(factor.totp.qr_code).toMatch(/^data:image\/svg\+xml;utf-8,<svg/);

    const { data, error } = await prove(client, factor);
    expect(error).toBeNull();
    expect(data?.user.factors).toMatchObject([{ status: "verified", factor_type: "totp" }]);
    for (const step of ["verified", "refreshed"]) {
      const { data: level } = await client.auth.mfa.getAuthenticatorAssuranceLevel();
      expect(level, step).toMatchObject({ currentLevel: "aal2", nextLevel: "aal2" });
      const claims = (await client.auth.getClaims()).data?.claims;
      expect(claims?.aal).toBe("aal2");
      expect(claims?.amr).toMatchObject([{ method: "totp" }, { method: "password" }]);
      expect((await client.auth.refreshSession()).error).toBeNull();
    }
    const gone = await backend.client().auth.getUser(other.data.session?.access_token);
    expect(gone.data.user).toBeNull();
    const { data: factors } = await client.auth.mfa.listFactors();
    expect(factors?.totp).toHaveLength(1);
  });

  it("takes no app in its place that was enrolled while it was finished", async () => {
    const { client, email } = await signedIn(backend);
    const factor = await enroll(client);
    await prove(client, factor);
    const later = backend.client();
    const { data } = await later.auth.signInWithPassword({ email, password: PASSWORD });
    const own = { id: crypto.randomUUID(), secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" };
    await backend.sql`
      insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at,
        updated_at, secret)
      values (${own.id}, ${data.user?.id ?? ""}, 'own', 'totp', 'unverified', now(), now(),
        ${own.secret})`;
    expect((await prove(later, own)).error?.code).toBe("insufficient_aal");
    expect((await prove(later, factor, 1)).error).toBeNull();
  });

  it("asks for the factor before what it protects may change", async () => {
    const { client, email } = await signedIn(backend);
    const factor = await enroll(client);
    await prove(client, factor);
    const later = backend.client();
    await later.auth.signInWithPassword({ email, password: PASSWORD });
    const { data: level } = await later.auth.mfa.getAuthenticatorAssuranceLevel();
    expect(level).toMatchObject({ currentLevel: "aal1", nextLevel: "aal2" });
    for (const { error } of [
      await later.auth.updateUser({ password: "another-long-password" }),
      await later.auth.updateUser({ email: newEmail() }),
      await later.auth.mfa.enroll({ factorType: "totp", friendlyName: "second" }),
      await later.auth.mfa.unenroll({ factorId: factor.id }),
    ]) {
      expect(error?.code).toBe("insufficient_aal");
    }
    expect((await later.auth.updateUser({ data: { city: "Huế" } })).error).toBeNull();
    // What was typed a moment ago opens nothing more, whoever typed it.
    expect((await prove(later, factor)).error?.code).toBe("mfa_verification_rejected");
    expect((await prove(later, factor, 1)).error).toBeNull();
    expect((await later.auth.mfa.unenroll({ factorId: factor.id })).error).toBeNull();
    await later.auth.refreshSession();
    expect((await later.auth.getClaims()).data?.claims.aal).toBe("aal1");
  });

  it("refuses wrong codes, used, expired and foreign challenges", async () => {
    const { client } = await signedIn(backend);
    const factor = await enroll(client);
    const code = totpCode(factor.secret);
    const challenge = async () =>
      (await client.auth.mfa.challenge({ factorId: factor.id })).data?.id ?? "";
    const verify = async (challengeId: string, typed = code) =>
      (await client.auth.mfa.verify({ factorId: factor.id, challengeId, code: typed })).error?.code;

    const first = await challenge();
    expect(await verify(first, String((Number(code) + 1) % 1_000_000).padStart(6, "0"))).toBe(
      "mfa_verification_failed",
    );
    expect(await verify(first, "")).toBe("mfa_verification_failed");
    expect(await verify(first)).toBeUndefined();
    expect(await verify(first)).toBe("mfa_verification_rejected");
    const old = await challenge();
    await backend.sql`
      update auth.mfa_challenges set created_at = now() - interval '6 minutes' where id = ${old}`;
    expect(await verify(old)).toBe("mfa_challenge_expired");

    const stranger = await signedIn(backend);
    const foreign = await stranger.client.auth.mfa.challenge({ factorId: factor.id });
    expect(foreign.error).toMatchObject({ status: 404, code: "mfa_factor_not_found" });
  });

  it("has room for so many factors, and for new ones once unfinished ones are old", async () => {
    const { client, user } = await signedIn(backend);
    for (let index = 0; index < 10; index++) await enroll(client, `phone ${index}`);
    const one = () => client.auth.mfa.enroll({ factorType: "totp", friendlyName: "one more" });
    expect((await one()).error?.code).toBe("too_many_enrolled_mfa_factors");
    await backend.sql`
      update auth.mfa_factors set created_at = now() - interval '6 minutes' where user_id = ${user.id}`;
    expect((await one()).error).toBeNull();
    expect((await client.auth.mfa.listFactors()).data?.all).toHaveLength(1);
  });

  it("keeps names apart and anonymous users out, and lets admins remove factors", async () => {
    const { client, user } = await signedIn(backend);
    const factor = await enroll(client);
    const twice = await client.auth.mfa.enroll({ factorType: "totp", friendlyName: "phone" });
    expect(twice.error).toMatchObject({ status: 422, code: "mfa_factor_name_conflict" });
    const { mfa } = backend.admin.auth.admin;
    const listed = await mfa.listFactors({ userId: user.id });
    expect(listed.data?.factors).toMatchObject([{ id: factor.id, status: "unverified" }]);
    expect(JSON.stringify(listed.data)).not.toContain(factor.secret);
    expect((await mfa.deleteFactor({ userId: user.id, id: factor.id })).error).toBeNull();

    const anonymous = backend.client();
    await anonymous.auth.signInAnonymously();
    const { error } = await anonymous.auth.mfa.enroll({ factorType: "totp" });
    expect(error?.status).toBe(403);
  });
});
