import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { MailForm } from "@/components/auth/mail-form";
import { TextLink } from "@/components/ui/text-link";
import { getPendingMail } from "@/lib/accounts/pending-mail";
import { getUser } from "@/lib/accounts/session";
import { readerTitle, readerWords } from "@/lib/format/reader-words";
import { paths, safeNext } from "@/lib/paths";

export const generateMetadata = () => readerTitle("Sign in by mail");

export default async function SignInByMailPage({ searchParams }: PageProps<"/sign-in/mail">) {
  const { next } = await searchParams;
  const wanted = typeof next === "string" ? next : undefined;
  if (await getUser()) redirect(safeNext(wanted));
  const [mail, { t }] = await Promise.all([getPendingMail(), readerWords()]);
  return (
    <>
      <AuthHeading title={t("Sign in by mail")}>
        {t("No password needed: we send you a link and a six-digit code, and either signs you in.")}
      </AuthHeading>
      <MailForm kind="sign-in" next={wanted} email={mail?.email} />
      <p className="mt-8 text-ink-muted text-sm">
        {t("Rather with your password? {signIn}", {
          signIn: <TextLink href={paths.signIn(wanted)}>{t("Sign in")}</TextLink>,
        })}
      </p>
    </>
  );
}
