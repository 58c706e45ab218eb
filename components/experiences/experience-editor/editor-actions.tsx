"use client";

import { Archive, Copy, Ellipsis, Rocket, Trash2, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { DeleteExperienceDialog } from "@/components/experiences/delete-experience-dialog";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { LockedButton } from "@/components/ui/locked-button";
import { toast } from "@/components/ui/toast-store";
import { Tooltip } from "@/components/ui/tooltip";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { type CompanyRole, roleAtLeast } from "@/lib/companies/roles";
import { duplicateExperience, setStatuses } from "@/lib/experiences/actions";
import { gapList, type ReadyGap } from "@/lib/experiences/content-score";
import type { ExperienceStatus } from "@/lib/experiences/schemas";
import { paths } from "@/lib/paths";
import { goToField } from "./score-panel";

type EditorActionsProps = {
  companyId: string;
  role: CompanyRole;
  experience: { id: string; name: string; status: ExperienceStatus };
  gaps: readonly ReadyGap[];
  busy: boolean;
  /** Saves what is unsaved; null when nothing is. */
  saveFirst: (() => Promise<boolean>) | null;
  /** The reader is leaving because there is nothing left to edit. */
  onGone: () => void;
};

const done: Record<ExperienceStatus, string> = {
  active: "Published. Travellers can see it now.",
  inactive: "Archived. Only your team sees it now.",
  internal: "Internal. Only your team sees it now.",
};

/** What can be done with an experience as a whole. */
export function EditorActions({
  companyId,
  role,
  experience,
  gaps,
  busy,
  saveFirst,
  onGone,
}: EditorActionsProps) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [deleting, setDeleting] = useState(false);
  const { id, status } = experience;
  const editor = roleAtLeast(role, "editor");
  const admin = roleAtLeast(role, "admin");
  const ready = gaps.length === 0;
  const missing = ready ? "" : `Add ${gapList(gaps)} first.`;

  function set(next: ExperienceStatus) {
    start(async () => {
      if (saveFirst && !(await saveFirst())) return;
      const result = await callAction(() =>
        setStatuses(idle, { companyId, changes: [{ id, status: next }] }),
      );
      if (result.status !== "success") toast.error(result.message ?? "Please try again.");
      else {
        toast.undo(done[next], () => void undo(), { tone: "success" });
      }
    });
  }

  async function undo() {
    const result = await callAction(() =>
      setStatuses(idle, { companyId, changes: [{ id, status }] }),
    );
    if (result.status === "success") toast("Back to how it was.");
    else toast.error(result.message ?? "Please try again.");
  }

  function duplicate() {
    start(async () => {
      if (saveFirst && !(await saveFirst())) return;
      const result = await callAction(() => duplicateExperience(idle, { companyId, id }));
      if (result.status !== "success") {
        toast.error(result.message ?? "Please try again.");
        return;
      }
      onGone();
      toast.success("Copied. This is the copy.");
      router.push(paths.experience(companyId, result.data.id));
    });
  }

  return (
    <>
      {!editor ? (
        <LockedButton needs="editor">{status === "active" ? "Archive" : "Publish"}</LockedButton>
      ) : status === "active" ? (
        <Button
          variant="secondary"
          pending={pending}
          disabled={busy}
          onClick={() => set("inactive")}
        >
          <Archive aria-hidden />
          Archive
        </Button>
      ) : ready ? (
        <Button pending={pending} disabled={busy} onClick={() => set("active")}>
          <Rocket aria-hidden />
          {saveFirst ? "Save and publish" : "Publish"}
        </Button>
      ) : (
        <Tooltip content={missing}>
          <Button
            variant="secondary"
            aria-disabled
            onClick={() => {
              if (gaps[0]) goToField(gaps[0].field);
            }}
          >
            <Rocket aria-hidden />
            Publish
            <span className="sr-only">({missing})</span>
          </Button>
        </Tooltip>
      )}
      <DropdownMenu
        trigger={
          <IconButton label="More actions" variant="secondary" quiet>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        {editor ? (
          <>
            {status === "internal" ? (
              <MenuItem icon={<Archive aria-hidden />} onSelect={() => set("inactive")}>
                Turn into a draft
              </MenuItem>
            ) : (
              <MenuItem icon={<Users aria-hidden />} onSelect={() => set("internal")}>
                Make it internal
              </MenuItem>
            )}
            <MenuItem icon={<Copy aria-hidden />} onSelect={duplicate}>
              Duplicate
            </MenuItem>
          </>
        ) : (
          <MenuLabel>Duplicating needs an editor</MenuLabel>
        )}
        <MenuSeparator />
        {admin ? (
          <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setDeleting(true)}>
            Delete…
          </MenuItem>
        ) : (
          <MenuLabel>Deleting needs an admin</MenuLabel>
        )}
      </DropdownMenu>
      <DeleteExperienceDialog
        companyId={companyId}
        experience={experience}
        open={deleting}
        onOpenChange={setDeleting}
        onDeleted={() => {
          onGone();
          router.replace(paths.experiences(companyId));
        }}
      />
    </>
  );
}
