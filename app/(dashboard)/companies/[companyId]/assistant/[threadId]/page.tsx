import type { Metadata } from "next";
import { Assistant } from "@/components/assistant/assistant";
import { openAssistant } from "@/lib/ai/assistant-page";

export const metadata: Metadata = { title: "Assistant" };

export default async function ThreadPage({
  params,
}: PageProps<"/companies/[companyId]/assistant/[threadId]">) {
  const { companyId, threadId } = await params;
  return <Assistant key={threadId} {...(await openAssistant(companyId, threadId))} draft="" />;
}
