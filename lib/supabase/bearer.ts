import "server-only";
import { env } from "@/lib/env";
import { createRequestClient } from "@/lib/supabase/clients";

/** Reads and writes as the owner of a verified access token; row-level security applies. */
export function createBearerClient(accessToken: string) {
  return createRequestClient(env.supabaseUrl, env.supabasePublishableKey, accessToken);
}
