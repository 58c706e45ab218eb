/** Who is looking at a dashboard page or sending a form. */
import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { PATH_HEADER } from "@/lib/accounts/path-header";
import { fromPostgrest } from "@/lib/api/errors";
import { type Identity, verifyAccessToken } from "@/lib/api/identity";
import { processWide } from "@/lib/api/process-wide";
import { getMyRole } from "@/lib/companies/queries";
import { type CompanyRole, roleAtLeast } from "@/lib/companies/roles";
import { paths } from "@/lib/paths";
import { createBearerClient } from "@/lib/supabase/bearer";
import { accessTokenFromCookies } from "@/lib/supabase/cookies";
import type { Supabase } from "@/lib/supabase/types";

/** A signed-in person, with a client that acts as them. */
export type SignedIn = { user: Identity; db: Supabase };

/**
 * The signed-in person; null for a visitor. The token in the cookie is verified, but without a call
 * to the auth server. Asked once per request, however many components want to know.
 */
export const getUser = cache(async (): Promise<SignedIn | null> => {
  const store = await cookies();
  const token = await accessTokenFromCookies({
    getAll: () => store.getAll(),
    // Pages cannot set cookies. The middleware has refreshed the session before they render.
    setAll: () => {},
  });
  const user = token ? await verifyAccessToken(token) : null;
  return user ? { user, db: createBearerClient(user.token) } : null;
});

/**
 * The signed-in person; visitors are sent to the sign-in page and come back to this one. Whoever
 * has a second factor and did not show it yet is asked for it first.
 */
export async function requireUser(): Promise<SignedIn> {
  const signedIn = await getUser();
  if (!signedIn) redirect(paths.signIn(await currentPath()));
  if (await lacksSecondFactor(signedIn)) redirect(paths.secondFactor(await currentPath()));
  return signedIn;
}

/** Sessions that were found to need no second factor, and until when that is believed. */
const complete = processWide("complete-sessions", () => new Map<string, number>());
const BELIEVED_MS = 60_000;

/**
 * Whether the session still lacks the code of an authenticator app. The database refuses business
 * rights by itself; this is for saying so. Without a factor the answer is kept for a minute:
 * whoever sets one up ends all sessions that did not show it.
 */
export const lacksSecondFactor = cache(async ({ user, db }: SignedIn): Promise<boolean> => {
  if (user.aal === "aal2") return false;
  const now = Date.now();
  const key = user.sessionId ?? user.userId;
  if ((complete.get(key) ?? 0) > now) return false;
  const { data, error } = await db.rpc("needs_second_factor");
  if (error) throw fromPostgrest(error);
  if (data) return true;
  if (complete.size > 5_000) complete.clear();
  complete.set(key, now + BELIEVED_MS);
  return false;
});

/** Where the request is, as the middleware noted it. */
async function currentPath(): Promise<string | undefined> {
  return (await headers()).get(PATH_HEADER) ?? undefined;
}

/**
 * The caller's role in a company. Exits with "not found" for strangers and for roles that are too
 * low alike: what somebody may not know exists is not there for them.
 */
export async function requireCompanyRole(
  db: Supabase,
  companyId: string,
  role: CompanyRole = "member",
): Promise<CompanyRole> {
  const mine = await getMyRole(db, companyId);
  if (!mine || !roleAtLeast(mine, role)) notFound();
  return mine;
}

export { listMyCompanies } from "@/lib/companies/queries";
