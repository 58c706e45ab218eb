"use client";

import { useActionState, useState } from "react";
import { NewPasswordField } from "@/components/auth/new-password-field";
import { PasswordField } from "@/components/auth/password-field";
import { CardBody, CardFooter } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { changePassword } from "@/lib/accounts/account-actions";
import { fieldErrors, idle } from "@/lib/api/action-state";
import { paths } from "@/lib/paths";

export function PasswordForm({ email }: { email: string }) {
  // Each change empties the fields: nobody's password stays on the screen.
  const [changes, setChanges] = useState(0);
  const [state, submit, pending] = useActionState<
    Awaited<ReturnType<typeof changePassword>>,
    FormData
  >(async (before, form) => {
    const answer = await changePassword(before, form);
    if (answer.status === "success") setChanges((count) => count + 1);
    return answer;
  }, idle);
  return (
    <Form action={submit} state={state} pending={pending} aria-label="Password">
      <CardBody key={changes} className="max-w-md space-y-5">
        {/* Tells password managers whose password this is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <div className="space-y-2">
          <PasswordField
            name="current"
            label="Present password"
            autoComplete="current-password"
            errors={fieldErrors(state, "current")}
          />
          <p className="text-sm">
            <TextLink href={paths.forgotPassword()}>Forgot it, or never had one?</TextLink>
          </p>
        </div>
        <NewPasswordField
          name="password"
          label="New password"
          personal={[email]}
          errors={fieldErrors(state, "password")}
        />
      </CardBody>
      <CardFooter>
        <FormMessage state={state} className="mr-auto" />
        <SubmitButton pending={pending}>Change password</SubmitButton>
      </CardFooter>
    </Form>
  );
}
