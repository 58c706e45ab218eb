"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { success, userAction } from "@/lib/api/action";
import { deleteCompanyMedia, replaceMediaEverywhere } from "@/lib/media/library";
import { paths } from "@/lib/paths";

/** Deletes a file of the company, wherever it is shown. */
export const removeMedia = userAction(
  z.strictObject({ companyId: z.uuid(), mediaId: z.uuid() }),
  async ({ companyId, mediaId }, { db }) => {
    await deleteCompanyMedia(db, companyId, mediaId);
    revalidatePath(paths.company(companyId), "layout");
    return success(null);
  },
);

/** Shows one file wherever another is shown; answers in how many places. */
export const replaceMedia = userAction(
  z.strictObject({ companyId: z.uuid(), oldId: z.uuid(), newId: z.uuid() }),
  async ({ companyId, oldId, newId }, { db }) => {
    const places = await replaceMediaEverywhere(db, oldId, newId);
    revalidatePath(paths.company(companyId), "layout");
    return success({ places });
  },
);
