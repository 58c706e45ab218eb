import "server-only";
import { env } from "@/lib/env";
import { createRequestClient } from "@/lib/supabase/clients";

/**
 * The secret key: no row-level security. Whoever calls this has checked the caller's rights
 * themselves and says in a comment why no client of the caller's would do. Callers so far: the event
 * recorder, landing registrations, invitations (their links, the wording of their mails, the accounts
 * opened by them), the sender of mail and its mailbox, weekly summaries and the links that turn them
 * off, the clean-up of expired uploads, the record of what models were asked, translations, files
 * that come by a signed address instead of a session (the ingest).
 */
export function createAdminClient() {
  return createRequestClient(env.supabaseUrl, env.supabaseSecretKey);
}

/** The same key, for bytes that go to the storage as a stream. The rule above holds. */
export const adminToken = (): string => env.supabaseSecretKey;
