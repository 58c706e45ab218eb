"use server";

import { z } from "zod";
import { searchKinds } from "@/lib/ai/search";
import { success, userAction } from "@/lib/api/action";
import { fromPostgrest } from "@/lib/api/errors";
import { uuid } from "@/lib/api/schemas";
import { paths } from "@/lib/paths";
import { unescapeHtml } from "@/lib/text/escape-html";

/** Of a story without an excerpt. */
const LONGEST = 1200;

/** What stands behind a citation, as the reader may see it now; `href` when it is the company's. */
export const openSource = userAction(
  z.strictObject({
    companyId: uuid,
    kind: z.enum(searchKinds),
    id: uuid,
    experienceId: uuid.nullable(),
  }),
  async ({ companyId, kind, id, experienceId }, { db }) => {
    const [experience, story] = await Promise.all([
      experienceId
        ? db
            .from("experiences")
            .select("name,owned_by,thumbnail_description,description")
            .eq("id", experienceId)
            .maybeSingle()
        : null,
      kind === "story"
        ? db.from("stories").select("seo_excerpt,story_content").eq("id", id).maybeSingle()
        : null,
    ]);
    const error = experience?.error ?? story?.error;
    if (error) throw fromPostgrest(error);
    const about = experience?.data;
    const told = story?.data;
    return success({
      gone: kind === "story" ? !told : !about,
      experience: about?.name ?? null,
      text:
        kind === "story"
          ? told?.seo_excerpt || unescapeHtml(told?.story_content ?? "").slice(0, LONGEST) || null
          : about?.description || about?.thumbnail_description || null,
      href:
        experienceId && about?.owned_by === companyId
          ? paths.experience(companyId, experienceId)
          : null,
    });
  },
);
