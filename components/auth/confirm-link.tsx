"use client";

import Link from "next/link";
import { type ReactNode, useActionState } from "react";
import { useWords } from "@/components/providers/words";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { confirmLink } from "@/lib/accounts/mail-actions";
import {
  type LinkAnswer,
  type LinkType,
  type MailLink,
  parseMailLink,
} from "@/lib/accounts/mail-link";
import { type ActionState, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import type { Sentence } from "@/lib/format/words";
import { paths } from "@/lib/paths";
import { AuthHeading } from "./auth-heading";
import { forgetLinkFragment, useLinkFragment } from "./use-link-fragment";

const mailLink = { key: "mail-link", path: paths.confirm(), parse: parseMailLink };

type Answered = LinkAnswer & { token: string };

const asks: Record<LinkType, { title: Sentence; text: Sentence; button: Sentence }> = {
  signup: {
    title: "Confirm your address",
    text: "One press, and your account is ready.",
    button: "Confirm the address",
  },
  email: { title: "Almost there", text: "One press, and you are in.", button: "Go on" },
  magiclink: { title: "Welcome back", text: "One press, and you are in.", button: "Sign in" },
  recovery: {
    title: "A new password",
    text: "The mail has shown that it is you. Next you choose the password.",
    button: "Choose a new password",
  },
  invite: {
    title: "Welcome to Travel Buddy",
    text: "Somebody has made an account for you. Next you choose its password.",
    button: "Choose a password",
  },
  email_change: {
    title: "Change of address",
    text: "Your account moves to the new address when both mailboxes have agreed.",
    button: "Confirm the change",
  },
};

/** What a link in a mail does, behind a press: programs that open links in mails use nothing up. */
export function ConfirmLink({ signedIn }: { signedIn: boolean }) {
  const { t } = useWords();
  const link = useLinkFragment(mailLink);
  const [state, confirm, pending] = useActionState<ActionState<Answered>, FormData>(
    (_, form) => ask(form),
    idle,
  );
  // Another link may have been opened meanwhile.
  const answer = link && state.data?.token === link.token_hash ? state.data : undefined;
  const wayOn = signedIn ? (
    <ButtonLink href={paths.home()}>{t("Go to the dashboard")}</ButtonLink>
  ) : (
    <ButtonLink href={paths.signIn()}>{t("Sign in")}</ButtonLink>
  );

  if (link === null) {
    return (
      <>
        <AuthHeading title={t("This link is incomplete")}>
          {t(
            "Open it from the mail once more. If that does not help, copy the whole link from the mail into the address bar.",
          )}
        </AuthHeading>
        {wayOn}
      </>
    );
  }
  if (link && answer) return <Outcome answer={answer} type={link.type} wayOn={wayOn} />;

  const { title, text, button } = asks[link?.type ?? "email"];
  return (
    <>
      <AuthHeading title={t(title)}>{t(text)}</AuthHeading>
      <Form action={confirm} state={state} pending={pending} className="space-y-5">
        {Object.entries(link ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {state.status === "failure" ? <FormMessage state={state} /> : null}
        <SubmitButton pending={pending || link === undefined} size="lg" block>
          {t(state.status === "failure" ? "Try again" : button)}
        </SubmitButton>
      </Form>
    </>
  );
}

/** Confirms, and notes what the answer belongs to. An answered link is of no more use. */
async function ask(form: FormData): Promise<ActionState<Answered>> {
  const token = String(form.get("token_hash"));
  // The form, not its values: the log of `next dev` prints arguments, but not what is in a form.
  const state = await callAction(() => confirmLink(idle, form));
  if (state.status !== "success") return state;
  forgetLinkFragment(mailLink);
  if (state.data.outcome === "leave") location.replace(state.data.to);
  return { ...state, data: { ...state.data, token } };
}

function Outcome({
  answer,
  type,
  wayOn,
}: {
  answer: LinkAnswer;
  type: MailLink["type"];
  wayOn: ReactNode;
}) {
  const { t } = useWords();
  switch (answer.outcome) {
    case "leave":
      return (
        <AuthHeading title={t("You are being taken back")}>{t("One moment, please.")}</AuthHeading>
      );
    case "half":
      return (
        <>
          <AuthHeading title={t("One mailbox has agreed")} focus>
            {t(
              "Now open the mail in the other one, and press its button, too. Until then everything stays as it is.",
            )}
          </AuthHeading>
          {wayOn}
        </>
      );
    case "changed":
      return (
        <>
          <AuthHeading title={t("Your address is changed")} focus>
            {t("From now on you sign in with the new one, and our mails go there.")}
          </AuthHeading>
          {wayOn}
        </>
      );
    case "taken":
      return (
        <>
          <AuthHeading title={t("This address is in use")} focus>
            {t(
              "It came to belong to another account before you confirmed it. Yours stays as it is.",
            )}
          </AuthHeading>
          {wayOn}
        </>
      );
    case "suspended":
      return (
        <>
          <AuthHeading title={t("This account is suspended")} focus>
            {t("Ask whoever runs this Travel Buddy what has happened.")}
          </AuthHeading>
          {wayOn}
        </>
      );
    case "expired": {
      const { href, label } = again[type];
      return (
        <>
          <AuthHeading title={t("This link no longer works")} focus>
            {t(
              "A link works once, for an hour, and only the newest mail’s. Perhaps it was opened before: then there is nothing left to do.",
            )}
          </AuthHeading>
          <div className="space-y-3">
            <ButtonLink href={href} primary>
              {t(label)}
            </ButtonLink>
            {wayOn}
          </div>
        </>
      );
    }
  }
}

const newMail = { href: paths.signInByMail(), label: "Send a new one" } as const;
const again: Record<LinkType, { href: string; label: Sentence }> = {
  signup: newMail,
  email: newMail,
  magiclink: newMail,
  recovery: { href: paths.forgotPassword(), label: "Send a new one" },
  invite: { href: paths.forgotPassword(), label: "Send a new one" },
  email_change: { href: paths.account(), label: "Send a new one from your account" },
};

function ButtonLink({
  href,
  primary = false,
  children,
}: {
  href: string;
  primary?: boolean;
  children: ReactNode;
}) {
  return (
    <Button asChild size="lg" block variant={primary ? "primary" : "secondary"}>
      <Link href={href}>{children}</Link>
    </Button>
  );
}
