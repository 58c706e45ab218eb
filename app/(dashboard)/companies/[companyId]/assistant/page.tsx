import type { Metadata } from "next";
import { Assistant } from "@/components/assistant/assistant";
import { LONGEST_QUESTION } from "@/components/assistant/limits";
import { openAssistant } from "@/lib/ai/assistant-page";

export const metadata: Metadata = { title: "Assistant" };

export default async function AssistantPage({
  params,
  searchParams,
}: PageProps<"/companies/[companyId]/assistant">) {
  const [{ companyId }, { ask }] = await Promise.all([params, searchParams]);
  const opened = await openAssistant(companyId);
  const draft = typeof ask === "string" ? ask.slice(0, LONGEST_QUESTION) : "";
  return <Assistant key={draft} {...opened} draft={draft} />;
}
