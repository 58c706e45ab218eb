/** The mail to somebody who left their address on a landing page and has no account yet. */
import "server-only";
import { sendMails } from "@/lib/email/send";
import { mailLanguage } from "@/lib/email/templates/context";
import { env } from "@/lib/env";

export type Welcome = {
  email: string;
  link: string;
  /** What the page said the visitor reads. */
  language: string | null;
  companyId: string | null;
};

/** Where it leads unless the page said otherwise. */
export const welcomeLink = (wished: string | null | undefined): string => wished || env.appUrl;

/**
 * Sends it. The words are ours alone: anybody can have it sent to any address, so nothing that a
 * caller or a company wrote may stand in it, and the link was checked to be one of ours.
 */
export async function sendWelcome({ email, link, language, companyId }: Welcome): Promise<void> {
  await sendMails([
    {
      to: email,
      template: "traveler-info",
      props: { url: link },
      language: mailLanguage(language),
      companyId: companyId ?? undefined,
    },
  ]);
}
