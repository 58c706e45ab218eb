"use client";

import Link from "next/link";
import {
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useRef,
  useState,
} from "react";
import { useWords } from "@/components/providers/words";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ActionState, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { weeklySummaryOfLink } from "@/lib/notifications/actions";
import { UNSUBSCRIBE_TOKEN } from "@/lib/notifications/link";
import type { LinkedSummary } from "@/lib/notifications/weekly-summary";
import { paths } from "@/lib/paths";

type Answer = { summary: LinkedSummary | null };

/** Turns the weekly summary off, and on again, for whoever holds the link of one. */
export function Unsubscribe() {
  const { t } = useWords();
  const token = useToken();
  const [state, ask, pending] = useActionState<ActionState<Answer>, FormData>(
    // The form, not the token: the log of `next dev` prints arguments, but not what is in a form.
    (_, form) => callAction(() => weeklySummaryOfLink(idle, form)),
    idle,
  );
  useEffect(() => {
    if (!token) return;
    const form = new FormData();
    form.set("token", token);
    startTransition(() => ask(form));
  }, [token, ask]);
  // A failure leaves on the screen what was known before it.
  const [known, setKnown] = useState<Answer>();
  if (state.status === "success" && state.data !== known) setKnown(state.data);
  const pressed = useRef(false);

  if (token === null) {
    return (
      <Message title={t("This link is incomplete")} action={<Home />}>
        {t(
          "Open it from the mail once more. If that does not help, copy the whole link from the mail into the address bar.",
        )}
      </Message>
    );
  }
  const form = (wish: "on" | "off" | "", label: string, variant?: "secondary") => (
    <Form
      action={ask}
      state={state}
      pending={pending}
      className="space-y-4"
      onSubmit={() => {
        pressed.current = true;
      }}
    >
      <input type="hidden" name="token" value={token ?? ""} />
      {wish ? <input type="hidden" name="wish" value={wish} /> : null}
      {state.status === "failure" ? <FormMessage state={state} /> : null}
      <SubmitButton pending={pending} size="lg" block variant={variant}>
        {label}
      </SubmitButton>
    </Form>
  );
  if (!known) {
    return (
      <Message
        title={t("The weekly summary")}
        action={state.status === "failure" ? form("", t("Try again")) : null}
      >
        {state.status === "failure" ? t("We could not look it up.") : t("One moment…")}
      </Message>
    );
  }
  if (!known.summary) {
    return (
      <Message title={t("There is nothing to turn off")} action={<Home />}>
        {t(
          "This link belongs to no summary any more: whoever left a company gets none. If one still arrives, use the link in that mail.",
        )}
      </Message>
    );
  }
  const { company, on } = known.summary;
  return on ? (
    <Message
      title={t("Turn off the weekly summary?")}
      focus={pressed.current}
      action={form("off", t("Turn it off"))}
    >
      {t(
        "It brings you the figures of {company} on Monday mornings. Mails about your account and what colleagues write to you still come.",
        { company: <Name>{company}</Name> },
      )}
    </Message>
  ) : (
    <Message
      title={t("The weekly summary is off")}
      focus={pressed.current}
      action={form("on", t("Turn it on again"), "secondary")}
    >
      {t(
        "You get no more summaries of {company}. You can turn them on again here, or in the company’s settings.",
        { company: <Name>{company}</Name> },
      )}
    </Message>
  );
}

/** From the link's fragment: null when there is none, undefined until the browser has looked. */
function useToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    const look = () => {
      const given = decode(location.hash.slice(1));
      setToken(UNSUBSCRIBE_TOKEN.test(given) ? given : null);
    };
    look();
    // Another link pasted over this one changes the fragment only.
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return token;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

type MessageProps = {
  title: string;
  children: ReactNode;
  action: ReactNode;
  /** Whether the title takes the focus: it answers a press. */
  focus?: boolean;
};

function Message({ title, children, action, focus = false }: MessageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another answer
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus, title]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="display break-words text-4xl outline-none">
        {title}
      </h1>
      <p className="mt-2 mb-8 text-ink-muted">{children}</p>
      {action}
    </>
  );
}

function Name({ children }: { children: string }) {
  return <strong className="break-words font-medium text-ink">{children}</strong>;
}

function Home() {
  const { t } = useWords();
  return (
    <Button asChild size="lg" block variant="secondary">
      <Link href={paths.home()}>{t("Go to the dashboard")}</Link>
    </Button>
  );
}
