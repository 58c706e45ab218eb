"use client";

import { type ReactNode, useActionState } from "react";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { textLinkStyles } from "@/components/ui/text-link";
import { cancelEmailChange, changeEmail, resendEmailChange } from "@/lib/accounts/account-actions";
import { type ActionState, fieldErrors, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";

type EmailCardProps = {
  email: string;
  /** Asked for; both mailboxes have to agree before it counts. */
  newEmail: string | null;
  /** Where mails of this machine are read; null when they really leave. */
  mailbox: string | null;
};

export function EmailCard({ email, newEmail, mailbox }: EmailCardProps) {
  return (
    <Card>
      <CardHeader
        title="E-mail"
        description={
          <>
            You sign in with <strong className="font-medium text-ink wrap-anywhere">{email}</strong>
            .
          </>
        }
      />
      {newEmail ? <Pending email={email} newEmail={newEmail} mailbox={mailbox} /> : <ChangeEmail />}
    </Card>
  );
}

function ChangeEmail() {
  const [state, submit, pending] = useActionState(changeEmail, idle);
  return (
    <Form action={submit} state={state} pending={pending} aria-label="E-mail">
      <CardBody className="max-w-md">
        <TextField
          name="email"
          label="New address"
          hint="We write to both mailboxes; nothing changes before both have agreed."
          type="email"
          inputMode="email"
          autoComplete="email"
          errors={fieldErrors(state, "email")}
        />
      </CardBody>
      <CardFooter>
        <FormMessage state={state} className="mr-auto" />
        <SubmitButton pending={pending}>Change address</SubmitButton>
      </CardFooter>
    </Form>
  );
}

function Pending({ email, newEmail, mailbox }: EmailCardProps) {
  return (
    <>
      <CardBody>
        <div
          role="status"
          className="rounded-md bg-lantern-soft px-4 py-3 text-lantern-ink text-sm"
        >
          <p className="font-medium wrap-anywhere">On its way to {newEmail}</p>
          <p className="mt-1 wrap-anywhere">
            Open the mails we sent to {email} and to {newEmail}, and confirm in both.
            {mailbox ? (
              <>
                {" "}
                On this machine no mail leaves: you find them in the{" "}
                <a href={mailbox} target="_blank" rel="noreferrer" className={textLinkStyles}>
                  local mailbox
                </a>
                .
              </>
            ) : null}
          </p>
        </div>
      </CardBody>
      <CardFooter>
        <ActionButton action={() => cancelEmailChange(idle, {})} variant="ghost">
          Keep the present address
        </ActionButton>
        <ActionButton action={() => resendEmailChange(idle, {})} variant="secondary">
          Send the mails again
        </ActionButton>
      </CardFooter>
    </>
  );
}

/** A button that is a whole form, with what came of it beside it. */
export function ActionButton({
  action,
  variant,
  children,
}: {
  action: () => Promise<ActionState<undefined>>;
  variant: "secondary" | "ghost" | "danger-quiet";
  children: ReactNode;
}) {
  const [state, submit, pending] = useActionState<ActionState<undefined>>(
    () => callAction(action),
    idle,
  );
  return (
    <Form
      action={submit}
      state={state}
      pending={pending}
      className="flex flex-wrap items-center gap-3 max-sm:w-full"
    >
      <FormMessage state={state} />
      <SubmitButton pending={pending} variant={variant} className="max-sm:w-full">
        {children}
      </SubmitButton>
    </Form>
  );
}
