"use client";

import { MessageSquarePlus, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { FormMessage } from "@/components/ui/form-message";
import { IconButton } from "@/components/ui/icon-button";
import { SearchField } from "@/components/ui/search-field";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast-store";
import { paths } from "@/lib/paths";
import { deleteThread, listThreads, renameThread, restoreThread, type Thread } from "./requests";

type HistoryProps = {
  companyId: string;
  /** The company of the conversations that are listed; null for those about none. */
  scope: string | null;
  threads: readonly Thread[];
  current: string | undefined;
  onChange: (change: (threads: Thread[]) => Thread[]) => void;
  onNew: () => void;
  /** The open conversation is gone. */
  onGone: () => void;
  /** Something was chosen: the panel of a phone closes. */
  onLeave?: () => void;
};

const nameOf = ({ title }: Thread) => title || "Without a name";

/** One's conversations: found, opened, renamed, deleted. */
export function History(props: HistoryProps) {
  const { companyId, scope, threads, current, onChange, onNew, onGone, onLeave } = props;
  const [words, setWords] = useState("");
  const [found, setFound] = useState<{ words: string; threads: Thread[] | null }>();
  const [renaming, setRenaming] = useState<Thread | null>(null);
  const again = useRef<HTMLButtonElement>(null);
  const router = useRouter();
  const here = useRef(false);

  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  useEffect(() => {
    if (!words) return;
    let left = false;
    listThreads(words)
      .catch(() => null)
      .then((all) => {
        if (left) return;
        setFound({ words, threads: all?.filter(({ company_id }) => company_id === scope) ?? null });
      });
    return () => {
      left = true;
    };
  }, [words, scope]);

  /** Gone, and brought back from the message that says so. */
  async function remove(thread: Thread) {
    const place = threads.findIndex(({ id }) => id === thread.id);
    const wasOpen = thread.id === current;
    try {
      await deleteThread(thread.id);
    } catch (error) {
      toast.error((error as Error).message);
      return;
    }
    onChange((all) => all.filter(({ id }) => id !== thread.id));
    // The menu that was opened is gone.
    again.current?.focus();
    if (wasOpen) onGone();
    toast.undo("The conversation is deleted", () => void bringBack(thread, place, wasOpen), {
      tone: "success",
    });
  }

  async function bringBack(thread: Thread, place: number, open: boolean) {
    try {
      await restoreThread(thread.id);
    } catch (error) {
      toast.error((error as Error).message);
      return;
    }
    onChange((all) =>
      all.some(({ id }) => id === thread.id) ? all : all.toSpliced(place, 0, thread),
    );
    if (open) router.push(paths.assistantThread(companyId, thread.id));
    // This list is that of a page the reader has left.
    else if (!here.current) router.refresh();
    toast.success("The conversation is back");
  }

  const known = new Map(threads.map((thread) => [thread.id, thread]));
  const shown = words
    ? (found?.threads ?? []).flatMap(({ id }) => known.get(id) ?? [])
    : [...threads];

  return (
    <div className="space-y-3">
      <Button
        ref={again}
        variant="secondary"
        block
        onClick={() => {
          onNew();
          onLeave?.();
        }}
      >
        <MessageSquarePlus aria-hidden />
        New conversation
      </Button>
      {threads.length > 0 ? (
        <SearchField
          label="Search conversations"
          value={words}
          onValueChange={setWords}
          pending={Boolean(words) && found?.words !== words}
        />
      ) : null}
      {shown.length === 0 ? (
        <p className="px-1 text-ink-subtle text-sm">
          {words
            ? found?.words !== words
              ? ""
              : found.threads
                ? "No conversation has these words."
                : "The search did not get through. Please try again."
            : "Your conversations gather here. Nobody else sees them."}
        </p>
      ) : (
        <ul aria-label="Conversations" className="space-y-0.5">
          {shown.map((thread) => (
            <li
              key={thread.id}
              className={cn(
                "flex items-center rounded-md transition-colors hover:bg-hover",
                thread.id === current && "bg-hover",
              )}
            >
              <Link
                href={paths.assistantThread(companyId, thread.id)}
                prefetch={false}
                aria-current={thread.id === current ? "page" : undefined}
                {...(onLeave ? { onClick: onLeave } : {})}
                className="flex min-h-11 min-w-0 flex-1 items-center rounded-md px-3 text-sm md:min-h-9"
              >
                <span className="truncate">{nameOf(thread)}</span>
              </Link>
              <DropdownMenu
                trigger={
                  <IconButton label={`Actions for ${nameOf(thread)}`} size="sm" quiet>
                    <MoreHorizontal aria-hidden />
                  </IconButton>
                }
              >
                <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setRenaming(thread)}>
                  Rename
                </MenuItem>
                <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => void remove(thread)}>
                  Delete
                </MenuItem>
              </DropdownMenu>
            </li>
          ))}
        </ul>
      )}
      <Dialog
        title="Rename the conversation"
        open={renaming !== null}
        onOpenChange={(open) => (open ? undefined : setRenaming(null))}
        returnFocus={again}
        size="sm"
      >
        {renaming ? (
          <RenameForm
            thread={renaming}
            onDone={(title) => {
              onChange((all) =>
                all.map((one) => (one.id === renaming.id ? { ...one, title } : one)),
              );
              setRenaming(null);
            }}
          />
        ) : null}
      </Dialog>
    </div>
  );
}

function RenameForm({ thread, onDone }: { thread: Thread; onDone: (title: string) => void }) {
  const [title, setTitle] = useState(thread.title ?? "");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function save() {
    const wanted = title.trim();
    if (!wanted) return setProblem("Give it a name.");
    setPending(true);
    try {
      await renameThread(thread.id, wanted);
      onDone(wanted);
    } catch (error) {
      setProblem((error as Error).message);
      setPending(false);
    }
  }
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        name="title"
        label="Name"
        maxLength={255}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      {problem ? <FormMessage state={{ status: "failure", message: problem }} /> : null}
      <Button type="submit" block pending={pending}>
        Save name
      </Button>
    </form>
  );
}
