"use client";

import Link from "next/link";
import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { signOut } from "@/lib/accounts/actions";
import { type ActionState, failure, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { joinCompany } from "@/lib/companies/actions";
import type { InvitationAnswer, InvitationRefusal } from "@/lib/companies/invitation-link";
import { paths } from "@/lib/paths";
import { forgetInvitationToken, useInvitationToken } from "./use-invitation-token";

type Answered = InvitationAnswer & { token: string };

/** The whole way of an invitation: sign in, accept, in. `email` is null for a visitor. */
export function AcceptInvitation({ email }: { email: string | null }) {
  const token = useInvitationToken();
  const [state, accept, pending] = useActionState<ActionState<Answered>, FormData>(
    (_, form) => ask(form),
    idle,
  );
  // Another link may have been opened meanwhile.
  const answer = state.data?.token === token ? state.data : undefined;
  const signedIn = email !== null;

  if (token === null) {
    return (
      <Message title="This link is incomplete" focus={false} action={<WayOn signedIn={signedIn} />}>
        Open it from the mail once more. If that does not help, copy the whole link from the mail
        into the address bar.
      </Message>
    );
  }
  if (answer?.outcome === "joined") {
    const { id, name } = answer.company;
    return (
      <Message
        title={`Welcome to ${name}`}
        action={<ButtonLink href={paths.company(id)}>Go to the dashboard</ButtonLink>}
      >
        You are part of the team now.
      </Message>
    );
  }
  if (answer?.outcome === "other_address") {
    return (
      <Message title="This invitation is for another address" action={<SwitchAccount primary />}>
        You are signed in as <Address>{email}</Address>. Only the address the mail was sent to can
        accept: sign in with that one, or ask for an invitation to this one.
      </Message>
    );
  }
  if (answer) {
    const { title, text } = refused[answer.outcome];
    return (
      <Message title={title} action={<WayOn signedIn={signedIn} />}>
        {text}
      </Message>
    );
  }

  return (
    <Message
      title="You are invited"
      focus={false}
      action={
        email === null ? (
          <>
            <ButtonLink href={paths.signIn(paths.invitation())}>Sign in</ButtonLink>
            <ButtonLink href={paths.signUp(paths.invitation())} variant="secondary">
              Create an account
            </ButtonLink>
          </>
        ) : (
          <>
            <Form action={accept} state={state} pending={pending} className="space-y-5">
              <input type="hidden" name="token" value={token ?? ""} />
              {state.status === "failure" ? <FormMessage state={state} /> : null}
              <SubmitButton pending={pending} size="lg" block>
                {state.status === "failure" ? "Try again" : "Accept invitation"}
              </SubmitButton>
            </Form>
            <SwitchAccount />
          </>
        )
      }
    >
      A company asks you to join its team on Travel Buddy, where it looks after its experiences.{" "}
      {email === null ? (
        "Sign in with the address the mail was sent to, or create an account with it; you come back here."
      ) : (
        <>
          You are signed in as <Address>{email}</Address>.
        </>
      )}
    </Message>
  );
}

/** Accepts, and notes what the answer belongs to. An answered token is of no more use. */
async function ask(form: FormData): Promise<ActionState<Answered>> {
  const token = String(form.get("token"));
  // The form, not the token: the log of `next dev` prints arguments, but not what is in a form.
  const state = await callAction(() => joinCompany(idle, form));
  if (state.status !== "success") return state;
  if (state.data.outcome !== "other_address") forgetInvitationToken();
  return { ...state, data: { ...state.data, token } };
}

const refused: Record<
  Exclude<InvitationRefusal, "other_address">,
  { title: string; text: string }
> = {
  used: {
    title: "This invitation has been used",
    text: "You have accepted it before, so there is nothing left to do.",
  },
  withdrawn: {
    title: "This invitation has been withdrawn",
    text: "Perhaps there is a newer mail in your inbox: only the latest link works. Otherwise ask whoever invited you.",
  },
  expired: {
    title: "This invitation has expired",
    text: "A link works for seven days. Ask whoever invited you for a new one.",
  },
  unknown: {
    title: "We do not know this invitation",
    text: "The link may be cut short, or the company is no longer here. Open it from the mail once more, or ask whoever invited you.",
  },
};

type MessageProps = {
  title: string;
  children: ReactNode;
  action: ReactNode;
  /** Whether the title takes the focus: it answers a press, and what was pressed is gone. */
  focus?: boolean;
};

function Message({ title, children, action, focus = true }: MessageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="display break-words text-4xl outline-none">
        {title}
      </h1>
      <p className="mt-2 mb-8 text-ink-muted">{children}</p>
      <div className="space-y-3">{action}</div>
    </>
  );
}

function Address({ children }: { children: ReactNode }) {
  return <strong className="break-words font-medium text-ink">{children}</strong>;
}

function ButtonLink({
  href,
  variant,
  children,
}: {
  href: string;
  variant?: "secondary";
  children: ReactNode;
}) {
  return (
    <Button asChild size="lg" block variant={variant}>
      <Link href={href}>{children}</Link>
    </Button>
  );
}

/** On from an invitation that leads nowhere. */
function WayOn({ signedIn }: { signedIn: boolean }) {
  return (
    <ButtonLink href={signedIn ? paths.companies() : paths.signIn()} variant="secondary">
      {signedIn ? "Go to your companies" : "Sign in"}
    </ButtonLink>
  );
}

/** Signs out, and back here as somebody else. */
function SwitchAccount({ primary = false }: { primary?: boolean }) {
  const [state, leave, pending] = useActionState(async () => {
    const stayed = await callAction(async () => {
      await signOut(paths.invitation());
      return idle;
    });
    return stayed.status === "failure"
      ? failure("You are still signed in. Try again in a moment.")
      : stayed;
  }, idle);
  return (
    <Form action={leave} state={state} pending={pending} className="space-y-3">
      <FormMessage state={state} />
      <SubmitButton pending={pending} size="lg" block variant={primary ? "primary" : "ghost"}>
        Sign in as somebody else
      </SubmitButton>
    </Form>
  );
}
