"use client";

import { ShieldCheck, Smartphone } from "lucide-react";
import { useActionState, useState } from "react";
import { CodeField } from "@/components/auth/code-field";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast-store";
import {
  beginSecondFactor,
  finishSecondFactor,
  type NewFactor,
  removeSecondFactor,
} from "@/lib/accounts/second-factor-actions";
import { type ActionState, fieldErrors, idle } from "@/lib/api/action-state";

export type ShownFactor = { id: string; name: string; since: string };

/** Authenticator apps: set one up, see them, remove one. */
export function SecondFactorCard({ factors }: { factors: readonly ShownFactor[] }) {
  const [first] = factors;
  return (
    <Card>
      <CardHeader
        title="Two-step verification"
        description="After signing in, a code from an app on your phone. A stolen password alone opens nothing then."
        actions={
          first ? (
            <Badge tone="jade">
              <ShieldCheck aria-hidden />
              On
            </Badge>
          ) : null
        }
      />
      {first ? (
        <CardBody>
          <ul className="divide-y divide-line border-line border-y">
            {factors.map((factor) => (
              <li key={factor.id} className="flex items-center gap-4 py-3.5">
                <Smartphone aria-hidden className="size-5 shrink-0 text-ink-subtle" />
                <div className="min-w-0 flex-1">
                  <p className="font-medium text-sm wrap-anywhere">{factor.name}</p>
                  <p className="text-ink-muted text-xs">Set up {factor.since}</p>
                </div>
                <RemoveFactor factor={factor} last={factors.length === 1} />
              </li>
            ))}
          </ul>
        </CardBody>
      ) : null}
      <CardFooter>
        <AddFactor first={!first} />
      </CardFooter>
    </Card>
  );
}

function AddFactor({ first }: { first: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title="Set up an authenticator app"
      description="Any will do: Google Authenticator, 1Password, Aegis, the one built into your phone."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant={first ? "primary" : "secondary"}>
          {first ? "Set up an app" : "Add another app"}
        </Button>
      }
    >
      {/* Mounted while open: closing forgets the secret. */}
      <SetUp
        onDone={(message) => {
          setOpen(false);
          toast.success(message);
        }}
      />
    </Dialog>
  );
}

function SetUp({ onDone }: { onDone: (message: string) => void }) {
  const [state, submit, pending] = useActionState(beginSecondFactor, idle);
  if (state.status === "success") return <Prove factor={state.data} onDone={onDone} />;
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      <FormMessage state={state} />
      <TextField
        name="name"
        label="Name of the app or phone"
        hint="So that you know it from others you may add."
        defaultValue="My phone"
        autoComplete="off"
        autoFocus
        errors={fieldErrors(state, "name")}
      />
      <SubmitButton pending={pending} block>
        Go on
      </SubmitButton>
    </Form>
  );
}

/** Keeps the secret in sight until a code has shown that the app has it. */
function Prove({ factor, onDone }: { factor: NewFactor; onDone: (message: string) => void }) {
  const [state, submit, pending] = useActionState<ActionState<undefined>, FormData>(
    async (before, form) => {
      const answer = await finishSecondFactor(before, form);
      if (answer.status === "success") onDone(answer.message ?? "Two-step verification is on.");
      return answer;
    },
    idle,
  );
  const { size, path } = factor.qr;
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      <p className="text-ink-muted text-sm">
        Scan this picture with the app. On the same phone, copy the key into it instead.
      </p>
      <svg
        role="img"
        aria-label="QR code with the key below"
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="mx-auto block w-52 rounded-lg border border-line bg-white"
      >
        <path d={path} fill="#000" />
      </svg>
      <p className="text-center text-sm">
        <span className="block text-ink-muted text-xs">Key</span>
        <code className="font-mono tracking-wider wrap-anywhere select-all">
          {factor.secret.match(/.{1,4}/g)?.join(" ")}
        </code>
      </p>
      <input type="hidden" name="factor" value={factor.factor} />
      <FormMessage state={state} />
      <CodeField label="Code the app shows" errors={fieldErrors(state, "code")} autoFocus />
      <SubmitButton pending={pending} block>
        Switch it on
      </SubmitButton>
    </Form>
  );
}

function RemoveFactor({ factor, last }: { factor: ShownFactor; last: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      size="sm"
      title={`Remove ${factor.name}?`}
      description={
        last
          ? "From then on your password alone opens your account."
          : "Its codes no longer open your account."
      }
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="danger-quiet" size="sm" aria-label={`Remove ${factor.name}`}>
          Remove
        </Button>
      }
    >
      <ProveAndRemove
        factor={factor}
        onDone={(message) => {
          setOpen(false);
          toast.success(message);
        }}
      />
    </Dialog>
  );
}

function ProveAndRemove({
  factor,
  onDone,
}: {
  factor: ShownFactor;
  onDone: (message: string) => void;
}) {
  const [state, submit, pending] = useActionState<ActionState<undefined>, FormData>(
    async (before, form) => {
      const answer = await removeSecondFactor(before, form);
      if (answer.status === "success") onDone(answer.message ?? "The app is removed.");
      return answer;
    },
    idle,
  );
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      <input type="hidden" name="factor" value={factor.id} />
      <FormMessage state={state} />
      <CodeField
        label="Code it shows now"
        hint="A fresh code, so that an open browser is not enough."
        errors={fieldErrors(state, "code")}
        autoFocus
      />
      <SubmitButton pending={pending} variant="danger" block>
        Remove it
      </SubmitButton>
    </Form>
  );
}
