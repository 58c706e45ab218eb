"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { failure, success, userAction } from "@/lib/api/action";
import { uuid } from "@/lib/api/schemas";
import { getMyRole } from "@/lib/companies/queries";
import { roleAtLeast } from "@/lib/companies/roles";
import {
  changeStatuses,
  copyExperience,
  saveEditedExperience,
} from "@/lib/experiences/dashboard-mutations";
import { experienceInput } from "@/lib/experiences/editor";
import { deleteExperience } from "@/lib/experiences/mutations";
import { experienceStatuses } from "@/lib/experiences/schemas";
import { paths } from "@/lib/paths";
import type { Db } from "@/lib/supabase/types";

/** Said instead of a database's refusal; row-level security would refuse all the same. */
async function mayEdit(db: Db, companyId: string): Promise<boolean> {
  const role = await getMyRole(db, companyId);
  return role !== null && roleAtLeast(role, "editor");
}

const NEEDS_EDITOR = "This needs an editor of the company.";

/** Creates or changes an experience with the pictures it shows. */
export const saveExperience = userAction(experienceInput, async (input, { db }) => {
  if (!(await mayEdit(db, input.companyId))) return failure(NEEDS_EDITOR);
  const saved = await saveEditedExperience(db, input);
  if (!saved) return failure("This experience no longer exists, or you can no longer edit it.");
  revalidatePath(paths.company(input.companyId), "layout");
  return success(saved);
});

/** Publishes, archives or puts back; one experience or a selection. */
export const setStatuses = userAction(
  z.strictObject({
    companyId: uuid,
    changes: z
      .array(z.strictObject({ id: uuid, status: z.enum(experienceStatuses) }))
      .min(1)
      .max(100, "At most 100 at a time."),
  }),
  async ({ companyId, changes }, { db }) => {
    if (!(await mayEdit(db, companyId))) return failure(NEEDS_EDITOR);
    const changed = await changeStatuses(db, companyId, changes);
    if (changed.length === 0) return failure("These experiences no longer exist.");
    revalidatePath(paths.company(companyId), "layout");
    return success(changed);
  },
);

const one = z.strictObject({ companyId: uuid, id: uuid });

/** A draft that begins as a copy. */
export const duplicateExperience = userAction(one, async ({ companyId, id }, { db }) => {
  if (!(await mayEdit(db, companyId))) return failure(NEEDS_EDITOR);
  const copy = await copyExperience(db, companyId, id);
  if (!copy) return failure("This experience no longer exists.");
  revalidatePath(paths.company(companyId), "layout");
  return success(copy);
});

/** Removes an experience for good. */
export const removeExperience = userAction(one, async ({ companyId, id }, { db }) => {
  const role = await getMyRole(db, companyId);
  if (!role || !roleAtLeast(role, "admin")) {
    return failure("Deleting needs an admin of the company.");
  }
  if (!(await deleteExperience(db, id))) return failure("This experience is already gone.");
  revalidatePath(paths.company(companyId), "layout");
  return success({ id });
});
