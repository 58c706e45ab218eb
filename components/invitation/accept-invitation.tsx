"use client";

import { type ReactNode, useActionState } from "react";
import { forgetLinkFragment, useLinkFragment } from "@/components/auth/use-link-fragment";
import { useWords } from "@/components/providers/words";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { SubmitButton } from "@/components/ui/submit-button";
import { signOut } from "@/lib/accounts/actions";
import { type ActionState, failure, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { joinAsNewcomer, joinCompany } from "@/lib/companies/actions";
import {
  type InvitationAnswer,
  type InvitationEnd,
  type InvitationLetter,
  parseInvitationToken,
} from "@/lib/companies/invitation-link";
import type { MemberRole } from "@/lib/companies/roles";
import { formatDate } from "@/lib/format/format";
import type { Sentence } from "@/lib/format/words";
import { paths } from "@/lib/paths";
import { Address, ButtonLink, InvitationMessage } from "./invitation-message";
import { NewPersonForm } from "./new-person-form";
import { SignInHere } from "./sign-in-here";
import { useInvitationLetter } from "./use-invitation-letter";

const invitationLink = {
  key: "invitation",
  path: paths.invitation(),
  parse: parseInvitationToken,
};

type Pending = Extract<InvitationLetter, { state: "pending" }>;
/** An answer belongs to a link and to whom it was given; null: to somebody who was new then. */
type Answered = InvitationAnswer & { token: string; to: string | null };

/**
 * The whole way of an invitation: what it says, then sign in or open an account, accept, in. `email`
 * is null for a visitor.
 */
export function AcceptInvitation({ email, locale }: { email: string | null; locale: string }) {
  const { t, said } = useWords();
  const token = useLinkFragment(invitationLink);
  const { letter, problem, again } = useInvitationLetter(token);
  const [state, accept, pending] = useActionState<ActionState<Answered>, FormData>(
    (_, form) => ask(form, email),
    idle,
  );
  const given = state.data;
  const answer =
    given?.token === token && (given?.to === null || given?.to === email) ? given : undefined;
  const wayOn = <WayOn signedIn={email !== null} />;

  if (token === null) {
    return (
      <InvitationMessage title={t("This link is incomplete")} action={wayOn}>
        <p>
          {t(
            "Open it from the mail once more. If that does not help, copy the whole link from the mail into the address bar.",
          )}
        </p>
      </InvitationMessage>
    );
  }
  if (answer?.outcome === "joined") return <Joined answer={answer} />;
  if (answer && answer.outcome !== "other_address" && answer.outcome !== "has_account") {
    const company = letter && letter.state !== "unknown" ? letter.company : null;
    return <Ended end={answer.outcome} company={company} inviter={null} action={wayOn} focus />;
  }
  if (problem) {
    return (
      <InvitationMessage
        title={t("The invitation did not load")}
        action={
          <Button size="lg" block onClick={again}>
            {t("Try again")}
          </Button>
        }
      >
        <p role="alert">{said(problem)}</p>
      </InvitationMessage>
    );
  }
  if (!token || !letter) {
    return (
      <Loading label={t("Opening the invitation")} className="space-y-4">
        <Skeleton className="size-14 rounded-xl" />
        <Skeleton className="h-10 w-3/4" />
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-12 w-full" />
      </Loading>
    );
  }
  if (letter.state !== "pending") {
    return letter.state === "unknown" ? (
      <Ended end="unknown" company={null} inviter={null} action={wayOn} />
    ) : (
      <Ended end={letter.state} company={letter.company} inviter={letter.inviter} action={wayOn} />
    );
  }
  const refused = answer?.outcome === "other_address";
  if (refused || (email !== null && email.toLowerCase() !== letter.email)) {
    return (
      <InvitationMessage
        title={t("This invitation is for another address")}
        focus={refused}
        picture={<Sender letter={letter} />}
        action={
          <>
            <SwitchAccount primary />
            <ButtonLink href={paths.companies()} variant="secondary">
              {t("Stay signed in")}
            </ButtonLink>
          </>
        }
      >
        <p>
          {t(
            "{company} invited {invited}, and you are signed in as {email}. Only the invited address can accept: sign in with that one, or ask {inviter} to invite this one.",
            {
              company: letter.company,
              invited: <Address>{letter.email}</Address>,
              email: <Address>{email}</Address>,
              inviter: letter.inviter ?? t("whoever invited you"),
            },
          )}
        </p>
      </InvitationMessage>
    );
  }
  const hasAccount = letter.hasAccount || answer?.outcome === "has_account";
  return (
    <InvitationMessage
      title={t("Join {company}", { company: letter.company })}
      picture={<Sender letter={letter} />}
      action={
        email !== null ? (
          <>
            <Form action={accept} state={state} pending={pending} className="space-y-5">
              <input type="hidden" name="token" value={token} />
              {state.status === "failure" ? <FormMessage state={state} /> : null}
              <SubmitButton pending={pending} size="lg" block>
                {t(state.status === "failure" ? "Try again" : "Accept invitation")}
              </SubmitButton>
            </Form>
            <SwitchAccount />
          </>
        ) : hasAccount ? (
          <SignInHere email={letter.email} />
        ) : (
          <NewPersonForm
            token={token}
            email={letter.email}
            state={state}
            submit={accept}
            pending={pending}
          />
        )
      }
    >
      <Letter letter={letter} locale={locale} />
      <p>
        {email !== null
          ? t("You are signed in as {email}.", { email: <Address>{email}</Address> })
          : t(
              hasAccount
                ? "You have an account with this address. Sign in to accept."
                : "You are new here: two lines, and you are in.",
            )}
      </p>
    </InvitationMessage>
  );
}

/** Accepts, and notes what the answer belongs to. An answered token is of no more use. */
async function ask(form: FormData, email: string | null): Promise<ActionState<Answered>> {
  const token = String(form.get("token"));
  // The address stands in the form for password managers; it is the invitation's to say.
  form.delete("username");
  // The form, not the token: the log of `next dev` prints arguments, but not what is in a form.
  const state = await callAction(() =>
    email === null ? joinAsNewcomer(idle, form) : joinCompany(idle, form),
  );
  if (state.status !== "success") return state;
  const isOver = !["other_address", "has_account"].includes(state.data.outcome);
  if (isOver) forgetLinkFragment(invitationLink);
  return { ...state, data: { ...state.data, token, to: email } };
}

function Sender({ letter }: { letter: Pending }) {
  return <Avatar name={letter.company} src={letter.logoUrl} size="lg" shape="company" />;
}

/** Who invites whom to what, in the inviter's own words where there are any. */
function Letter({ letter, locale }: { letter: Pending; locale: string }) {
  const { t } = useWords();
  const { inviter, company, role, note, expiresAt } = letter;
  const [name, may] = roles[role];
  return (
    <>
      <p>
        {t("{inviter} invites you to work with {company} on Travel Buddy as {role}: {may}", {
          inviter: inviter ?? t("A colleague"),
          company,
          role: <strong className="font-medium text-ink">{t(name)}</strong>,
          may: t(may),
        })}
      </p>
      {note ? (
        <blockquote className="whitespace-pre-line break-words border-jade border-l-2 pl-4 text-ink italic">
          {note}
        </blockquote>
      ) : null}
      <p className="text-ink-subtle text-sm">
        {t("For {email}, until {date}.", {
          email: <Address>{letter.email}</Address>,
          date: <time dateTime={expiresAt}>{formatDate(locale, expiresAt)}</time>,
        })}
      </p>
    </>
  );
}

/** What somebody is invited as, and what they may do then. */
const roles: Record<MemberRole, [name: Sentence, may: Sentence]> = {
  admin: ["an admin", "everything editors may, and the team, the settings and the company's log."],
  editor: ["an editor", "create, edit and publish experiences, media and challenges."],
  member: ["a member", "see everything of the company, confirm check-ins and redeem rewards."],
};

function Joined({ answer }: { answer: Extract<InvitationAnswer, { outcome: "joined" }> }) {
  const { t } = useWords();
  const { company, next } = answer;
  return (
    <InvitationMessage
      title={t("Welcome to {company}", { company: company.name })}
      focus
      action={
        next ? (
          <>
            <ButtonLink href={next}>{t("Go on")}</ButtonLink>
            <ButtonLink href={paths.company(company.id)} variant="secondary">
              {t("Go to the dashboard")}
            </ButtonLink>
          </>
        ) : (
          <ButtonLink href={paths.company(company.id)}>{t("Go to the dashboard")}</ButtonLink>
        )
      }
    >
      <p>{t("You are part of the team now.")}</p>
    </InvitationMessage>
  );
}

/** What is over; {inviter} in a text is whom to ask. */
const ends: Record<InvitationEnd, { title: Sentence; text: Sentence }> = {
  used: {
    title: "This invitation has been used",
    text: "If you accepted it yourself there is nothing left to do: sign in and open the company.",
  },
  withdrawn: {
    title: "This invitation has been withdrawn",
    text: "Perhaps there is a newer mail in your inbox: only the latest link works. Otherwise ask {inviter} for a new one.",
  },
  expired: {
    title: "This invitation has expired",
    text: "A link works for seven days. Ask {inviter} for a new one.",
  },
  unknown: {
    title: "We do not know this invitation",
    text: "The link may be cut short, or the company is no longer here. Open it from the mail once more, or ask {inviter}.",
  },
};

function Ended({
  end,
  company,
  inviter,
  action,
  focus = false,
}: {
  end: InvitationEnd;
  company: string | null;
  inviter: string | null;
  action: ReactNode;
  focus?: boolean;
}) {
  const { t } = useWords();
  const { title, text } = ends[end];
  return (
    <InvitationMessage title={t(title)} action={action} focus={focus}>
      {company ? (
        <p>
          {t("It was for the team of {company}.", {
            company: <strong className="font-medium text-ink">{company}</strong>,
          })}
        </p>
      ) : null}
      <p>{t(text, { inviter: inviter ?? t("whoever invited you") })}</p>
    </InvitationMessage>
  );
}

/** On from an invitation that leads nowhere. */
function WayOn({ signedIn }: { signedIn: boolean }) {
  const { t } = useWords();
  return (
    <ButtonLink href={signedIn ? paths.companies() : paths.signIn()} variant="secondary">
      {t(signedIn ? "Go to your companies" : "Sign in")}
    </ButtonLink>
  );
}

/** Signs out, and back here as a visitor. */
function SwitchAccount({ primary = false }: { primary?: boolean }) {
  const { t } = useWords();
  const [state, leave, pending] = useActionState(async () => {
    const stayed = await callAction(async () => {
      await signOut(paths.invitation());
      return idle;
    });
    return stayed.status === "failure"
      ? failure(t("You are still signed in. Try again in a moment."))
      : stayed;
  }, idle);
  return (
    <Form action={leave} state={state} pending={pending} className="space-y-3">
      <FormMessage state={state} />
      <SubmitButton pending={pending} size="lg" block variant={primary ? "primary" : "ghost"}>
        {t("Sign in as somebody else")}
      </SubmitButton>
    </Form>
  );
}
