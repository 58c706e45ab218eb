import type { Metadata } from "next";
import { AuthHeading } from "@/components/auth/auth-heading";
import { MailForm } from "@/components/auth/mail-form";
import { TextLink } from "@/components/ui/text-link";
import { getPendingMail } from "@/lib/accounts/pending-mail";
import { getUser } from "@/lib/accounts/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Forgot password" };

export default async function ForgotPasswordPage({ searchParams }: PageProps<"/forgot-password">) {
  const [{ next }, signedIn, mail] = await Promise.all([searchParams, getUser(), getPendingMail()]);
  const wanted = typeof next === "string" ? next : undefined;
  return (
    <>
      <AuthHeading title="A new password">
        Tell us your address. The mail we send there lets you choose a new one.
      </AuthHeading>
      <MailForm kind="recovery" next={wanted} email={signedIn?.user.email ?? mail?.email} />
      <p className="mt-8 text-ink-muted text-sm">
        {signedIn ? (
          <TextLink href={paths.account()}>Back to your account</TextLink>
        ) : (
          <>
            It came back to you? <TextLink href={paths.signIn(wanted)}>Sign in</TextLink>
          </>
        )}
      </p>
    </>
  );
}
