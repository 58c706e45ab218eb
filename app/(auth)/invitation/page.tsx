import { AcceptInvitation } from "@/components/invitation/accept-invitation";
import { getUser } from "@/lib/accounts/session";
import { readerLocale } from "@/lib/format/locale";
import { readerTitle } from "@/lib/format/reader-words";

export const generateMetadata = () => readerTitle("Invitation", false);

/** Where the mail leads. Only the browser knows the token, so all there is to decide is decided there. */
export default async function InvitationPage() {
  const [signedIn, locale] = await Promise.all([getUser(), readerLocale()]);
  return <AcceptInvitation email={signedIn ? (signedIn.user.email ?? "") : null} locale={locale} />;
}
