"use client";

import { useActionState, useState } from "react";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { signUp } from "@/lib/accounts/actions";
import { fieldErrors, idle } from "@/lib/api/action-state";
import { NewPasswordField } from "./new-password-field";

/** Opens a business account. */
export function SignUpForm({ next }: { next?: string | undefined }) {
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
        label="Your name"
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoFocus
        errors={fieldErrors(state, "name")}
      />
      <TextField
        name="business_name"
        label="Business name"
        hint="As travellers know it. Companies and branches are added later."
        autoComplete="organization"
        value={business}
        onChange={(event) => setBusiness(event.target.value)}
        errors={fieldErrors(state, "business_name")}
      />
      <TextField
        name="email"
        label="E-mail"
        type="email"
        inputMode="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        errors={fieldErrors(state, "email")}
      />
      <NewPasswordField
        name="password"
        label="Password"
        personal={[name, business, email]}
        errors={fieldErrors(state, "password")}
      />
      <SubmitButton pending={pending} size="lg" block>
        Create account
      </SubmitButton>
    </Form>
  );
}
