/** The mail to somebody who left their address on a landing page and has no account yet. */
import "server-only";
import { sendMails } from "@/lib/email/send";
import { env } from "@/lib/env";

export type Welcome = { email: string; language: string | null; link: string };

/** Where it leads unless the page said otherwise. */
export const welcomeLink = (wished: string | null | undefined): string => wished || env.appUrl;

/** Sends it. */
export async function sendWelcome({ email, link }: Welcome): Promise<void> {
  await sendMails([
    {
      to: email,
      template: "message",
      props: {
        subject: "Welcome to Travel Buddy",
        body: "Good that you are here.\n\nWith an account you keep the places you have seen, and tell others about them.",
        reason: "You get this once, because this address was left on a page of Travel Buddy.",
        action: { label: "Open Travel Buddy", url: link },
      },
    },
  ]);
}
