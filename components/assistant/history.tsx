"use client";

import { MessageSquarePlus, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
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
import { deleteThread, listThreads, renameThread, type Thread } from "./requests";

type HistoryProps = {
  companyId: string;
  /** The company of the conversations that are listed; null for those about none. */
  scope: string | null;
  threads: readonly Thread[];
  current: string | undefined;
  onChange: (threads: Thread[]) => void;
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
  const [found, setFound] = useState<{ words: string; threads: Thread[] }>();
  const [renaming, setRenaming] = useState<Thread | null>(null);
  const [deleting, setDeleting] = useState<Thread | null>(null);
  const again = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!words) return;
    let left = false;
    listThreads(words)
      .catch((): Thread[] => [])
      .then((all) => {
        if (left) return;
        setFound({ words, threads: all.filter(({ company_id }) => company_id === scope) });
      });
    return () => {
      left = true;
    };
  }, [words, scope]);

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
            ? found?.words === words
              ? "No conversation has these words."
              : ""
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
                <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setDeleting(thread)}>
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
              onChange(threads.map((one) => (one.id === renaming.id ? { ...one, title } : one)));
              setRenaming(null);
            }}
          />
        ) : null}
      </Dialog>
      <DeleteDialog
        thread={deleting}
        returnFocus={again}
        onClose={() => setDeleting(null)}
        onDone={(id) => {
          setDeleting(null);
          onChange(threads.filter((one) => one.id !== id));
          if (id === current) onGone();
        }}
      />
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

type DeleteDialogProps = {
  thread: Thread | null;
  returnFocus: React.RefObject<HTMLButtonElement | null>;
  onClose: () => void;
  onDone: (id: string) => void;
};

function DeleteDialog({ thread, returnFocus, onClose, onDone }: DeleteDialogProps) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function remove(id: string) {
    setPending(true);
    setProblem(undefined);
    try {
      await deleteThread(id);
      onDone(id);
      toast.success("The conversation is deleted");
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setPending(false);
    }
  }
  return (
    <AlertDialog
      title="Delete this conversation?"
      description={`“${thread ? nameOf(thread) : ""}” and its answers go for good. This cannot be undone.`}
      open={thread !== null}
      onOpenChange={(open) => {
        setProblem(undefined);
        if (!open) onClose();
      }}
      returnFocus={returnFocus}
      danger
      confirmLabel="Delete conversation"
      error={problem}
      pending={pending}
      onConfirm={() => (thread ? void remove(thread.id) : undefined)}
    />
  );
}
