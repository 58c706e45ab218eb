/** How the assistant's answers fare at a company: with a source, without, and what was asked in vain. */
import "server-only";
import { z } from "zod";
import { firstOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export const answerWindows = [7, 28, 90] as const;
export type AnswerWindow = (typeof answerWindows)[number];

const gap = z.object({ question: z.string(), times: z.int() });
const figures = z.object({
  questions: z.int(),
  with_source: z.int(),
  gaps: z.array(gap),
  questions_before: z.int(),
  with_source_before: z.int(),
});
export type AnswerFigures = z.output<typeof figures>;

/** Whole days at the company's place, ending yesterday. */
export async function readAnswerFigures(
  db: Db,
  companyId: string,
  days: AnswerWindow,
): Promise<AnswerFigures> {
  return figures.parse(
    firstOf(await db.rpc("company_answers", { p_company: companyId, p_days: days })),
  );
}
