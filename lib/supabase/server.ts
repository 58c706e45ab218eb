import "server-only";
import { cookies } from "next/headers";
import { createCookieClient } from "@/lib/supabase/cookies";

/**
 * The client of server components and server actions for everything about the session itself:
 * sign-in, sign-up, sign-out. Reads and writes use the client `requireUser()` returns.
 */
export async function createServerSessionClient() {
  const store = await cookies();
  return createCookieClient({
    getAll: () => store.getAll(),
    setAll: (items) => {
      try {
        for (const { name, value, options } of items) store.set(name, value, options);
      } catch {
        // Server components cannot set cookies; the middleware has refreshed the session already.
      }
    },
  });
}
