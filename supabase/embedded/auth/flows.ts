import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { AuthError, validationFailed } from "./errors.ts";
import type { Tx } from "./service.ts";

/** What the mail was for, as `amr` and flow_state name it. */
export type FlowMethod = "email/signup" | "magiclink" | "recovery" | "email_change" | "invite";

export type Challenge = { value: string; method: "s256" | "plain" };

/** An issued code must be exchanged within five minutes, as upstream. */
const CODE_LIFETIME = "5 minutes";

/** The PKCE challenge of a request body; null when the caller does not use PKCE. */
export function readChallenge(body: {
  code_challenge?: string | null | undefined;
  code_challenge_method?: string | null | undefined;
}): Challenge | null {
  const value = body.code_challenge;
  const method = body.code_challenge_method?.toLowerCase();
  if (!value && !method) return null;
  if (!value || !method) {
    throw validationFailed("PKCE flow requires code_challenge_method and code_challenge to be set");
  }
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(value)) {
    throw validationFailed("code challenge must be 43 to 128 unreserved characters");
  }
  if (method !== "s256" && method !== "plain") {
    throw validationFailed(`unsupported code_challenge method ${JSON.stringify(method)}`);
  }
  return { value, method };
}

/** Remembers the challenge until the mailed link is followed. */
export async function beginFlow(
  tx: Tx,
  userId: string,
  method: FlowMethod,
  challenge: Challenge,
): Promise<void> {
  await tx`
    insert into auth.flow_state (
      id, user_id, auth_code, code_challenge_method, code_challenge, provider_type,
      authentication_method, created_at, updated_at
    ) values (
      ${randomUUID()}, ${userId}, ${randomUUID()}, ${challenge.method}, ${challenge.value},
      'email', ${method}, now(), now()
    )`;
}

/** The code for `?code=`, of the newest flow of this kind; null when none was begun. */
export async function issueAuthCode(
  tx: Tx,
  userId: string,
  method: FlowMethod,
): Promise<string | null> {
  const [flow] = await tx`
    update auth.flow_state set auth_code_issued_at = now(), updated_at = now()
     where id = (
       select id from auth.flow_state
        where user_id = ${userId} and authentication_method = ${method}
          and auth_code_issued_at is null
        order by created_at desc limit 1)
    returning auth_code`;
  return flow?.auth_code ?? null;
}

/** What an app gets to speak with the provider itself; kept until the code is exchanged. */
export type ProviderTokens = { accessToken: string; refreshToken: string | null };

/** The code for `?code=` of a sign-in that just came back from a provider. */
export async function issueProviderCode(
  tx: Tx,
  userId: string,
  provider: string,
  challenge: Challenge,
  tokens: ProviderTokens,
): Promise<string> {
  const code = randomUUID();
  await tx`
    insert into auth.flow_state (
      id, user_id, auth_code, code_challenge_method, code_challenge, provider_type,
      authentication_method, provider_access_token, provider_refresh_token, created_at, updated_at,
      auth_code_issued_at
    ) values (
      ${randomUUID()}, ${userId}, ${code}, ${challenge.method}, ${challenge.value}, ${provider},
      'oauth', ${tokens.accessToken}, ${tokens.refreshToken}, now(), now(), now()
    )`;
  return code;
}

/** Exchanges an issued code, once. A wrong verifier leaves it for the browser that has the right one. */
export async function redeemAuthCode(
  tx: Tx,
  code: string,
  verifier: string,
): Promise<{ userId: string; method: string; provider: ProviderTokens | null }> {
  const [flow] = await tx`
    select id, user_id, authentication_method, code_challenge, code_challenge_method,
           provider_access_token, provider_refresh_token,
           auth_code_issued_at < now() - ${CODE_LIFETIME}::interval as expired
      from auth.flow_state
     where auth_code = ${code} and auth_code_issued_at is not null and user_id is not null
       for update`;
  if (!flow) {
    throw new AuthError(
      404,
      "flow_state_not_found",
      "invalid flow state, no valid flow state found",
    );
  }
  if (flow.expired) {
    throw new AuthError(403, "flow_state_expired", "invalid flow state, flow state has expired");
  }
  const answer =
    flow.code_challenge_method === "plain"
      ? verifier
      : createHash("sha256").update(verifier).digest("base64url");
  if (!sameText(answer, flow.code_challenge)) {
    throw new AuthError(
      400,
      "bad_code_verifier",
      "code challenge does not match previously saved code verifier",
    );
  }
  await tx`delete from auth.flow_state where id = ${flow.id}`;
  return {
    userId: flow.user_id,
    method: flow.authentication_method,
    provider: flow.provider_access_token
      ? { accessToken: flow.provider_access_token, refreshToken: flow.provider_refresh_token }
      : null,
  };
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
