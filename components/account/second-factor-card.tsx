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
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast-store";
import {
  beginSecondFactor,
  finishSecondFactor,
  type NewFactor,
  type NewRecoveryCodes,
  removeSecondFactor,
  renewRecoveryCodes,
} from "@/lib/accounts/second-factor-actions";
import { type ActionState, fieldErrors, idle } from "@/lib/api/action-state";

import { RecoveryCodes } from "./recovery-codes";

export type ShownFactor = { id: string; name: string; since: string };

/** Authenticator apps: set one up, see them, remove one; and the codes for whoever loses them. */
export function SecondFactorCard({
  factors,
  recoveryCodes,
  recovered,
}: {
  factors: readonly ShownFactor[];
  /** How many are left. */
  recoveryCodes: number;
  /** A recovery code has just taken the apps away. */
  recovered: boolean;
}) {
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
      {recovered && !first ? (
        <CardBody>
          <p
            role="status"
            className="rounded-md bg-lantern-soft px-3.5 py-2.5 text-lantern-ink text-sm"
          >
            Your recovery code has let you in, and two-step verification is off now. You are signed
            out everywhere else. Set up an app again.
          </p>
        </CardBody>
      ) : null}
      {first ? (
        <CardBody className="space-y-4">
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
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <div className="min-w-0">
              <p className="font-medium text-sm">Recovery codes</p>
              <p className="text-ink-muted text-xs">
                {recoveryCodes === 0
                  ? "None. Without one, losing the phone locks you out."
                  : `${recoveryCodes === 1 ? "One is" : `${recoveryCodes} are`} left, for when you have lost the phone.`}
              </p>
            </div>
            <RenewCodes factors={factors} any={recoveryCodes > 0} />
          </div>
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
  const [codes, setCodes] = useState<readonly string[]>([]);
  return (
    <>
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
          onDone={(message, codes) => {
            setOpen(false);
            setCodes(codes);
            toast.success(message);
          }}
        />
      </Dialog>
      {codes.length ? <ShowCodes codes={codes} onDone={() => setCodes([])} /> : null}
    </>
  );
}

/** What new codes are handed over to; `codes` are those the person sees this once. */
type OnCodes = (message: string, codes: readonly string[]) => void;

function ShowCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  return (
    <Dialog title="Your recovery codes" open onOpenChange={(open) => open || onDone()}>
      <RecoveryCodes codes={codes} onDone={onDone} />
    </Dialog>
  );
}

function RenewCodes({ factors, any }: { factors: readonly ShownFactor[]; any: boolean }) {
  const [open, setOpen] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>([]);
  return (
    <>
      <Dialog
        size="sm"
        title="Make new recovery codes"
        description={any ? "The ones you have no longer work then." : "Ten, each good once."}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button variant="secondary" size="sm">
            {any ? "Make new codes" : "Make codes"}
          </Button>
        }
      >
        <ProveAndRenew
          factors={factors}
          onDone={(message, fresh) => {
            setOpen(false);
            setCodes(fresh);
            toast.success(message);
          }}
        />
      </Dialog>
      {codes.length ? <ShowCodes codes={codes} onDone={() => setCodes([])} /> : null}
    </>
  );
}

function ProveAndRenew({ factors, onDone }: { factors: readonly ShownFactor[]; onDone: OnCodes }) {
  const [state, submit, pending] = useActionState<ActionState<NewRecoveryCodes>, FormData>(
    async (before, form) => {
      const answer = await renewRecoveryCodes(before, form);
      if (answer.status === "success") onDone(answer.message ?? "Done", answer.data.codes);
      return answer;
    },
    idle,
  );
  const [only] = factors;
  return (
    <Form action={submit} state={state} pending={pending} className="space-y-5">
      {factors.length === 1 && only ? (
        <input type="hidden" name="factor" value={only.id} />
      ) : (
        <Select
          name="factor"
          label="App"
          options={factors.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <FormMessage state={state} />
      <CodeField
        label="Code your app shows now"
        hint="A fresh code, so that an open browser is not enough."
        errors={fieldErrors(state, "code")}
        autoFocus
      />
      <SubmitButton pending={pending} block>
        Make new codes
      </SubmitButton>
    </Form>
  );
}

function SetUp({ onDone }: { onDone: OnCodes }) {
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
function Prove({ factor, onDone }: { factor: NewFactor; onDone: OnCodes }) {
  const [state, submit, pending] = useActionState<ActionState<NewRecoveryCodes>, FormData>(
    async (before, form) => {
      const answer = await finishSecondFactor(before, form);
      if (answer.status === "success") {
        onDone(answer.message ?? "Two-step verification is on.", answer.data.codes);
      }
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
