"use server";

import { z } from "zod";
import { failure, success, userAction } from "@/lib/api/action";
import { getMyRole } from "@/lib/companies/queries";
import { roleAtLeast } from "@/lib/companies/roles";
import { imagePurposes, imageTypeList, MAX_IMAGE_BYTES } from "@/lib/media/limits";
import { openUpload, recordUpload } from "@/lib/media/mutations";
import type { Db } from "@/lib/supabase/types";

const purpose = z.enum(Object.keys(imagePurposes) as [keyof typeof imagePurposes]);

/** Editors add pictures of experiences; the company's own face is for its admins. */
async function mayUpload(db: Db, companyId: string, use: z.infer<typeof purpose>) {
  const role = await getMyRole(db, companyId);
  return role !== null && roleAtLeast(role, use === "gallery" ? "editor" : "admin");
}

const NOT_ALLOWED = "You may not add pictures to this company.";

/** Decides who may attach before the file moves, and answers where to put it. */
export const requestUpload = userAction(
  z.strictObject({
    companyId: z.uuid(),
    purpose,
    title: z.string().max(255),
    type: z.enum(imageTypeList, { error: "Choose a JPEG, PNG or WebP picture." }),
    size: z.number().int().positive().max(MAX_IMAGE_BYTES, "Pictures may have up to 4.5 MB."),
  }),
  async ({ companyId, purpose, title, type }, { db, user }) => {
    if (!(await mayUpload(db, companyId, purpose))) return failure(NOT_ALLOWED);
    return success(await openUpload(db, user.userId, { purpose, title, type }));
  },
);

/** Checks what has arrived and puts it on record. */
export const finishUpload = userAction(
  z.strictObject({ companyId: z.uuid(), purpose, path: z.string().max(300) }),
  async (upload, { db, user }) => {
    if (!upload.path.startsWith(`${user.userId}/`)) return failure(NOT_ALLOWED);
    if (!(await mayUpload(db, upload.companyId, upload.purpose))) return failure(NOT_ALLOWED);
    return success(await recordUpload(db, user.userId, upload));
  },
);
