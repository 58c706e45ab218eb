"use client";

import { type ReactNode, useActionState } from "react";
import { useWords } from "@/components/providers/words";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import type { OfferedProvider } from "@/lib/accounts/offered-providers";
import { signInWith } from "@/lib/accounts/provider-actions";
import { idle } from "@/lib/api/action-state";

/** Signing in with an account somebody has elsewhere; nothing when none is configured. */
export function ProviderButtons({
  providers,
  next,
}: {
  providers: readonly OfferedProvider[];
  next?: string | undefined;
}) {
  const { t } = useWords();
  if (!providers.length) return null;
  return (
    <div className="mt-6">
      <p className="flex items-center gap-3 text-ink-subtle text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("or")}
      </p>
      <div className="mt-5 space-y-2.5">
        {providers.map((provider) => (
          <ProviderButton key={provider.name} provider={provider} next={next} />
        ))}
      </div>
    </div>
  );
}

function ProviderButton({
  provider,
  next,
}: {
  provider: OfferedProvider;
  next?: string | undefined;
}) {
  const { t } = useWords();
  const [state, submit, pending] = useActionState(signInWith, idle);
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-2">
      <input type="hidden" name="provider" value={provider.name} />
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <SubmitButton pending={pending} variant="secondary" size="lg" block>
        {marks[provider.name]}
        {t("Go on with {provider}", { provider: provider.label })}
      </SubmitButton>
      <FormMessage state={state} />
    </Form>
  );
}

const marks: Record<OfferedProvider["name"], ReactNode> = {
  google: (
    <svg aria-hidden="true" viewBox="0 0 24 24">
      <path
        fill="#4285f4"
        d="M22.6 12.3c0-.8-.1-1.5-.2-2.3H12v4.3h5.9a5 5 0 0 1-2.2 3.3v2.8h3.6c2.1-2 3.3-4.8 3.3-8.1z"
      />
      <path
        fill="#34a853"
        d="M12 23c3 0 5.5-1 7.3-2.6l-3.6-2.8a6.7 6.7 0 0 1-10-3.5H2v2.8A11 11 0 0 0 12 23z"
      />
      <path fill="#fbbc05" d="M5.7 14.1a6.6 6.6 0 0 1 0-4.2V7.1H2a11 11 0 0 0 0 9.8z" />
      <path
        fill="#ea4335"
        d="M12 5.4c1.6 0 3.1.6 4.2 1.6l3.2-3.1A11 11 0 0 0 2 7.1l3.7 2.8A6.6 6.6 0 0 1 12 5.4z"
      />
    </svg>
  ),
  facebook: (
    <svg aria-hidden="true" viewBox="0 0 24 24">
      <path
        fill="#1877f2"
        d="M24 12a12 12 0 1 0-13.9 11.9v-8.4H7.1V12h3V9.4c0-3 1.8-4.7 4.6-4.7 1.3 0 2.7.2 2.7.2v3h-1.5c-1.5 0-2 .9-2 1.9V12h3.4l-.5 3.5h-2.9v8.4A12 12 0 0 0 24 12z"
      />
    </svg>
  ),
  twitter: (
    <svg aria-hidden="true" viewBox="0 0 24 24" className="fill-current">
      <path d="M17.7 3h3.1l-6.8 7.8L22 21h-6.3l-4.9-6.4L5.2 21H2.1l7.3-8.3L1.8 3h6.4l4.4 5.9zm-1.1 16.2h1.7L7.3 4.7H5.5z" />
    </svg>
  ),
};
