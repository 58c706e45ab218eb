/** The mail to somebody who left their address on a landing page and has no account yet. */
import "server-only";
import { env } from "@/lib/env";

export type Welcome = { email: string; language: string | null; link: string };

/** Where it leads unless the page said otherwise. */
export const welcomeLink = (wished: string | null | undefined): string => wished || env.appUrl;

/** Sends it. The one place to connect with `lib/email`. */
export async function sendWelcome(_welcome: Welcome): Promise<void> {
  // Mail is not there yet; the registration is recorded all the same.
}
