"use client";

import { RotateCw, X } from "lucide-react";
import { useRef, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast-store";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { bringBackInvitation, inviteAgain, withdrawInvitation } from "@/lib/members/actions";
import type { InvitationState } from "@/lib/members/types";

/** Send again, withdraw; a withdrawal can be undone. */
export function InvitationActions({
  companyId,
  id,
  email,
  state,
}: {
  companyId: string;
  id: string;
  email: string;
  state: InvitationState;
}) {
  const [sending, startSending] = useTransition();
  const [withdrawing, startWithdrawing] = useTransition();
  const again = useRef<HTMLButtonElement>(null);
  if (state === "accepted") return null;

  function resend() {
    startSending(async () => {
      const result = await callAction(() => inviteAgain(idle, { companyId, id }));
      if (result.status !== "success") toast.error(result.message ?? "Please try again.");
      else if (result.data.status === "member") {
        toast(`${email} is in the team already`);
      } else if (result.data.mail === "failed") {
        toast.error(`${email} has a new invitation, but the mail did not leave yet`, {
          description: "We keep trying.",
        });
      } else toast.success(`A new link is on its way to ${email}`);
    });
  }

  function withdraw() {
    startWithdrawing(async () => {
      const result = await callAction(() => withdrawInvitation(idle, { companyId, id }));
      if (result.status !== "success") {
        toast.error(result.message ?? "Please try again.");
        return;
      }
      // The button that was pressed is gone.
      again.current?.focus();
      toast.undo(
        `The invitation of ${email} is withdrawn`,
        () =>
          startWithdrawing(async () => {
            const undone = await callAction(() => bringBackInvitation(idle, { companyId, id }));
            if (undone.status === "success") toast.success("The link in the mail works again");
            else toast.error(undone.message ?? "Please try again.");
          }),
        { tone: "success" },
      );
    });
  }

  return (
    <div className="flex shrink-0 gap-2">
      <Button
        ref={again}
        variant="secondary"
        size="sm"
        pending={sending}
        disabled={withdrawing}
        onClick={resend}
        aria-label={`${state === "pending" ? "Send again" : "Invite again"}: ${email}`}
      >
        <RotateCw aria-hidden />
        {state === "pending" ? "Send again" : "Invite again"}
      </Button>
      {state === "pending" ? (
        <Button
          variant="danger-quiet"
          size="sm"
          pending={withdrawing}
          // Until the list shows the new one this would end the one before.
          disabled={sending}
          onClick={withdraw}
          aria-label={`Withdraw: ${email}`}
        >
          <X aria-hidden />
          Withdraw
        </Button>
      ) : null}
    </div>
  );
}
