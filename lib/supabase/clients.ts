import "server-only";
import { createClient } from "@supabase/supabase-js";
import { restFetch } from "@/lib/supabase/rest-fetch";
import type { Database, Supabase } from "@/lib/supabase/types";

/**
 * A supabase-js client for one request: nothing is stored, refreshed in the background or read from
 * a URL, so making one costs little and no identity can outlive the request.
 */
export function createRequestClient(url: string, key: string, accessToken?: string): Supabase {
  return createClient<Database>(url, key, {
    auth: { autoRefreshToken: false, persistSession: false, detectSessionInUrl: false },
    global: { fetch: restFetch },
    // With `accessToken` supabase-js builds no auth client at all and sends this token everywhere.
    ...(accessToken ? { accessToken: async () => accessToken } : {}),
  });
}
