"use client";

import { Pencil } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextArea } from "@/components/ui/text-area";
import { LONGEST_QUESTION } from "./limits";

type QuestionProps = { text: string; mayEdit: boolean; onEdit: (text: string) => void };

/** What was asked; asked differently, what came after it goes. */
export function Question({ text, mayEdit, onEdit }: QuestionProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  if (draft === null) {
    return (
      <div className="flex items-start justify-end gap-1">
        <IconButton
          ref={pencil}
          label="Edit the question"
          size="sm"
          disabled={!mayEdit}
          onClick={() => setDraft(text)}
        >
          <Pencil aria-hidden />
        </IconButton>
        <p className="max-w-[85%] whitespace-pre-wrap rounded-2xl rounded-tr-sm bg-jade-soft px-4 py-2.5 text-jade-ink [overflow-wrap:anywhere]">
          {text}
        </p>
      </div>
    );
  }

  function leave() {
    setDraft(null);
    requestAnimationFrame(() => pencil.current?.focus());
  }
  function send() {
    const wanted = draft?.trim();
    if (!wanted || !mayEdit || wanted.length > LONGEST_QUESTION) return;
    setDraft(null);
    onEdit(wanted);
  }
  return (
    <form
      className="space-y-2 rounded-xl border border-line bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        name="question"
        label="Ask differently"
        hint="This answer and what came after it are replaced."
        rows={2}
        value={draft}
        autoFocus
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") leave();
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" size="sm" onClick={leave}>
          Cancel
        </Button>
        <Button type="submit" size="sm" disabled={!draft.trim() || !mayEdit}>
          Ask again
        </Button>
      </div>
    </form>
  );
}
