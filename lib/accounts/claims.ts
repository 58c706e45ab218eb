/** What a verified access token tells about how its owner signed in. */
import { decodeJwt } from "jose";
import { z } from "zod";
import type { Identity } from "@/lib/api/identity";

const claims = z.object({
  aal: z.string().optional().catch(undefined),
  amr: z
    .array(z.object({ method: z.string(), timestamp: z.number() }))
    .optional()
    .catch(undefined),
});

/** `aal2`: a second factor was shown. `amr`: what was shown, and when (Unix seconds). */
export function claimsOf({ token }: Pick<Identity, "token">): z.output<typeof claims> {
  return claims.parse(decodeJwt(token));
}

/** What mails prove, as the auth server calls it in `amr`. */
const BY_MAIL = new Set(["otp", "magiclink", "recovery", "invite", "email/signup"]);

/** For how long after a mail's link was followed a password may be set without the old one. */
export const RESET_MINUTES = 20;

/**
 * Whether the person has just shown that they read their mailbox, which is what setting a new
 * password without the old one takes.
 */
export function hasFreshMailProof(user: Pick<Identity, "token">, now = Date.now()): boolean {
  const since = now / 1000 - RESET_MINUTES * 60;
  return (claimsOf(user).amr ?? []).some(
    ({ method, timestamp }) => BY_MAIL.has(method) && timestamp > since,
  );
}
