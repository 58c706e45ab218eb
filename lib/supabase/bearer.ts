import "server-only";
import { PostgrestClient } from "@supabase/postgrest-js";
import { env } from "@/lib/env";
import { createRequestClient } from "@/lib/supabase/clients";
import { restFetch } from "@/lib/supabase/rest-fetch";
import type { Database, Db, Supabase } from "@/lib/supabase/types";

/** Acts as the owner of a verified access token; row-level security applies. */
export function createBearerClient(accessToken: string): Supabase {
  return createRequestClient(env.supabaseUrl, env.supabasePublishableKey, accessToken);
}

/**
 * The database part of the same. The API makes one for every request, where the whole of supabase-js
 * takes longer to set up than the request's own work.
 */
export function createBearerDb(accessToken: string): Db {
  return new PostgrestClient<Database>(`${env.supabaseUrl}/rest/v1`, {
    headers: { apikey: env.supabasePublishableKey, authorization: `Bearer ${accessToken}` },
    fetch: restFetch,
  });
}
