import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { applyEmailChange, refuseTaken } from "./accounts.ts";
import { AuthError, emailExists, validationFailed } from "./errors.ts";
import { readChallenge } from "./flows.ts";
import { mailEmailChange, mailReauthentication } from "./mailings.ts";
import { codeHashes, takeCode } from "./one-time-tokens.ts";
import { hashPassword, passwordMatches, requireStrongPassword } from "./passwords.ts";
import { redirectTarget } from "./redirects.ts";
import {
  clientOf,
  metadata,
  pkce,
  readBody,
  requireEmail,
  requireUser,
  type SignedIn,
  text,
} from "./request.ts";
import { type AuthService, json, type Tx, transact } from "./service.ts";
import { endSessions, type SignOutScope } from "./sessions.ts";
import { findUser, mergeMetadata, requireUserRow, toUserJson, type User } from "./users.ts";

const body = z.object({
  email: text,
  phone: text,
  password: text,
  nonce: text,
  data: metadata,
  app_metadata: metadata,
  ...pkce,
});

/** A day after signing in, `secure_password_change` asks for a mailed nonce. */
const RECENT = 24 * 3600 * 1000;
const SCOPES: SignOutScope[] = ["global", "local", "others"];

/** The signed-in user's own account. */
export function userRoutes(auth: AuthService): Hono<GatewayEnv> {
  return new Hono<GatewayEnv>()
    .get("/user", async (c) => c.json(toUserJson((await requireUser(c, auth)).user)))
    .put("/user", async (c) => {
      const who = await requireUser(c, auth);
      await auth.limits.signIn(clientOf(c));
      const input = await readBody(c, body);
      const email = input.email ? requireEmail(input.email) : null;
      const delivery = { redirectTo: redirectTarget(c, auth), challenge: readChallenge(input) };
      if (input.phone) throw validationFailed("Phone numbers are not enabled");
      if (input.app_metadata) {
        throw new AuthError(403, "not_admin", "Updating app_metadata requires admin privileges");
      }
      const changesEmail = email !== null && email !== who.user.email;
      requireSecondFactor(who, changesEmail || Boolean(input.password));
      const passwordHash = await newPassword(auth, who.user, input.password, email);
      const user = await refuseTaken(
        transact(auth, "Error updating user", async (tx) => {
          const user = await findUser(tx, { id: who.user.id }, { lock: true });
          if (!user) throw new AuthError(403, "user_not_found", "User not found");
          if (passwordHash) await changePassword(auth, tx, who, passwordHash, input.nonce ?? "");
          if (input.data) await changeMetadata(tx, user, input.data);
          if (changesEmail) {
            if (await findUser(tx, { email })) throw emailExists();
            if (user.is_anonymous && !auth.config.auth.email.enable_confirmations) {
              await applyEmailChange(tx, user, email);
            } else {
              await mailEmailChange(auth, tx, user, email, delivery);
            }
          }
          return requireUserRow(tx, user.id);
        }),
      );
      return c.json(toUserJson(user));
    })
    .get("/reauthenticate", async (c) => {
      const { user } = await requireUser(c, auth);
      if (!user.email)
        throw validationFailed("Reauthentication requires the user to have an email");
      await auth.limits.signIn(clientOf(c));
      await transact(auth, "Error sending reauthentication email", async (tx) => {
        const locked = await findUser(tx, { id: user.id }, { lock: true });
        if (locked) await mailReauthentication(auth, tx, locked);
      });
      return c.json({});
    })
    .post("/logout", async (c) => {
      const scope = (c.req.query("scope") || "global") as SignOutScope;
      const { user, session } = await requireUser(c, auth);
      if (!SCOPES.includes(scope)) throw validationFailed(`Unsupported logout scope "${scope}"`);
      await transact(auth, "Error logging out user", (tx) =>
        endSessions(tx, user.id, scope, session.id),
      );
      return c.body(null, 204);
    });
}

/** Whoever has a second factor must have used it before changing what the first rests on. */
function requireSecondFactor({ user, session }: SignedIn, sensitive: boolean): void {
  const enrolled = user.factors?.some((factor) => factor.status === "verified");
  if (!sensitive || !enrolled || session.aal === "aal2") return;
  throw new AuthError(
    401,
    "insufficient_aal",
    "AAL2 session is required to update email or password when MFA is enabled.",
  );
}

/** The hash of a permitted new password; made before the transaction because it takes long. */
async function newPassword(
  auth: AuthService,
  user: User,
  password: string | null | undefined,
  email: string | null,
): Promise<string | null> {
  if (password === null || password === undefined) return null;
  if (user.is_anonymous && !email) {
    throw new AuthError(
      422,
      "validation_failed",
      "Updating password of an anonymous user without an email or phone is not allowed",
    );
  }
  requireStrongPassword(password, auth.config.auth);
  if (user.encrypted_password && (await passwordMatches(password, user.encrypted_password))) {
    throw new AuthError(
      422,
      "same_password",
      "New password should be different from the old password.",
    );
  }
  return hashPassword(password);
}

/** Outstanding codes and all other sessions end: the old password may have been somebody else's. */
async function changePassword(
  auth: AuthService,
  tx: Tx,
  { user, session }: SignedIn,
  passwordHash: string,
  nonce: string,
): Promise<void> {
  const recent = Date.now() - session.createdAt.getTime() < RECENT;
  if (auth.config.auth.email.secure_password_change && !recent) {
    await takeNonce(auth, tx, user, nonce);
  }
  await tx`
    update auth.users set
      encrypted_password = ${passwordHash}, confirmation_token = '', recovery_token = '',
      email_change = '', email_change_token_new = '', email_change_token_current = '',
      reauthentication_token = '', updated_at = now()
    where id = ${user.id}`;
  await tx`delete from auth.one_time_tokens where user_id = ${user.id}`;
  await endSessions(tx, user.id, "others", session.id);
}

async function takeNonce(auth: AuthService, tx: Tx, user: User, nonce: string): Promise<void> {
  if (!nonce) {
    throw new AuthError(
      400,
      "reauthentication_needed",
      "Password update requires reauthentication",
    );
  }
  const hashes = codeHashes(user.email ?? "", nonce);
  const lifetime = auth.config.auth.email.otp_expiry;
  const used = await takeCode(tx, hashes, ["reauthentication_token"], lifetime);
  if (used && !used.expired && used.userId === user.id) return;
  throw new AuthError(422, "reauthentication_not_valid", "Nonce has expired or is invalid");
}

async function changeMetadata(tx: Tx, user: User, patch: Record<string, unknown>): Promise<void> {
  const merged = mergeMetadata(user.raw_user_meta_data, patch);
  await tx`
    update auth.users set raw_user_meta_data = ${json(tx, merged)}, updated_at = now()
     where id = ${user.id}`;
}
