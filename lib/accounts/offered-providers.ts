import "server-only";
import { enabledProviders, type OAuthProvider, oauthProviders } from "@/lib/accounts/oauth";
import { describeError, log } from "@/lib/api/log";

export type OfferedProvider = { name: OAuthProvider; label: string };

/** The buttons of the sign-in pages. None while the auth server cannot be asked: people still come in by password. */
export async function offeredProviders(): Promise<OfferedProvider[]> {
  try {
    return (await enabledProviders()).map((name) => ({ name, label: oauthProviders[name] }));
  } catch (error) {
    log.error({ error: describeError(error) }, "the auth server's settings are not known");
    return [];
  }
}
