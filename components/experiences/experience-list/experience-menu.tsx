"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Archive, Copy, Ellipsis, Pencil, Rocket, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { DeleteExperienceDialog } from "@/components/experiences/delete-experience-dialog";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast-store";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { type CompanyRole, roleAtLeast } from "@/lib/companies/roles";
import { duplicateExperience } from "@/lib/experiences/actions";
import { experienceKeys, type ListedExperience } from "@/lib/experiences/experience-queries";
import type { ExperienceStatus } from "@/lib/experiences/schemas";
import { paths } from "@/lib/paths";

type ExperienceMenuProps = {
  companyId: string;
  role: CompanyRole;
  experience: ListedExperience;
  onStatus: (status: ExperienceStatus) => void;
  variant?: "ghost" | "secondary";
};

/** What can be done with one experience of the list. */
export function ExperienceMenu({
  companyId,
  role,
  experience,
  onStatus,
  variant = "ghost",
}: ExperienceMenuProps) {
  const router = useRouter();
  const client = useQueryClient();
  const [, start] = useTransition();
  const [deleting, setDeleting] = useState(false);
  const { id, name, status } = experience;
  const editor = roleAtLeast(role, "editor");
  const href = paths.experience(companyId, id);

  function duplicate() {
    start(async () => {
      const result = await callAction(() => duplicateExperience(idle, { companyId, id }));
      if (result.status !== "success") {
        toast.error(result.message ?? "Please try again.");
        return;
      }
      const copy = paths.experience(companyId, result.data.id);
      toast("Copied as a draft", {
        tone: "success",
        action: { label: "Open", onClick: () => router.push(copy) },
      });
      await client.invalidateQueries({ queryKey: experienceKeys.all(companyId) });
    });
  }

  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={`Actions for ${name}`} size="sm" variant={variant} quiet>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem asChild>
          <Link href={href}>
            <Pencil aria-hidden />
            {editor ? "Edit" : "Open"}
          </Link>
        </MenuItem>
        {editor ? (
          <>
            {status === "active" ? (
              <MenuItem icon={<Archive aria-hidden />} onSelect={() => onStatus("inactive")}>
                Archive
              </MenuItem>
            ) : (
              <MenuItem icon={<Rocket aria-hidden />} onSelect={() => onStatus("active")}>
                Publish
              </MenuItem>
            )}
            <MenuItem icon={<Copy aria-hidden />} onSelect={duplicate}>
              Duplicate
            </MenuItem>
          </>
        ) : (
          <MenuLabel>Changing needs an editor</MenuLabel>
        )}
        <MenuSeparator />
        {roleAtLeast(role, "admin") ? (
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
        onDeleted={() => client.invalidateQueries({ queryKey: experienceKeys.all(companyId) })}
      />
    </>
  );
}
