"use client";

import { Trash2 } from "lucide-react";
import { useState, useTransition } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast-store";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { removeMedia } from "@/lib/media/library-actions";
import { inPlaces, PlaceList } from "./place-list";

type DeleteMediaProps = {
  companyId: string;
  mediaId: string;
  name: string;
  /** Where it is shown, in words. */
  uses: string[];
};

/** Asks before a file is deleted, says what loses it, deletes it. */
export function DeleteMedia({ companyId, mediaId, name, uses }: DeleteMediaProps) {
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const [error, setError] = useState<string>();

  function remove() {
    setError(undefined);
    start(async () => {
      const result = await callAction(() => removeMedia(idle, { companyId, mediaId }));
      if (result.status !== "success") {
        setError(result.message ?? "Please try again.");
        return;
      }
      setOpen(false);
      toast.success("The file is deleted");
    });
  }

  return (
    <AlertDialog
      title="Delete this file?"
      description={
        uses.length === 0 ? (
          "It is not shown anywhere. This cannot be undone."
        ) : (
          <>
            <p>
              It is shown in {inPlaces(uses.length)}, where it will be missing. This cannot be
              undone.
            </p>
            <PlaceList places={uses} />
          </>
        )
      }
      trigger={
        <IconButton label={`Delete ${name}`} title="Delete" size="sm" quiet>
          <Trash2 aria-hidden className="size-4.5" />
        </IconButton>
      }
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      danger
      confirmLabel="Delete file"
      error={error}
      pending={pending}
      onConfirm={remove}
    />
  );
}
