/** Quotas and what was used: asked before the first token, noted after the last. */
import "server-only";
import { languageOf } from "@/lib/ai/language";
import { models } from "@/lib/ai/models";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { describeError, log } from "@/lib/api/log";
import { env } from "@/lib/env";
// The record of what somebody used is not theirs to write: they could take it back.
import { createAdminClient } from "@/lib/supabase/admin";
import type { Db } from "@/lib/supabase/types";

export type Purpose =
  | "search"
  | "assistant"
  | "intent"
  | "story"
  | "experience"
  | "translation"
  | "embedding";

type Tokens = { inputTokens?: number | undefined; outputTokens?: number | undefined };

export type Use = {
  id: string;
  /** Never throws: the answer is out. */
  finish(
    state: "answered" | "stopped" | "failed",
    tokens?: Tokens,
    citations?: number,
  ): Promise<void>;
};

/** How much of the day is used, from 0 to 1: the caller's own, or their company's where that is more. */
export async function readAllowance(db: Db, companyId: string | null): Promise<Allowance> {
  const { data, error } = await db
    .rpc("ai_day", companyId ? { p_company: companyId } : {})
    .single();
  if (error) throw fromPostgrest(error);
  const own = data.user_tokens / env.ai.tokensPerUser;
  const company = data.company_tokens / env.ai.tokensPerCompany;
  return company > own
    ? { used: Math.min(company, 1), whose: "company" }
    : { used: Math.min(own, 1), whose: "own" };
}
export type Allowance = { used: number; whose: "own" | "company" };

/**
 * Notes that somebody asks a model.
 *
 * @throws {AppError} `too_many_requests` when the person's or the company's day is used up
 */
export async function beginUse(
  userId: string | null,
  purpose: Purpose,
  { question, companyId }: { question?: string; companyId?: string | undefined } = {},
): Promise<Use> {
  const admin = createAdminClient();
  const { data, error } = await admin.rpc("begin_ai_use", {
    p_user: userId as string,
    p_company: (companyId ?? null) as string,
    p_purpose: purpose,
    p_model: models().name,
    p_question: (question ?? null) as string,
    p_language: question ? languageOf(question) : (null as unknown as string),
    p_user_tokens: env.ai.tokensPerUser,
    p_company_tokens: env.ai.tokensPerCompany,
  });
  if (error) throw fromPostgrest(error);
  if (!data) {
    throw new AppError(
      "too_many_requests",
      "What may be asked in a day is used up. Try again tomorrow.",
      { headers: { "retry-after": "3600" } },
    );
  }
  let finished = false;
  return {
    id: data,
    async finish(state, tokens = {}, citations) {
      if (finished) return;
      finished = true;
      const { error: failed } = await admin
        .from("ai_uses")
        .update({
          state,
          input_tokens: tokens.inputTokens ?? 0,
          output_tokens: tokens.outputTokens ?? 0,
          ...(citations === undefined ? {} : { citations }),
          finished_at: new Date().toISOString(),
        })
        .eq("id", data);
      if (failed) log.error({ error: describeError(failed) }, "ai use not recorded");
    },
  };
}
