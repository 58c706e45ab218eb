/** What the assistant's screen opens with. */
import "server-only";
import { notFound } from "next/navigation";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { getThread, listThreads } from "@/lib/ai/assistant";
import { models } from "@/lib/ai/models";
import { suggestedQuestions } from "@/lib/ai/suggestions";
import { toAssistantMessages } from "@/lib/ai/thread-messages";
import { readAllowance } from "@/lib/ai/usage";
import { AppError } from "@/lib/api/errors";
import { uuid } from "@/lib/api/schemas";
import type { Db } from "@/lib/supabase/types";

/** Exits with "not found" for strangers, and for conversations of others or about another company. */
export async function openAssistant(companyId: string, threadId?: string) {
  const { db } = await requireUser();
  const role = await requireCompanyRole(db, companyId);
  // Who only looks after all companies asks for themselves: figures are the members'.
  const scope = role === "SUPER_ADMIN" ? null : companyId;
  const [thread, threads, suggestions, allowance] = await Promise.all([
    threadId === undefined ? null : existingThread(db, threadId),
    listThreads(db, undefined),
    suggestedQuestions(db, companyId),
    readAllowance(db, scope),
  ]);
  if (thread && thread.company_id !== scope) notFound();
  return {
    companyId,
    scope,
    threadId,
    messages: thread ? toAssistantMessages(thread.chat_messages) : [],
    threads: threads
      .filter(({ company_id }) => company_id === scope)
      .map(({ id, title, company_id }) => ({ id, title, company_id })),
    suggestions,
    builtIn: models().builtIn,
    allowance,
  };
}

async function existingThread(db: Db, threadId: string) {
  if (!uuid.safeParse(threadId).success) notFound();
  try {
    return await getThread(db, threadId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
