import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { AuthError, validationFailed } from "./errors.ts";
import { redeemAuthCode } from "./flows.ts";
import { passwordMatches } from "./passwords.ts";
import { clientOf, readBody, text } from "./request.ts";
import { type AuthContext, type AuthService, transact } from "./service.ts";
import { refreshSession, startSession } from "./sessions.ts";
import { findUser, isBanned, isConfirmed } from "./users.ts";

const GRANTED = "Database error granting user";

/** POST /token: by password, by refresh token, or by the code of a followed link. */
export function tokenRoutes(auth: AuthService): Hono<GatewayEnv> {
  return new Hono<GatewayEnv>().post("/token", async (c) => {
    switch (c.req.query("grant_type")) {
      case "password":
        return c.json(await byPassword(c, auth));
      case "refresh_token":
        return c.json(await byRefreshToken(c, auth));
      case "pkce":
        return c.json(await byAuthCode(c, auth));
      default:
        throw new AuthError(400, "invalid_credentials", "unsupported_grant_type");
    }
  });
}

const invalidCredentials = () =>
  new AuthError(400, "invalid_credentials", "Invalid login credentials");

const passwordBody = z.object({ email: text, phone: text, password: text });

async function byPassword(c: AuthContext, auth: AuthService) {
  const client = clientOf(c);
  await auth.limits.signIn(client);
  const { email, phone, password } = await readBody(c, passwordBody);
  if (phone) throw new AuthError(422, "phone_provider_disabled", "Phone logins are disabled");
  if (!email) throw validationFailed("missing email or phone");
  if (!auth.config.auth.email.enable_signup) {
    throw new AuthError(422, "email_provider_disabled", "Email logins are disabled");
  }
  const user = await findUser(auth.sql, { email: email.trim().toLowerCase() });
  // Banned and unconfirmed are told only to whoever knows the password.
  if (!(await passwordMatches(password ?? "", user?.encrypted_password)) || !user) {
    throw invalidCredentials();
  }
  if (isBanned(user)) throw new AuthError(400, "user_banned", "User is banned");
  if (!isConfirmed(user)) {
    throw new AuthError(400, "email_not_confirmed", "Email not confirmed");
  }
  return transact(auth, GRANTED, (tx) => startSession(auth, tx, user.id, "password", client));
}

const refreshBody = z.object({ refresh_token: text });

async function byRefreshToken(c: AuthContext, auth: AuthService) {
  const client = clientOf(c);
  await auth.limits.refresh(client);
  const { refresh_token: token } = await readBody(c, refreshBody);
  if (!token) throw validationFailed("refresh_token required");
  const outcome = await transact(auth, GRANTED, (tx) => refreshSession(auth, tx, token, client));
  if (outcome instanceof AuthError) throw outcome;
  return outcome;
}

const codeBody = z.object({ auth_code: text, code_verifier: text });

async function byAuthCode(c: AuthContext, auth: AuthService) {
  const client = clientOf(c);
  await auth.limits.refresh(client);
  const { auth_code: code, code_verifier: verifier } = await readBody(c, codeBody);
  if (!code || !verifier) {
    throw validationFailed("invalid request: both auth code and code verifier should be non-empty");
  }
  return transact(auth, GRANTED, async (tx) => {
    const { userId, method, provider } = await redeemAuthCode(tx, code, verifier);
    const user = await findUser(tx, { id: userId });
    if (!user) throw new AuthError(403, "user_not_found", "User not found");
    if (isBanned(user)) throw new AuthError(400, "user_banned", "User is banned");
    const session = await startSession(auth, tx, userId, method, client);
    return {
      ...session,
      ...(provider ? { provider_token: provider.accessToken } : {}),
      ...(provider?.refreshToken ? { provider_refresh_token: provider.refreshToken } : {}),
    };
  });
}
