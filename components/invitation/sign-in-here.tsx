"use client";

import { useActionState } from "react";
import { PasswordField } from "@/components/auth/password-field";
import { useWords } from "@/components/providers/words";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { signIn } from "@/lib/accounts/actions";
import { fieldErrors, idle } from "@/lib/api/action-state";
import { paths } from "@/lib/paths";

/** The invited person's own account, on the spot; the address is the invitation's. */
export function SignInHere({ email }: { email: string }) {
  const { t } = useWords();
  const [state, submit, pending] = useActionState(signIn, idle);
  return (
    <>
      <Form action={submit} state={state} pending={pending} className="space-y-5">
        <input type="hidden" name="next" value={paths.invitation()} />
        <FormMessage state={state} />
        <TextField
          name="email"
          label={t("E-mail")}
          type="email"
          autoComplete="username"
          readOnly
          value={email}
          errors={fieldErrors(state, "email")}
        />
        <PasswordField
          name="password"
          label={t("Password")}
          autoComplete="current-password"
          errors={fieldErrors(state, "password")}
        />
        <SubmitButton pending={pending} size="lg" block>
          {t("Sign in")}
        </SubmitButton>
      </Form>
      <p className="pt-2 text-ink-muted text-sm">
        {t("No password at hand? {another}; you come back here.", {
          another: (
            <TextLink href={paths.signIn(paths.invitation())}>{t("Sign in another way")}</TextLink>
          ),
        })}
      </p>
    </>
  );
}
