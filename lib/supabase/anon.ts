import "server-only";
import { env } from "@/lib/env";
import { createRequestClient } from "@/lib/supabase/clients";

/**
 * A visitor without an account. Always a new client: signing in stores the session on the client
 * it was made with, and a shared one would hand it to other people's requests.
 */
export function createAnonClient() {
  return createRequestClient(env.supabaseUrl, env.supabasePublishableKey);
}
