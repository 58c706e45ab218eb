import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Address, AuthHeading } from "@/components/auth/auth-heading";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { Button } from "@/components/ui/button";
import { hasFreshMailProof, RESET_MINUTES } from "@/lib/accounts/claims";
import { getUser, lacksSecondFactor } from "@/lib/accounts/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false } };

/** Where the mail of a forgotten password leads, once its link or code has opened a session. */
export default async function ResetPasswordPage() {
  const signedIn = await getUser();
  if (!signedIn || !hasFreshMailProof(signedIn.user)) {
    return (
      <>
        <AuthHeading title="Ask for a new link">
          A link from the mail lets you choose a password within {RESET_MINUTES} minutes. Yours is
          older, or it was opened in another browser.
        </AuthHeading>
        <div className="space-y-3">
          <Button asChild size="lg" block>
            <Link href={paths.forgotPassword()}>Send a new link</Link>
          </Button>
          <Button asChild size="lg" block variant="secondary">
            <Link href={signedIn ? paths.account() : paths.signIn()}>
              {signedIn ? "Change it in your account" : "Sign in"}
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
      <AuthHeading title="Choose a new password">
        For <Address>{email}</Address>. Every other device is signed out.
      </AuthHeading>
      <ResetPasswordForm email={email} />
    </>
  );
}
