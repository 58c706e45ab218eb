"use client";

import { useActionState } from "react";
import { useWords } from "@/components/providers/words";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { requestReset, requestSignInMail } from "@/lib/accounts/mail-actions";
import { fieldErrors, idle } from "@/lib/api/action-state";

const actions = {
  recovery: { action: requestReset, label: "Send the link" },
  "sign-in": { action: requestSignInMail, label: "Send me a code" },
} as const;

/** An address that a mail is to go to. */
export function MailForm({
  kind,
  next,
  email = "",
}: {
  kind: keyof typeof actions;
  next?: string | undefined;
  /** Typed before, here or elsewhere. */
  email?: string | undefined;
}) {
  const { action, label } = actions[kind];
  const { t } = useWords();
  const [state, submit, pending] = useActionState(action, idle);
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <FormMessage state={state} />
      <TextField
        name="email"
        label={t("E-mail")}
        type="email"
        inputMode="email"
        autoComplete="username"
        defaultValue={email}
        autoFocus
        errors={fieldErrors(state, "email")}
      />
      <SubmitButton pending={pending} size="lg" block>
        {t(label)}
      </SubmitButton>
    </Form>
  );
}
