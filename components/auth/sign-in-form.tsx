"use client";

import { useActionState } from "react";
import { useWords } from "@/components/providers/words";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { signIn } from "@/lib/accounts/actions";
import { fieldErrors, idle } from "@/lib/api/action-state";
import { paths } from "@/lib/paths";
import { PasswordField } from "./password-field";

/** E-mail and password. `next` is where the person was going; the action checks it again. */
export function SignInForm({ next }: { next?: string | undefined }) {
  const { t } = useWords();
  const [state, submit, pending] = useActionState(signIn, idle);
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <FormMessage state={state} />
      <TextField
        name="email"
        label={t("E-mail")}
        type="email"
        autoComplete="username"
        inputMode="email"
        autoFocus
        errors={fieldErrors(state, "email")}
      />
      <div className="space-y-2">
        <PasswordField
          name="password"
          label={t("Password")}
          autoComplete="current-password"
          errors={fieldErrors(state, "password")}
        />
        <p className="text-right text-sm">
          <TextLink href={paths.forgotPassword(next)}>{t("Forgot it?")}</TextLink>
        </p>
      </div>
      <SubmitButton pending={pending} size="lg" block>
        {t("Sign in")}
      </SubmitButton>
    </Form>
  );
}
