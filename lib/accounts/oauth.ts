/** Signing in through Google, Facebook or X, as far as the app has a part in it. */
import "server-only";
import type { Provider } from "@supabase/supabase-js";
import { z } from "zod";
import { AppError, fromAuth, fromPostgrest } from "@/lib/api/errors";
import { processWide } from "@/lib/api/process-wide";
import { env } from "@/lib/env";
import { createAnonClient } from "@/lib/supabase/anon";
import { createBearerDb } from "@/lib/supabase/bearer";

/** As Supabase names them, with the names people know them by. */
export const oauthProviders = { google: "Google", facebook: "Facebook", twitter: "X" } as const;
export type OAuthProvider = keyof typeof oauthProviders;

const settings = z.object({ external: z.record(z.string(), z.unknown()) });
const KEPT_MS = 60_000;

/** What Supabase calls each: newer projects know X as `x`, older ones as `twitter`. */
type Enabled = Partial<Record<OAuthProvider, Provider>>;

const known = processWide("oauth-providers", () => ({ until: 0, enabled: {} as Enabled }));

/** Those the project is set up for. */
export async function enabledProviders(): Promise<readonly OAuthProvider[]> {
  return Object.keys(await enabled()) as OAuthProvider[];
}

/** What `signInWithOAuth` has to be told for one of them; null when it is not set up. */
export async function supabaseProvider(provider: OAuthProvider): Promise<Provider | null> {
  return (await enabled())[provider] ?? null;
}

/** Asked of the auth server, at most once a minute. */
async function enabled(): Promise<Enabled> {
  if (known.until > Date.now()) return known.enabled;
  const response = await fetch(`${env.supabaseUrl}/auth/v1/settings`, {
    headers: { apikey: env.supabasePublishableKey },
    signal: AbortSignal.timeout(5_000),
  });
  const { external } = settings.parse(await response.json());
  known.enabled = {};
  for (const name of Object.keys(oauthProviders) as OAuthProvider[]) {
    const called = name === "twitter" && external.x === true ? "x" : name;
    if (external[called] === true) known.enabled[name] = called as Provider;
  }
  known.until = Date.now() + KEPT_MS;
  return known.enabled;
}

/**
 * The consent page of a provider. Tokens come back in the fragment of `redirectTo`, as installed
 * clients expect; the dashboard uses PKCE instead.
 */
export async function consentPage(provider: OAuthProvider, redirectTo: string): Promise<string> {
  const called = await supabaseProvider(provider);
  if (!called) {
    const message = `Signing in with ${oauthProviders[provider]} is not set up.`;
    throw new AppError("bad_request", message, { fields: { provider: [message] } });
  }
  const { data, error } = await createAnonClient().auth.signInWithOAuth({
    provider: called,
    options: { redirectTo, skipBrowserRedirect: true },
  });
  if (error) throw fromAuth(error);
  return data.url as string;
}

/**
 * Completes the profile of whoever comes through a provider (picture, channel); answers whether it
 * is their first visit.
 */
export async function finishOAuthSignIn(accessToken: string): Promise<boolean> {
  const { data, error } = await createBearerDb(accessToken).rpc("finish_oauth_sign_in");
  if (error) throw fromPostgrest(error);
  return data;
}
