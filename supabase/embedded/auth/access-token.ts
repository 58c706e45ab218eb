import { z } from "zod";
import type { Claims } from "../context.ts";
import { AuthError } from "./errors.ts";
import { callHook, hookEnabled } from "./hooks.ts";
import type { AuthService, Tx } from "./service.ts";
import { AUDIENCE, type User } from "./users.ts";

type AssuranceLevel = "aal1" | "aal2";

/** What a session says about how its user signed in. */
export type Assurance = {
  sessionId: string;
  level: AssuranceLevel;
  /** Newest first; timestamps are seconds. */
  methods: { method: string; timestamp: number }[];
};

type AccessToken = { token: string; expiresIn: number; expiresAt: number };

/** A signed token with the claims hosted tokens carry, after the custom-access-token hook. */
export async function createAccessToken(
  auth: AuthService,
  tx: Tx,
  user: User,
  assurance: Assurance,
  method: string,
): Promise<AccessToken> {
  const now = Math.floor(Date.now() / 1000);
  const claims: Claims = {
    iss: `${auth.publicUrl}/auth/v1`,
    sub: user.id,
    aud: user.aud || AUDIENCE,
    exp: now + auth.config.auth.jwt_expiry,
    iat: now,
    email: user.email ?? "",
    phone: user.phone ?? "",
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    role: user.role || AUDIENCE,
    aal: assurance.level,
    amr: assurance.methods,
    session_id: assurance.sessionId,
    is_anonymous: user.is_anonymous,
  };
  const final = hookEnabled(auth, "custom_access_token")
    ? await customise(auth, tx, claims, method)
    : claims;
  const token = await auth.tokens.sign(final);
  const expiresAt = final.exp ?? now + auth.config.auth.jwt_expiry;
  return { token, expiresIn: auth.config.auth.jwt_expiry, expiresAt };
}

/** The claims no hook may take away; the rest is its own. */
const requiredClaims = z.looseObject({
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  iat: z.number(),
  sub: z.string().min(1),
  email: z.string(),
  phone: z.string(),
  role: z.string().min(1),
  aal: z.string(),
  session_id: z.string(),
  is_anonymous: z.boolean(),
});

async function customise(auth: AuthService, tx: Tx, claims: Claims, method: string) {
  const answer = await callHook(auth, tx, "custom_access_token", {
    user_id: claims.sub,
    claims,
    authentication_method: method,
  });
  const checked = requiredClaims.safeParse(answer.claims);
  if (!checked.success) {
    const missing = checked.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new AuthError(
      500,
      "unexpected_failure",
      `output claims do not conform to the expected schema: ${missing}`,
    );
  }
  return checked.data as Claims;
}
