import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AuthBackend,
  createAccount,
  follow,
  fragment,
  newEmail,
  PASSWORD,
  SITE,
  signedIn,
  startAuthBackend,
} from "./testing.ts";

let backend: AuthBackend;

beforeAll(async () => {
  backend = await startAuthBackend({ SUPABASE_AUTH_EMAIL_ENABLE_CONFIRMATIONS: "true" });
});
afterAll(() => backend?.stop());

describe("redirects", () => {
  const linkWith = async (emailRedirectTo: string) => {
    const { email = "" } = await createAccount(backend);
    await backend.client().auth.signInWithOtp({ email, options: { emailRedirectTo } });
    return (await backend.mail(email)).email_data;
  };

  it.each([`${SITE}/callback?next=%2Fa`, "travelbuddy://auth"])("lead to %s", async (address) => {
    const { link, redirect_to } = await linkWith(address);
    expect(redirect_to).toBe(address);
    expect((await follow(link)).toString().split("#")[0]).toBe(address);
  });

  it.each([
    "https://evil.example/callback",
    "javascript:alert(1)",
    "http://127.0.0.1:3000@evil.example/",
    "//evil.example",
    "travelbuddy://other",
  ])("never lead to %s", async (address) => {
    const { link, redirect_to } = await linkWith(address);
    expect(redirect_to).toBe(SITE);
    // Nor when the address in the mail is altered.
    const altered = new URL(link);
    altered.searchParams.set("redirect_to", address);
    expect((await follow(altered.toString())).origin).toBe(SITE);
  });
});

describe("e-mail change", () => {
  it("wants both mailboxes to agree, in either order", async () => {
    for (const order of ["current first", "new first"]) {
      const { client, email, user } = await signedIn(backend);
      const next = newEmail("next");
      const { data, error } = await client.auth.updateUser({ email: next });
      expect(error).toBeNull();
      expect(data.user).toMatchObject({ email, new_email: next });

      const links = [await backend.mail(email), await backend.mail(next)].map(
        (mail) => mail.email_data.link,
      );
      if (order === "new first") links.reverse();
      const half = await follow(links[0] ?? "");
      expect(fragment(half).get("message")).toMatch(/Please proceed to confirm/);
      expect((await client.auth.getUser()).data.user?.email).toBe(email);
      // One mailbox alone cannot agree twice.
      expect(fragment(await follow(links[0] ?? "")).get("error_code")).toBe("otp_expired");

      const done = await follow(links[1] ?? "");
      expect(fragment(done).get("type")).toBe("email_change");
      const changed = (await client.auth.getUser()).data.user;
      expect(changed).toMatchObject({ id: user.id, email: next });
      expect(changed?.new_email).toBeUndefined();
      expect(changed?.identities?.[0]?.identity_data).toMatchObject({ email: next });
      const signIn = await backend
        .client()
        .auth.signInWithPassword({ email: next, password: PASSWORD });
      expect(signIn.error).toBeNull();
    }
  });

  it("works with typed codes, and both at once make one change", async () => {
    const { client, email } = await signedIn(backend);
    const next = newEmail("next");
    await client.auth.updateUser({ email: next });
    const results = await Promise.all(
      [email, next].map(async (address) =>
        backend.client().auth.verifyOtp({
          email: address,
          token: (await backend.mail(address)).email_data.token,
          type: "email_change",
        }),
      ),
    );
    expect(results.map(({ error }) => error)).toEqual([null, null]);
    expect(results.filter(({ data }) => data.session)).toHaveLength(1);
    expect((await client.auth.getUser()).data.user?.email).toBe(next);
  });

  it("fails when the address was taken in the meantime", async () => {
    const { client, email } = await signedIn(backend);
    const next = newEmail("next");
    await client.auth.updateUser({ email: next });
    const links = [await backend.mail(email), await backend.mail(next)];
    await createAccount(backend, next);
    await follow(links[0]?.email_data.link ?? "");
    const last = await follow(links[1]?.email_data.link ?? "");
    expect(fragment(last).get("error_code")).toBe("email_exists");
    expect((await client.auth.getUser()).data.user?.email).toBe(email);
  });

  it("can be mailed again", async () => {
    const { client, email } = await signedIn(backend);
    const next = newEmail("next");
    await client.auth.updateUser({ email: next });
    const { error } = await client.auth.resend({ type: "email_change", email });
    expect(error).toBeNull();
    expect(await backend.mails(next)).toHaveLength(2);
  });
});
