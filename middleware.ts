/**
 * For pages only: keeps the session fresh, sends visitors to the sign-in page, sets the security
 * headers. The API has its own (lib/api/handler) and never passes here. This is a convenience, not
 * the guard: pages, actions and the database check for themselves.
 */
import { type NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "@/lib/accounts/path-header";
import { verifyAccessToken } from "@/lib/api/identity";
import { contentSecurityPolicy, pageHeaders } from "@/lib/api/page-headers";
import { env } from "@/lib/env";
import { mayShowImage } from "@/lib/media/image-guard";
import { isPublicPage, paths } from "@/lib/paths";
import { accessTokenFromCookies, type CookieToSet } from "@/lib/supabase/cookies";

export const config = {
  runtime: "nodejs",
  matcher: [
    // Not the API, not Next's files, not /health, nothing with a file extension.
    "/((?!api(?:/|$)|_next/|health$|.*\\.[a-z0-9]+$).*)",
    // And pictures that Next scales.
    "/_next/image",
  ],
};

export async function middleware(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  if (pathname === "/_next/image") {
    const shown = await mayShowImage(request.nextUrl);
    return shown ? NextResponse.next() : new NextResponse(null, { status: 404 });
  }
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy({
    nonce,
    supabaseUrl: env.supabaseUrl,
    uploadOrigin: env.uploadthing.origin,
    development: !env.production,
    frames: pathname.startsWith(paths.mailbox()),
  });

  const changed: CookieToSet[] = [];
  const signedIn = await hasSession(request, changed);

  // Pages read the nonce (Next puts it on its own scripts) and where they are.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set(PATH_HEADER, pathname + search);

  // Server actions answer for themselves: a redirect here would send the form to the sign-in page.
  const isAction = request.method === "POST" && request.headers.has("next-action");
  const response =
    signedIn || isAction || isPublicPage(pathname)
      ? NextResponse.next({ request: { headers } })
      : NextResponse.redirect(new URL(paths.signIn(pathname + search), request.url));

  response.headers.set("content-security-policy", policy);
  for (const [name, value] of pageHeaders(env.appUrl)) response.headers.set(name, value);
  for (const { name, value, options } of changed) response.cookies.set(name, value, options);
  return response;
}

/**
 * Whether somebody is signed in. A token that is about to expire is refreshed: its successor goes
 * to the browser (`changed`) and, through `request.cookies`, to the page rendered now. A fresh one
 * costs no call at all.
 */
async function hasSession(request: NextRequest, changed: CookieToSet[]): Promise<boolean> {
  const token = await accessTokenFromCookies({
    getAll: () => request.cookies.getAll(),
    setAll: (cookies) => {
      for (const { name, value } of cookies) request.cookies.set(name, value);
      changed.push(...cookies);
    },
  });
  return token !== null && (await verifyAccessToken(token)) !== null;
}
