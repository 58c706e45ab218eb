"use client";

import { CircleHelp, History as HistoryIcon } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Sheet } from "@/components/ui/sheet";
import type { AssistantMessage } from "@/lib/ai/assistant";
import type { Allowance } from "@/lib/ai/usage";
import { paths } from "@/lib/paths";
import { Conversation } from "./conversation";
import { History } from "./history";
import type { Thread } from "./requests";

type AssistantProps = {
  companyId: string;
  /** What questions count for; null where the reader is no member, but looks after all companies. */
  scope: string | null;
  threadId: string | undefined;
  messages: AssistantMessage[];
  threads: Thread[];
  suggestions: string[];
  /** From the address: stands in the field until it is sent. */
  draft: string;
  builtIn: boolean;
  /** How much of the day was used when the page was made. */
  allowance: Allowance;
};

const TITLE_LENGTH = 80;

/** The assistant's screen: one conversation, and the others beside it. */
export function Assistant(props: AssistantProps) {
  const { companyId, scope, threadId, messages, suggestions, draft, builtIn, allowance } = props;
  const router = useRouter();
  const [threads, setThreads] = useState(props.threads);
  const [given, setGiven] = useState(props.threads);
  if (given !== props.threads) {
    // The page was read again.
    setGiven(props.threads);
    setThreads(props.threads);
  }
  const [current, setCurrent] = useState(threadId);
  const [round, setRound] = useState(0);
  const [historyOpen, setHistoryOpen] = useState(false);

  const begin = useCallback(
    (id: string, question: string) => {
      // The page stays: an answer is coming in. A reload finds the conversation by its address.
      history.replaceState(null, "", paths.assistantThread(companyId, id));
      setCurrent(id);
      const title = question.replace(/\s+/g, " ").slice(0, TITLE_LENGTH);
      setThreads((all) => [{ id, title, company_id: scope }, ...all]);
    },
    [companyId, scope],
  );

  function beginAnew() {
    setCurrent(undefined);
    setRound((before) => before + 1);
    router.push(paths.assistant(companyId));
  }

  const list = {
    companyId,
    scope,
    threads,
    current,
    onChange: setThreads,
    onNew: beginAnew,
    onGone: beginAnew,
  };
  // A round after the first begins empty, whatever the page was opened with.
  const opened = round === 0;
  return (
    <div className="space-y-6">
      <PageHeader
        title="Assistant"
        meta={builtIn ? <Badge tone="lantern">Built-in search</Badge> : null}
        description={
          builtIn
            ? "No language model is configured: answers are the passages that fit best, with their sources."
            : "Answers from what there is, with sources. Check what matters."
        }
        actions={
          <>
            <Button asChild variant="ghost">
              <Link href={paths.questions(companyId)}>
                <CircleHelp aria-hidden />
                Gaps
              </Link>
            </Button>
            <Button variant="secondary" className="lg:hidden" onClick={() => setHistoryOpen(true)}>
              <HistoryIcon aria-hidden />
              Conversations
            </Button>
          </>
        }
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <Conversation
          key={round}
          companyId={companyId}
          scope={scope}
          threadId={opened ? threadId : undefined}
          initial={opened ? messages : []}
          suggestions={suggestions}
          draft={opened ? draft : ""}
          allowance={allowance}
          onBegin={begin}
        />
        <aside aria-label="Your conversations" className="max-lg:hidden">
          <History {...list} />
        </aside>
      </div>
      <Sheet title="Conversations" open={historyOpen} onOpenChange={setHistoryOpen}>
        <History {...list} onLeave={() => setHistoryOpen(false)} />
      </Sheet>
    </div>
  );
}
