"use client";

import { type ComponentProps, type SubmitEvent, useEffect, useRef, useTransition } from "react";
import { FormPending } from "./form-pending";

type FormProps = Omit<ComponentProps<"form">, "action"> & {
  /** The dispatcher of `useActionState`. */
  action: (data: FormData) => void;
  /** The state it belongs to; after a failure the first wrong field takes the focus. */
  state?: { status: string };
  pending?: boolean;
};

/**
 * A form whose values survive a failed action. React empties uncontrolled fields after every
 * `action`, good for a chat box and cruel for a sign-up; sending it from `onSubmit` leaves them
 * alone, and `action` still serves readers without scripts.
 */
export function Form({ action, state, pending = false, onSubmit, children, ...rest }: FormProps) {
  const ref = useRef<HTMLFormElement>(null);
  const [sending, startTransition] = useTransition();

  useEffect(() => {
    if (state?.status !== "failure") return;
    ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    onSubmit?.(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    const submitter = event.nativeEvent.submitter;
    const data = new FormData(event.currentTarget, submitter as HTMLElement | null);
    startTransition(() => action(data));
  }

  return (
    <FormPending value={pending || sending}>
      <form ref={ref} action={action} onSubmit={submit} noValidate {...rest}>
        {children}
      </form>
    </FormPending>
  );
}
