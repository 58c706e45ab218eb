"use client";

import { useActionState } from "react";
import { useWords } from "@/components/providers/words";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { signOut } from "@/lib/accounts/actions";
import { showRecoveryCode, showSecondFactor } from "@/lib/accounts/second-factor-actions";
import { failure, fieldErrors, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { CodeField } from "./code-field";

type FactorChoice = { id: string; name: string };

/** The code after the password. */
export function SecondFactorForm({
  factors,
  next,
}: {
  factors: readonly FactorChoice[];
  next?: string | undefined;
}) {
  const { t } = useWords();
  const [state, submit, pending] = useActionState(showSecondFactor, idle);
  const [only] = factors;
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <FormMessage state={state} />
      {factors.length === 1 && only ? (
        <input type="hidden" name="factor" value={only.id} />
      ) : (
        <Select
          name="factor"
          label={t("App")}
          options={factors.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <CodeField errors={fieldErrors(state, "code")} autoFocus />
      <SubmitButton pending={pending} size="lg" block>
        {t("Go on")}
      </SubmitButton>
    </Form>
  );
}

/** A recovery code, for whoever has lost the app. */
export function RecoveryCodeForm() {
  const { t } = useWords();
  const [state, submit, pending] = useActionState(showRecoveryCode, idle);
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      <FormMessage state={state} />
      <TextField
        name="code"
        label={t("Recovery code")}
        hint={t("One of the ten you kept when you set up the app.")}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        placeholder="xxxx-xxxx-xxxx-xxxx"
        inputClassName="font-mono"
        errors={fieldErrors(state, "code")}
        autoFocus
      />
      <SubmitButton pending={pending} size="lg" block>
        {t("Go on")}
      </SubmitButton>
    </Form>
  );
}

/** The way out for whoever has no code: as somebody else, or not at all. */
export function SignOutButton({ next }: { next?: string | undefined }) {
  const { t } = useWords();
  const [state, leave, pending] = useActionState(async () => {
    const stayed = await callAction(async () => {
      await signOut(next);
      return idle;
    });
    return stayed.status === "failure"
      ? failure(t("You are still signed in. Try again in a moment."))
      : stayed;
  }, idle);
  return (
    <Form action={leave} state={state} pending={pending} className="mt-3 space-y-3">
      <SubmitButton pending={pending} size="lg" block variant="ghost">
        {t("Sign out")}
      </SubmitButton>
      <FormMessage state={state} />
    </Form>
  );
}
