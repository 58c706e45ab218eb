import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { EMAIL_PROVIDER, requireSignUpsEnabled, signUpWithEmail } from "./accounts.ts";
import { AuthError, validationFailed } from "./errors.ts";
import { readChallenge } from "./flows.ts";
import { hashPassword, requireStrongPassword } from "./passwords.ts";
import { redirectTarget } from "./redirects.ts";
import { clientOf, metadata, pkce, readBody, requireEmail, text } from "./request.ts";
import { type AuthContext, type AuthService, iso, transact } from "./service.ts";
import { startSession } from "./sessions.ts";
import { AUDIENCE, insertUser, isConfirmed, type Metadata, toUserJson } from "./users.ts";

const body = z.object({ email: text, phone: text, password: text, data: metadata, ...pkce });

/** POST /signup, with an address and password or anonymously. */
export function signUpRoutes(auth: AuthService): Hono<GatewayEnv> {
  const { config } = auth;
  return new Hono<GatewayEnv>().post("/signup", async (c) => {
    const input = await readBody(c, body);
    requireSignUpsEnabled(auth);
    if (!input.email && !input.phone) return signUpAnonymously(c, auth, input.data ?? {});
    await auth.limits.signIn(clientOf(c));
    if (input.phone) {
      throw new AuthError(400, "phone_provider_disabled", "Phone signups are disabled");
    }
    if (!config.auth.email.enable_signup) {
      throw new AuthError(400, "email_provider_disabled", "Email signups are disabled");
    }
    if (!input.password) throw validationFailed("Signup requires a valid password");
    requireStrongPassword(input.password, config.auth);
    const email = requireEmail(input.email);
    const challenge = readChallenge(input);
    // Before the transaction, and also for a taken address: the answer takes as long.
    const passwordHash = await hashPassword(input.password);
    const { kind, user } = await signUpWithEmail(
      auth,
      { email, passwordHash, data: input.data ?? {} },
      { redirectTo: redirectTarget(c, auth), challenge },
    );
    if (kind === "existing") {
      if (!config.auth.email.enable_confirmations) {
        throw new AuthError(422, "user_already_exists", "User already registered");
      }
      return c.json(lookalike(email, input.data ?? {}));
    }
    if (!isConfirmed(user)) return c.json(toUserJson(user));
    const session = await transact(auth, "Database error granting user", (tx) =>
      startSession(auth, tx, user.id, "password", clientOf(c)),
    );
    return c.json(session);
  });
}

async function signUpAnonymously(c: AuthContext, auth: AuthService, data: Metadata) {
  if (!auth.config.auth.enable_anonymous_sign_ins) {
    throw new AuthError(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
  }
  await auth.limits.anonymous(clientOf(c));
  const session = await transact(auth, "Database error creating anonymous user", async (tx) => {
    const id = await insertUser(tx, { appMetadata: {}, userMetadata: data, isAnonymous: true });
    return startSession(auth, tx, id, "anonymous", clientOf(c));
  });
  return c.json(session);
}

/** What a fresh sign-up would have answered, so that a taken address cannot be told from a free one. */
function lookalike(email: string, data: Metadata): Metadata {
  const now = iso(new Date());
  return {
    id: randomUUID(),
    aud: AUDIENCE,
    role: AUDIENCE,
    email,
    phone: "",
    confirmation_sent_at: now,
    app_metadata: EMAIL_PROVIDER,
    user_metadata: data,
    identities: [],
    created_at: now,
    updated_at: now,
    is_anonymous: false,
  };
}
