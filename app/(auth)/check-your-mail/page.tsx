import Link from "next/link";
import { Address, AuthHeading } from "@/components/auth/auth-heading";
import { MailCodeForm, ResendMail } from "@/components/auth/check-mail";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import {
  getPendingMail,
  type PendingMail,
  RESEND_SECONDS,
  secondsUntilResend,
} from "@/lib/accounts/pending-mail";
import { mailboxAddress } from "@/lib/email/mailbox";
import { readerTitle, readerWords } from "@/lib/format/reader-words";
import type { Translate } from "@/lib/format/words";
import { paths } from "@/lib/paths";

export const generateMetadata = () => readerTitle("Check your mail", false);

/** After a mail was asked for: its link or its code leads on. */
export default async function CheckMailPage() {
  const [mail, { t }] = await Promise.all([getPendingMail(), readerWords()]);
  if (!mail) return <NothingAwaited t={t} />;
  const mailbox = mailboxAddress();
  const { submit, other } = ways[mail.kind];
  return (
    <>
      <AuthHeading title={t("Check your mail")}>{explanation(mail, t)}</AuthHeading>
      {mailbox ? (
        <p className="mb-6 rounded-md bg-lantern-soft px-3.5 py-2.5 text-lantern-ink text-sm">
          {t("On this machine no mail leaves. You find it in the {mailbox}.", {
            mailbox: (
              <a
                href={mailbox}
                target="_blank"
                rel="noreferrer"
                className="font-medium underline underline-offset-[0.22em]"
              >
                {t("local mailbox")}
              </a>
            ),
          })}
        </p>
      ) : null}
      <div className="space-y-3">
        <MailCodeForm submitLabel={t(submit)} />
        {/* Another mail begins the waiting anew. */}
        <ResendMail
          key={mail.sentAt}
          waitSeconds={secondsUntilResend(mail)}
          pause={RESEND_SECONDS}
        />
      </div>
      <p className="mt-8 text-ink-muted text-sm">
        {t("Nothing there after a few minutes? Look among the unwanted mails, or {other}.", {
          other: <TextLink href={other(mail.next)}>{t("use another address")}</TextLink>,
        })}
      </p>
    </>
  );
}

const ways = {
  recovery: {
    submit: "Choose a new password",
    other: (next?: string) => paths.forgotPassword(next),
  },
  "sign-in": { submit: "Sign in", other: (next?: string) => paths.signInByMail(next) },
  "sign-up": { submit: "Confirm the address", other: (next?: string) => paths.signUp(next) },
} as const;

function explanation({ kind, email, next }: PendingMail, t: Translate) {
  const address = <Address>{email}</Address>;
  switch (kind) {
    case "recovery":
      return t(
        "If {email} has an account, a mail with a link and a six-digit code is on its way there. Open the link, or type the code here.",
        { email: address },
      );
    case "sign-in":
      return t(
        "If {email} has an account, a mail that signs you in is on its way there. Open its link, or type its code here.",
        { email: address },
      );
    case "sign-up":
      return t(
        "We have written to {email}. Open the link in the mail, or type its code here, and your account is ready. If you had one already, no mail comes: {signIn} instead.",
        { email: address, signIn: <TextLink href={paths.signIn(next)}>{t("sign in")}</TextLink> },
      );
  }
}

function NothingAwaited({ t }: { t: Translate }) {
  return (
    <>
      <AuthHeading title={t("No mail is on its way")}>
        {t("This page waits for a mail for an hour. Ask for a new one.")}
      </AuthHeading>
      <div className="space-y-3">
        <Button asChild size="lg" block>
          <Link href={paths.signInByMail()}>{t("Sign in by mail")}</Link>
        </Button>
        <Button asChild size="lg" block variant="secondary">
          <Link href={paths.forgotPassword()}>{t("Choose a new password")}</Link>
        </Button>
      </div>
    </>
  );
}
