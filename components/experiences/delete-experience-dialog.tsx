"use client";

import { useState, useTransition } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { toast } from "@/components/ui/toast-store";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { removeExperience } from "@/lib/experiences/actions";

type DeleteExperienceDialogProps = {
  companyId: string;
  experience: { id: string; name: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The experience is gone: leave its page, or read the list anew. */
  onDeleted: () => void | Promise<void>;
};

/** Asks before an experience is deleted, deletes it, and says why when that fails. */
export function DeleteExperienceDialog({
  companyId,
  experience: { id, name },
  open,
  onOpenChange,
  onDeleted,
}: DeleteExperienceDialogProps) {
  const [pending, start] = useTransition();
  const [error, setError] = useState<string>();

  function remove() {
    setError(undefined);
    start(async () => {
      const result = await callAction(() => removeExperience(idle, { companyId, id }));
      if (result.status !== "success") {
        setError(result.message ?? "Please try again.");
        return;
      }
      onOpenChange(false);
      toast.success(`“${name}” is deleted`);
      await onDeleted();
    });
  }

  return (
    <AlertDialog
      title={`Delete “${name}”?`}
      description="Its texts, blocks, activities and places go with it, and travellers lose it from their lists. This cannot be undone."
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next);
        setError(undefined);
      }}
      danger
      confirmLabel="Delete experience"
      error={error}
      pending={pending}
      onConfirm={remove}
    />
  );
}
