"use client";

import { useState, useTransition } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { closeCompany } from "@/lib/companies/actions";

/** The end of a company; its name has to be typed. */
export function DeleteCompany({ company }: { company: { id: string; name: string } }) {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  return (
    <AlertDialog
      title="Delete this company?"
      description="Everything it has published disappears from the app at once, and its team can no longer open it. The name stays taken."
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      trigger={<Button variant="danger">Delete company…</Button>}
      danger
      confirmText={company.name}
      confirmLabel="Delete company"
      error={error}
      pending={pending}
      onConfirm={() =>
        start(async () => {
          // Success leads away from here.
          const result = await callAction(() => closeCompany(idle, { id: company.id }));
          if (result.status === "failure") setError(result.message);
        })
      }
    />
  );
}
