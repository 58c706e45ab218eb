"use client";

import { Laptop, MonitorSmartphone, Smartphone } from "lucide-react";
import { useState, useTransition } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toast-store";
import { endAllOtherSessions, endSession, signOutEverywhere } from "@/lib/accounts/account-actions";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";

export type ShownSession = {
  id: string;
  device: string | null;
  network: string | null;
  isCurrent: boolean;
  since: string;
  lastUsed: string;
};

/** Where the person is signed in, this device first, and ending it. */
export function SessionsCard({ sessions }: { sessions: readonly ShownSession[] }) {
  const others = sessions.filter(({ isCurrent }) => !isCurrent).length;
  return (
    <Card>
      <CardHeader
        title="Devices"
        description="Where you are signed in. End what you do not recognise, then change your password."
      />
      <CardBody>
        <ul className="divide-y divide-line border-line border-y">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      </CardBody>
      <CardFooter>
        {others ? <EndOthers count={others} /> : null}
        <SignOutEverywhere />
      </CardFooter>
    </Card>
  );
}

function SessionRow({ session }: { session: ShownSession }) {
  const [pending, start] = useTransition();
  const name = session.device ?? "A device we know nothing about";
  const Icon = iconOf(session.device);
  return (
    <li className="flex items-center gap-4 py-3.5">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-subtle" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
          {name}
          {session.isCurrent ? <Badge tone="jade">This device</Badge> : null}
        </p>
        <p className="text-ink-muted text-xs">
          {session.isCurrent ? "In use now" : `Last used ${session.lastUsed}`} · signed in{" "}
          {session.since}
          {session.network ? ` · ${session.network}` : ""}
        </p>
      </div>
      {session.isCurrent ? null : (
        <Button
          variant="ghost"
          size="sm"
          pending={pending}
          aria-label={`Sign out ${name}, signed in ${session.since}`}
          onClick={() =>
            start(async () => {
              const answer = await callAction(() => endSession(idle, { session: session.id }));
              if (answer.status === "failure") toast.error(answer.message);
              else toast.success(answer.message ?? "Signed out.");
            })
          }
        >
          Sign out
        </Button>
      )}
    </li>
  );
}

function iconOf(device: string | null) {
  if (!device) return MonitorSmartphone;
  return /iphone|ipad|android|ios|mobile/i.test(device) ? Smartphone : Laptop;
}

function EndOthers({ count }: { count: number }) {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  return (
    <AlertDialog
      title="Sign out everywhere else?"
      description={
        count === 1
          ? "The other device has to sign in again."
          : `The ${count} other devices have to sign in again.`
      }
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      trigger={<Button variant="secondary">Sign out everywhere else</Button>}
      confirmLabel="Sign out the others"
      error={error}
      pending={pending}
      onConfirm={() =>
        start(async () => {
          const answer = await callAction(() => endAllOtherSessions(idle, {}));
          if (answer.status === "failure") return setError(answer.message);
          setOpen(false);
          toast.success(answer.message ?? "Signed out everywhere else.");
        })
      }
    />
  );
}

function SignOutEverywhere() {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  return (
    <AlertDialog
      title="Sign out everywhere?"
      description="Every device has to sign in again, this one included."
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      trigger={<Button variant="danger-quiet">Sign out everywhere</Button>}
      danger
      confirmLabel="Sign out everywhere"
      error={error}
      pending={pending}
      onConfirm={() =>
        start(async () => {
          // Success leads away from here.
          const answer = await callAction(() => signOutEverywhere(idle, {}));
          if (answer.status === "failure") setError(answer.message);
        })
      }
    />
  );
}
