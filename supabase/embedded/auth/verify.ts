import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { acceptEmailChange, FLOW_OF_TYPE } from "./accounts.ts";
import { AuthError, emailExists, reportFailure, toAuthError, validationFailed } from "./errors.ts";
import { issueAuthCode } from "./flows.ts";
import { codeHashes, codeOwner, PKCE_PREFIX, type TokenType, takeCode } from "./one-time-tokens.ts";
import { redirectTarget, withParams } from "./redirects.ts";
import { clientOf, readBody, requireEmail, text } from "./request.ts";
import { type AuthContext, type AuthService, isTaken, type Tx, transact } from "./service.ts";
import { startSession } from "./sessions.ts";
import { confirmEmail, findUser, isBanned, isConfirmed, type User } from "./users.ts";

/** The codes that each verification type accepts. */
const CODES: Record<string, TokenType[]> = {
  signup: ["confirmation_token"],
  invite: ["confirmation_token"],
  magiclink: ["recovery_token"],
  recovery: ["recovery_token"],
  email: ["confirmation_token", "recovery_token"],
  email_change: ["email_change_token_new", "email_change_token_current"],
};

const HALF_DONE =
  "Confirmation link accepted. Please proceed to confirm link sent to the other email";
const FAILED = "Database error updating user";

/** GET /verify, the link in a mail; POST /verify, a code typed in or a hash sent by a page. */
export function verifyRoutes(auth: AuthService): Hono<GatewayEnv> {
  return new Hono<GatewayEnv>()
    .get("/verify", async (c) => {
      // Hono answers HEAD with this handler, and link checkers send HEAD: it must not use the code up.
      if (c.req.method === "HEAD") return c.body(null, 405);
      return verifyLink(c, auth);
    })
    .post("/verify", async (c) => verifyTyped(c, auth));
}

/** The user whose code this was; `waiting` when the other address must agree too. */
type Verified = { user: User; waiting: boolean };

async function verify(
  auth: AuthService,
  tx: Tx,
  type: string,
  hashes: string[],
  failure: string,
): Promise<Verified> {
  const types = CODES[type];
  if (!types) throw validationFailed(`Verify requires a verification type, not "${type}"`);
  // The user's row first, then the code: whoever mails a new code locks them in this order.
  const owner = await codeOwner(tx, hashes, types);
  const user = owner && (await findUser(tx, { id: owner }, { lock: true }));
  const used = user && (await takeCode(tx, hashes, types, auth.config.auth.email.otp_expiry));
  if (!used || used.expired || used.userId !== user.id) {
    throw new AuthError(403, "otp_expired", failure);
  }
  if (isBanned(user)) throw new AuthError(403, "user_banned", "User is banned");

  if (type === "email_change") {
    const address = used.type === "email_change_token_new" ? "new" : "current";
    return { user, waiting: (await acceptEmailChange(auth, tx, user, address)) === "waiting" };
  }
  if (used.type === "recovery_token") {
    await tx`update auth.users set recovery_token = '' where id = ${user.id}`;
  }
  if (used.type === "confirmation_token" || !isConfirmed(user)) await confirmEmail(tx, user.id);
  return { user, waiting: false };
}

/** A change to an address that another account took in the meantime. */
function explain(error: unknown): AuthError {
  return isTaken(error) ? emailExists() : toAuthError(error);
}

async function verifyLink(c: AuthContext, auth: AuthService): Promise<Response> {
  const redirectTo = redirectTarget(c, auth);
  const token = c.req.query("token") ?? c.req.query("token_hash") ?? "";
  const type = c.req.query("type") ?? "";
  const usesPkce = token.startsWith(PKCE_PREFIX);
  const client = clientOf(c);
  try {
    await auth.limits.verify(client);
    if (!token) throw validationFailed("Verify requires a token or a token hash");
    return await transact(auth, FAILED, async (tx) => {
      const invalid = "Email link is invalid or has expired";
      const { user, waiting } = await verify(auth, tx, type, [token], invalid);
      if (waiting) {
        return c.redirect(
          withParams(redirectTo, { message: HALF_DONE }, usesPkce ? "both" : "fragment"),
          303,
        );
      }
      if (usesPkce) {
        const code = await issueAuthCode(tx, user.id, FLOW_OF_TYPE[type] ?? "magiclink");
        if (!code) {
          throw new AuthError(404, "flow_state_not_found", "No associated flow state found");
        }
        return c.redirect(withParams(redirectTo, { code }, "query"), 303);
      }
      const { access_token, expires_at, expires_in, refresh_token, token_type } =
        await startSession(auth, tx, user.id, "otp", client);
      const session = {
        access_token,
        expires_at: String(expires_at),
        expires_in: String(expires_in),
        refresh_token,
        token_type,
        type,
      };
      return c.redirect(withParams(redirectTo, session, "fragment"), 303);
    });
  } catch (error) {
    const refusal = explain(error);
    if (refusal.status >= 500) reportFailure(refusal);
    const { status, code, message } = refusal;
    const params = { error: oauthError(status), error_code: code, error_description: message };
    return c.redirect(withParams(redirectTo, params, usesPkce ? "both" : "fragment"), 303);
  }
}

/** The OAuth 2 word for a status, which auth-js passes on to the page. */
function oauthError(status: number): string {
  if (status === 403) return "access_denied";
  if (status === 401) return "unauthorized_client";
  return status >= 500 ? "server_error" : "invalid_request";
}

const body = z.object({ type: text, token: text, token_hash: text, email: text, phone: text });

async function verifyTyped(c: AuthContext, auth: AuthService): Promise<Response> {
  const client = clientOf(c);
  await auth.limits.verify(client);
  const input = await readBody(c, body);
  const type = input.type ?? "";
  if (!type) throw validationFailed("Verify requires a verification type");
  if (Boolean(input.token) === Boolean(input.token_hash)) {
    throw validationFailed("Verify requires either a token or a token hash");
  }
  if (input.phone) throw validationFailed("Only an email address should be provided on verify");
  if (input.token_hash && input.email) {
    throw validationFailed("Only the token_hash and type should be provided");
  }
  const hashes = input.token_hash
    ? [input.token_hash]
    : codeHashes(requireEmail(input.email), input.token?.replaceAll("-", "") ?? "");
  const invalid = input.token_hash
    ? "Email link is invalid or has expired"
    : "Token has expired or is invalid";
  try {
    return await transact(auth, FAILED, async (tx) => {
      const { user, waiting } = await verify(auth, tx, type, hashes, invalid);
      if (waiting) return c.json({ msg: HALF_DONE, code: "200" });
      return c.json(await startSession(auth, tx, user.id, "otp", client));
    });
  } catch (error) {
    throw explain(error);
  }
}
