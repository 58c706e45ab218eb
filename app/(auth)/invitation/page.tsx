import type { Metadata } from "next";
import { AcceptInvitation } from "@/components/invitation/accept-invitation";
import { getUser } from "@/lib/accounts/session";

export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

/** Where the mail leads. Only the browser knows the token, so all there is to decide is decided there. */
export default async function InvitationPage() {
  const signedIn = await getUser();
  const email = signedIn ? (signedIn.user.email ?? "") : null;
  // What was answered to one person is nothing to the next.
  return <AcceptInvitation key={email} email={email} />;
}
