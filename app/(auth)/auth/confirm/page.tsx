import type { Metadata } from "next";
import { ConfirmLink } from "@/components/auth/confirm-link";
import { getUser } from "@/lib/accounts/session";

export const metadata: Metadata = { title: "Confirm", robots: { index: false } };

/** Where links in mails lead. Only the browser knows the token, so everything is decided there. */
export default async function ConfirmPage() {
  return <ConfirmLink signedIn={(await getUser()) !== null} />;
}
