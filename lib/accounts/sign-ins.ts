/** Noting who signed in from where, so that people learn of a sign-in that was not theirs. */
import "server-only";
import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import { coarseNetwork, deviceOf } from "@/lib/accounts/devices";
import { clientAddress } from "@/lib/api/client-address";
import { describeError, log } from "@/lib/api/log";
import { deliverSoon } from "@/lib/email/deliver";
import { env } from "@/lib/env";
import { createBearerDb } from "@/lib/supabase/bearer";

type Origin = { headers: Headers; mark?: string | undefined; dashboard?: boolean };

/**
 * Notes a sign-in that has just succeeded. Somebody who never used this device gets a mail about
 * it, somebody new to a business a welcome; mails go out after the answer. Never fails: a session
 * that exists must reach its owner.
 */
export async function noteSignIn(
  accessToken: string,
  { headers, mark, dashboard = false }: Origin,
): Promise<void> {
  const userAgent = headers.get("user-agent");
  const { browser, system } = deviceOf(userAgent);
  const given = {
    p_browser: browser,
    p_system: system,
    p_network: coarseNetwork(clientAddress(headers, env.trustedProxyHops)),
    p_user_agent: userAgent?.slice(0, 500),
    p_mark: mark,
    p_dashboard: dashboard,
    p_country: countryOf(headers),
  };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
  const { data, error } = await createBearerDb(accessToken).rpc("note_sign_in", known);
  if (error) log.error({ error: describeError(error) }, "a sign-in was not noted");
  // A timer sends them otherwise, a minute later.
  if (data === "new" || data === "first") deliverSoon();
}

/** The country of the address, where a proxy that is trusted knows it. */
function countryOf(headers: Headers): string | undefined {
  const country = env.countryHeader ? headers.get(env.countryHeader) : null;
  return country && /^[A-Z]{2}$/.test(country) ? country : undefined;
}

/** The cookie that tells a browser from others of its kind; worth nothing to a thief. */
const MARK_COOKIE = "tb-browser";
const MARK_SECONDS = 365 * 86_400;

/** The same from a server action or route of the dashboard, whose browsers carry a mark. */
export async function noteDashboardSignIn(accessToken: string): Promise<void> {
  const store = await cookies();
  const mark = store.get(MARK_COOKIE)?.value;
  const fresh = mark && mark.length <= 100 ? mark : randomUUID();
  store.set(MARK_COOKIE, fresh, {
    httpOnly: true,
    sameSite: "lax",
    secure: env.appUrl.startsWith("https:"),
    path: "/",
    maxAge: MARK_SECONDS,
  });
  await noteSignIn(accessToken, { headers: await headers(), mark: fresh, dashboard: true });
}
