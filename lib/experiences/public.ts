/**
 * What anybody may read, signed in or not: always asked as nobody, so it can be cached for all.
 */
import "server-only";
import { z } from "zod";
import { type PreparedBody, prepare } from "@/lib/api/operation";
import { type Paging, page, pageArguments, pageOf } from "@/lib/api/paging";
import { cachePublicly } from "@/lib/api/public-cache";
import { publicExperience } from "@/lib/experiences/schemas";
import { createAnonClient } from "@/lib/supabase/anon";
import { firstOf, rowsOf } from "@/lib/supabase/results";

type PublicRow = Omit<z.input<typeof publicExperience>, "owner" | "created_by"> & {
  owner: string | null;
  created_by: string | null;
};

export const publicExperienceList = pageOf(publicExperience);
export const publicExperienceAnswer = z.object({ data: publicExperience });

/** Names that are not known are left out, as clients know it. */
const named = ({ owner, created_by, ...row }: PublicRow): z.input<typeof publicExperience> => ({
  ...row,
  ...(owner === null ? {} : { owner }),
  ...(created_by === null ? {} : { created_by }),
});

export async function listPublicExperiences(paging: Paging): Promise<PreparedBody> {
  "use cache";
  cachePublicly("experiences");

  const rows = rowsOf<PublicRow>(
    await createAnonClient().rpc("list_public_experiences", pageArguments(paging)),
  );
  return prepare(JSON.stringify(publicExperienceList.parse(page(rows.map(named), paging))));
}

/** Active experiences below a parent, newest first. */
export async function listPublicChildren(parentId: string, paging: Paging): Promise<PreparedBody> {
  "use cache";
  cachePublicly("experiences");

  const rows = rowsOf<PublicRow>(
    await createAnonClient().rpc("list_public_children", {
      p_parent_id: parentId,
      ...pageArguments(paging),
    }),
  );
  return prepare(JSON.stringify(publicExperienceList.parse(page(rows.map(named), paging))));
}

/** Null: unknown or not published; outsiders cannot tell the difference. */
export async function getPublicExperience(experienceId: string): Promise<PreparedBody | null> {
  "use cache";
  cachePublicly("experiences");

  const row = firstOf<PublicRow>(
    await createAnonClient().rpc("get_public_experience", { p_experience_id: experienceId }),
  );
  return row ? prepare(JSON.stringify(publicExperienceAnswer.parse({ data: named(row) }))) : null;
}
