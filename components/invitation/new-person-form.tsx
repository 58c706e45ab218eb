"use client";

import { useState } from "react";
import { NewPasswordField } from "@/components/auth/new-password-field";
import { useWords } from "@/components/providers/words";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, fieldErrors } from "@/lib/api/action-state";

/** Name and password of somebody new. The address is the invitation's, and confirmed by its link. */
export function NewPersonForm({
  token,
  email,
  state,
  submit,
  pending,
}: {
  token: string;
  email: string;
  state: ActionState;
  submit: (form: FormData) => void;
  pending: boolean;
}) {
  const { t } = useWords();
  const [name, setName] = useState("");
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      <input type="hidden" name="token" value={token} />
      <FormMessage state={state.status === "failure" ? state : { status: "idle" }} />
      <TextField
        name="name"
        label={t("Your name")}
        hint={t("As your colleagues see it.")}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        errors={fieldErrors(state, "name")}
      />
      {/* Named for password managers; the server takes the address from the invitation. */}
      <TextField
        name="username"
        label={t("E-mail")}
        type="email"
        autoComplete="username"
        readOnly
        value={email}
      />
      <NewPasswordField
        name="password"
        label={t("Choose a password")}
        personal={[name, email]}
        errors={fieldErrors(state, "password")}
      />
      <SubmitButton pending={pending} size="lg" block>
        {t("Join the team")}
      </SubmitButton>
    </Form>
  );
}
