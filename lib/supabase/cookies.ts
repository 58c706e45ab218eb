import "server-only";
import { createServerClient } from "@supabase/ssr";
import { env } from "@/lib/env";
import type { Database } from "@/lib/supabase/types";

type Cookie = { name: string; value: string };
export type CookieToSet = Cookie & { options: Record<string, unknown> };

export type CookieStore = {
  getAll: () => Cookie[];
  setAll: (cookies: CookieToSet[], headers: Record<string, string>) => void;
};

/** Name of the session cookie; long sessions continue in `.0`, `.1` … */
export const SESSION_COOKIE = "tb-session";

/**
 * A client whose session lives in cookies. The browser never talks to Supabase itself, so the
 * cookie is invisible to scripts (`httpOnly`), unlike the library's default.
 */
export function createCookieClient(store: CookieStore) {
  return createServerClient<Database>(env.supabaseUrl, env.supabasePublishableKey, {
    cookieOptions: {
      name: SESSION_COOKIE,
      httpOnly: true,
      sameSite: "lax",
      secure: env.appUrl.startsWith("https:"),
      path: "/",
    },
    cookies: {
      getAll: store.getAll,
      setAll: (cookies, headers) =>
        store.setAll(cookies as CookieToSet[], headers as Record<string, string>),
    },
  });
}

export function hasSessionCookie(names: Iterable<string>): boolean {
  for (const name of names) {
    if (name === SESSION_COOKIE || name.startsWith(`${SESSION_COOKIE}.`)) return true;
  }
  return false;
}

/**
 * The access token of the session in the cookies, refreshed first when it is about to expire (the
 * new cookies go to `setAll`). Null when there is no session. The token is *not* verified here.
 */
export async function accessTokenFromCookies(store: CookieStore): Promise<string | null> {
  if (!hasSessionCookie(store.getAll().map(({ name }) => name))) return null;
  const { data, error } = await createCookieClient(store).auth.getSession();
  return error ? null : (data.session?.access_token ?? null);
}
