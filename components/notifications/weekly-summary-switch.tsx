"use client";

import { useOptimistic, useTransition } from "react";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast-store";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { chooseWeeklySummary } from "@/lib/notifications/actions";

/** Moves at once; goes back, with a word, when it was not taken. */
export function WeeklySummarySwitch({ companyId, on }: { companyId: string; on: boolean }) {
  const [shown, show] = useOptimistic(on);
  const [, startTransition] = useTransition();

  return (
    <Switch
      name="weekly-summary"
      label="Weekly summary"
      hint="The company’s figures, its latest stories and what needs attention: on Monday morning, for you alone."
      checked={shown}
      onChange={({ currentTarget: { checked } }) =>
        startTransition(async () => {
          show(checked);
          const result = await callAction(() =>
            chooseWeeklySummary(idle, { companyId, on: checked }),
          );
          if (result.status === "failure") toast.error(result.message);
        })
      }
    />
  );
}
