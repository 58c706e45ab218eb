import { ConfirmLink } from "@/components/auth/confirm-link";
import { getUser } from "@/lib/accounts/session";
import { readerTitle } from "@/lib/format/reader-words";

export const generateMetadata = () => readerTitle("Confirm", false);

/** Where links in mails lead. Only the browser knows the token, so everything is decided there. */
export default async function ConfirmPage() {
  return <ConfirmLink signedIn={(await getUser()) !== null} />;
}
