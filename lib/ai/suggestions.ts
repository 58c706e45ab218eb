/** Questions to begin with, from what the company has. */
import "server-only";
import { models } from "@/lib/ai/models";
import { fromPostgrest } from "@/lib/api/errors";
import type { Db } from "@/lib/supabase/types";

const SUGGESTED = 4;
const LONGEST = 120;

/** The company's own questions first, then one about each of its newest experiences. */
export async function suggestedQuestions(db: Db, companyId: string): Promise<string[]> {
  const { data, error } = await db
    .from("experiences")
    .select("name,default_questions")
    .eq("owned_by", companyId)
    .order("created_at", { ascending: false })
    .limit(SUGGESTED * 2);
  if (error) throw fromPostgrest(error);
  const own = data.flatMap(({ default_questions }) => default_questions?.slice(0, 1) ?? []);
  const made = data.flatMap(({ name }) => (name ? [`What can one do at ${name}?`] : []));
  // Rules cannot read figures; a language model can.
  const figures = models().builtIn || !data.length ? [] : ["How did we do in the last 28 days?"];
  return [...new Set([...figures, ...own, ...made])]
    .filter((question) => question.trim() && question.length <= LONGEST)
    .slice(0, SUGGESTED);
}
