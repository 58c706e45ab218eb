"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { failure, success, userAction } from "@/lib/api/action";
import { fromPostgrest } from "@/lib/api/errors";
import { deleteCompanyMedia, listCompanyMedia, replaceMediaEverywhere } from "@/lib/media/library";
import { MAX_ALT_LENGTH } from "@/lib/media/limits";
import { paths } from "@/lib/paths";

const ofCompany = { companyId: z.uuid(), mediaId: z.uuid() };

/** Deletes a file of the company, wherever it is shown. */
export const removeMedia = userAction(
  z.strictObject(ofCompany),
  async ({ companyId, mediaId }, { db }) => {
    await deleteCompanyMedia(db, companyId, mediaId);
    revalidatePath(paths.company(companyId), "layout");
    return success(null);
  },
);

/** Says what a picture shows; empty: it is decoration, null: nobody has said. */
export const describeMedia = userAction(
  z.strictObject({ ...ofCompany, alt: z.string().trim().max(MAX_ALT_LENGTH).nullable() }),
  async ({ companyId, mediaId, alt }, { db }) => {
    const { data, error } = await db
      .from("media_assets")
      .update({ alt })
      .match({ id: mediaId, company_id: companyId })
      .select("id")
      .maybeSingle();
    if (error) throw fromPostgrest(error);
    if (!data) return failure("You can no longer describe this picture.");
    revalidatePath(paths.company(companyId), "layout");
    return success(null);
  },
);

/** Shows another file wherever this one is shown; answers in how many places. */
export const replaceMedia = userAction(
  z.strictObject({ ...ofCompany, byId: z.uuid() }),
  async ({ companyId, mediaId, byId }, { db }) => {
    const places = await replaceMediaEverywhere(db, mediaId, byId);
    revalidatePath(paths.company(companyId), "layout");
    return success({ places });
  },
);

/** A few of the company's pictures to choose from, the newest first. */
export const listReplacements = userAction(
  z.strictObject({ companyId: z.uuid() }),
  async ({ companyId }, { db }) => {
    const { files } = await listCompanyMedia(db, companyId, {
      use: null,
      kind: "image",
      after: null,
    });
    return success(
      files.map(({ id, url, alt, blur, uses, created_at }) => ({
        id,
        url,
        alt,
        blur,
        uses: uses.length,
        created_at,
      })),
    );
  },
);
