"use server";

import { z } from "zod";
import { type SearchKind, searchKinds } from "@/lib/ai/search";
import { readAllowance } from "@/lib/ai/usage";
import { success, userAction } from "@/lib/api/action";
import { uuid } from "@/lib/api/schemas";
import { paths } from "@/lib/paths";
import { oneOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";
import { unescapeHtml } from "@/lib/text/escape-html";

/** What a panel shows of one source. */
const LONGEST = 6000;

/** What stands behind a citation, as the reader may see it now; `href` when it is the company's. */
export const openSource = userAction(
  z.strictObject({
    companyId: uuid,
    kind: z.enum(searchKinds),
    id: uuid,
    experienceId: uuid.nullable(),
  }),
  async ({ companyId, kind, id, experienceId }, { db }) => {
    const [about, text] = await Promise.all([
      experienceId
        ? db
            .from("experiences")
            .select("name,owned_by")
            .eq("id", experienceId)
            .maybeSingle()
            .then(oneOf)
        : null,
      textOf(db, kind, id),
    ]);
    return success({
      gone: text === null,
      experience: about?.name ?? null,
      text: text?.slice(0, LONGEST) || null,
      href:
        experienceId && about?.owned_by === companyId
          ? paths.experience(companyId, experienceId)
          : null,
    });
  },
);

/** How much of the day's allowance is used. */
export const dayUsed = userAction(
  z.strictObject({ companyId: uuid.nullable() }),
  async ({ companyId }, { db }) => success(await readAllowance(db, companyId)),
);

const lines = (...texts: (string | null | undefined)[]) => texts.filter(Boolean).join("\n\n");

/** The very text that was found, from where it is written; null when it is gone or out of sight. */
async function textOf(db: Db, kind: SearchKind, id: string): Promise<string | null> {
  switch (kind) {
    case "experience": {
      const row = oneOf(
        await db
          .from("experiences")
          .select("thumbnail_description,description")
          .eq("id", id)
          .maybeSingle(),
      );
      return row && lines(row.thumbnail_description, row.description);
    }
    case "detail": {
      const row = oneOf(
        await db.from("experience_details").select("text,tips").eq("id", id).maybeSingle(),
      );
      return row && lines(row.text, tipTexts(row.tips));
    }
    case "activity": {
      const row = oneOf(
        await db
          .from("activities")
          .select("description_thumbnail,description,highlights,hours,address")
          .eq("id", id)
          .neq("status", "deleted")
          .maybeSingle(),
      );
      if (!row) return null;
      const { highlights, hours, address } = row;
      return lines(
        row.description_thumbnail,
        row.description,
        highlights?.map((highlight) => `• ${highlight}`).join("\n"),
        hours,
        address,
      );
    }
    case "location": {
      const row = oneOf(
        await db
          .from("locations")
          .select("description_thumbnail,description,hours")
          .eq("id", id)
          .neq("status", "deleted")
          .maybeSingle(),
      );
      return row && lines(row.description_thumbnail, row.description, row.hours);
    }
    case "story": {
      const row = oneOf(
        await db.from("stories").select("story_content").eq("id", id).maybeSingle(),
      );
      return row && unescapeHtml(row.story_content ?? "");
    }
  }
}

/** Tips are texts, or objects with one. */
function tipTexts(tips: unknown): string {
  if (!Array.isArray(tips)) return "";
  return tips
    .map((tip: unknown) =>
      typeof tip === "string" ? tip : (tip as { text?: string } | null)?.text,
    )
    .filter(Boolean)
    .map((tip) => `• ${tip}`)
    .join("\n");
}
