"use client";

import { useActionState } from "react";
import { useWords } from "@/components/providers/words";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { resetPassword } from "@/lib/accounts/mail-actions";
import { fieldErrors, idle } from "@/lib/api/action-state";
import { NewPasswordField } from "./new-password-field";

export function ResetPasswordForm({ email }: { email: string }) {
  const { t } = useWords();
  const [state, submit, pending] = useActionState(resetPassword, idle);
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      <FormMessage state={state} />
      {/* Tells password managers whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField
        name="password"
        label={t("New password")}
        personal={[email]}
        autoFocus
        errors={fieldErrors(state, "password")}
      />
      <SubmitButton pending={pending} size="lg" block>
        {t("Save and go on")}
      </SubmitButton>
    </Form>
  );
}
