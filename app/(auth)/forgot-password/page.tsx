import { AuthHeading } from "@/components/auth/auth-heading";
import { MailForm } from "@/components/auth/mail-form";
import { TextLink } from "@/components/ui/text-link";
import { getPendingMail } from "@/lib/accounts/pending-mail";
import { getUser } from "@/lib/accounts/session";
import { readerTitle, readerWords } from "@/lib/format/reader-words";
import { paths } from "@/lib/paths";

export const generateMetadata = () => readerTitle("Forgot password");

export default async function ForgotPasswordPage({ searchParams }: PageProps<"/forgot-password">) {
  const [{ next }, signedIn, mail, { t }] = await Promise.all([
    searchParams,
    getUser(),
    getPendingMail(),
    readerWords(),
  ]);
  const wanted = typeof next === "string" ? next : undefined;
  return (
    <>
      <AuthHeading title={t("A new password")}>
        {t("Tell us your address. The mail we send there lets you choose a new one.")}
      </AuthHeading>
      <MailForm kind="recovery" next={wanted} email={signedIn?.user.email ?? mail?.email} />
      <p className="mt-8 text-ink-muted text-sm">
        {signedIn ? (
          <TextLink href={paths.account()}>{t("Back to your account")}</TextLink>
        ) : (
          t("It came back to you? {signIn}", {
            signIn: <TextLink href={paths.signIn(wanted)}>{t("Sign in")}</TextLink>,
          })
        )}
      </p>
    </>
  );
}
