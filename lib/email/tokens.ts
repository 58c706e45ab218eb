/** One-time links of mails that must not stand in the outbox. */
import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

let key: Buffer | undefined;

/**
 * The token of the invitation whose mail has this id in the outbox: 256 bits that only the server's
 * key makes. Every attempt to send the mail has the same link, and whoever reads the database has
 * its hash only. A new secret key ends the invitations that have not left yet.
 */
export function invitationToken(outboxId: string): string {
  key ??= Buffer.from(hkdfSync("sha256", env.supabaseSecretKey, "", "travel-buddy invitation", 32));
  return createHmac("sha256", key).update(outboxId).digest("base64url");
}
