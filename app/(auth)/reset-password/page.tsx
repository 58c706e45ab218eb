import Link from "next/link";
import { redirect } from "next/navigation";
import { Address, AuthHeading } from "@/components/auth/auth-heading";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { Button } from "@/components/ui/button";
import { hasFreshMailProof, RESET_MINUTES } from "@/lib/accounts/claims";
import { getUser, lacksSecondFactor } from "@/lib/accounts/session";
import { readerTitle, readerWords } from "@/lib/format/reader-words";
import { paths } from "@/lib/paths";

export const generateMetadata = () => readerTitle("Choose a new password", false);

/** Where the mail of a forgotten password leads, once its link or code has opened a session. */
export default async function ResetPasswordPage() {
  const [signedIn, { t }] = await Promise.all([getUser(), readerWords()]);
  if (!signedIn || !hasFreshMailProof(signedIn.user)) {
    return (
      <>
        <AuthHeading title={t("Ask for a new link")}>
          {t(
            "A link from the mail lets you choose a password within {minutes} minutes. Yours is older, or it was opened in another browser.",
            { minutes: RESET_MINUTES },
          )}
        </AuthHeading>
        <div className="space-y-3">
          <Button asChild size="lg" block>
            <Link href={paths.forgotPassword()}>{t("Send a new link")}</Link>
          </Button>
          <Button asChild size="lg" block variant="secondary">
            <Link href={signedIn ? paths.account() : paths.signIn()}>
              {t(signedIn ? "Change it in your account" : "Sign in")}
            </Link>
          </Button>
        </div>
      </>
    );
  }
  if (await lacksSecondFactor(signedIn)) redirect(paths.secondFactor(paths.resetPassword()));
  const email = signedIn.user.email ?? "";
  return (
    <>
      <AuthHeading title={t("Choose a new password")}>
        {t("For {email}. Every other device is signed out.", {
          email: <Address>{email}</Address>,
        })}
      </AuthHeading>
      <ResetPasswordForm email={email} />
    </>
  );
}
