"use client";

import { useActionState, useEffect, useState } from "react";
import { useWords } from "@/components/providers/words";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { resendMail, verifyMailCode } from "@/lib/accounts/mail-actions";
import { type ActionState, fieldErrors, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { CodeField } from "./code-field";

/** The code of the mail, for whom the link is on another device. */
export function MailCodeForm({ submitLabel }: { submitLabel: string }) {
  const [state, submit, pending] = useActionState(verifyMailCode, idle);
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      <FormMessage state={state} />
      <CodeField errors={fieldErrors(state, "code")} autoFocus />
      <SubmitButton pending={pending} size="lg" block>
        {submitLabel}
      </SubmitButton>
    </Form>
  );
}

/** The same mail again, once the auth server will send another. */
export function ResendMail({ waitSeconds, pause }: { waitSeconds: number; pause: number }) {
  const { t } = useWords();
  const { left, restart } = useCountdown(waitSeconds);
  const [state, resend, pending] = useActionState<ActionState<undefined>>(async () => {
    const answer = await callAction(() => resendMail(idle, {}));
    if (answer.status === "success") restart(pause);
    return answer;
  }, idle);
  return (
    <Form action={resend} state={state} pending={pending} className="space-y-3">
      <SubmitButton
        pending={pending}
        variant="secondary"
        block
        aria-disabled={left > 0 || pending || undefined}
        onClick={(event) => {
          if (left > 0) event.preventDefault();
        }}
      >
        {left > 0
          ? t("Send it again in {seconds} s", {
              seconds: <span className="tabular-nums">{left}</span>,
            })
          : t("Send it again")}
      </SubmitButton>
      <FormMessage state={state} />
    </Form>
  );
}

/** Seconds that run down. Counted from the clock: pages in the background are woken rarely. */
function useCountdown(seconds: number) {
  const [left, setLeft] = useState(seconds);
  const [until, setUntil] = useState<number | null>(null);

  useEffect(() => {
    const end = until ?? Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [until, seconds]);

  return { left, restart: (again: number) => setUntil(Date.now() + again * 1000) };
}
