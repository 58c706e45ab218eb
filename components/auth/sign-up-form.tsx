"use client";

import { useActionState, useState } from "react";
import { useWords } from "@/components/providers/words";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { signUp } from "@/lib/accounts/actions";
import { fieldErrors, idle } from "@/lib/api/action-state";
import { NewPasswordField } from "./new-password-field";

/** Opens a business account. */
export function SignUpForm({ next }: { next?: string | undefined }) {
  const { t } = useWords();
  const [state, submit, pending] = useActionState(signUp, idle);
  const [name, setName] = useState("");
  const [business, setBusiness] = useState("");
  const [email, setEmail] = useState("");

  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <FormMessage state={state} />
      <TextField
        name="name"
        label={t("Your name")}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoFocus
        errors={fieldErrors(state, "name")}
      />
      <TextField
        name="business_name"
        label={t("Business name")}
        hint={t("As travellers know it. Companies and branches are added later.")}
        autoComplete="organization"
        value={business}
        onChange={(event) => setBusiness(event.target.value)}
        errors={fieldErrors(state, "business_name")}
      />
      <TextField
        name="email"
        label={t("E-mail")}
        type="email"
        inputMode="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        errors={fieldErrors(state, "email")}
      />
      <NewPasswordField
        name="password"
        label={t("Password")}
        personal={[name, business, email]}
        errors={fieldErrors(state, "password")}
      />
      <SubmitButton pending={pending} size="lg" block>
        {t("Create account")}
      </SubmitButton>
    </Form>
  );
}
