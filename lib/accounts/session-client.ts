import "server-only";
import { fromAuth } from "@/lib/api/errors";
import { createAnonClient } from "@/lib/supabase/anon";
import type { Supabase } from "@/lib/supabase/types";

/** The auth client wants some refresh token; this one refreshes nothing. */
const NO_REFRESH_TOKEN = "none";

/**
 * A client of its own that holds the session of an access token, for what the auth server lets the
 * person themselves do: change password or address, second factors. Nothing here needs the secret
 * key.
 *
 * @throws {AppError} when the auth server does not know the session any more
 */
export async function createSessionClient(accessToken: string): Promise<Supabase> {
  const client = createAnonClient();
  const { error } = await client.auth.setSession({
    access_token: accessToken,
    refresh_token: NO_REFRESH_TOKEN,
  });
  if (error) throw fromAuth(error);
  return client;
}
