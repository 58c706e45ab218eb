"use client";

import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";

const MAX_QUESTIONS = 10;

/** Questions travellers can tap; one line each, as many as are useful. */
export function QuestionFields({
  questions,
  onChange,
  readOnly,
}: {
  questions: readonly string[];
  onChange: (questions: string[]) => void;
  readOnly: boolean;
}) {
  const list = useRef<HTMLDivElement>(null);

  function focusLine(index: number) {
    requestAnimationFrame(() => {
      const lines = list.current?.querySelectorAll<HTMLElement>("input, [data-add]");
      lines?.[Math.max(0, Math.min(index, lines.length - 1))]?.focus();
    });
  }

  return (
    <div ref={list} className="space-y-2.5">
      {questions.map((question, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; texts repeat while typing
        <div key={index} className="flex items-center gap-2">
          <TextField
            name={`question-${index}`}
            label={`Question ${index + 1}`}
            labelHidden
            optional
            readOnly={readOnly}
            maxLength={500}
            placeholder="How long does a visit take?"
            className="flex-1"
            value={question}
            onChange={(event) =>
              onChange(questions.map((one, at) => (at === index ? event.target.value : one)))
            }
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              if (questions.length >= MAX_QUESTIONS || !question.trim()) return;
              onChange([...questions.slice(0, index + 1), "", ...questions.slice(index + 1)]);
              focusLine(index + 1);
            }}
          />
          {readOnly ? null : (
            <IconButton
              label={`Remove question ${index + 1}`}
              onClick={() => {
                onChange(questions.filter((_, at) => at !== index));
                focusLine(index - 1);
              }}
            >
              <X aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {readOnly || questions.length >= MAX_QUESTIONS ? null : (
        <Button
          data-add
          variant="ghost"
          size="sm"
          onClick={() => {
            onChange([...questions, ""]);
            focusLine(questions.length);
          }}
        >
          <Plus aria-hidden />
          Add a question
        </Button>
      )}
      {readOnly && questions.length === 0 ? (
        <p className="text-ink-muted text-sm">No questions yet.</p>
      ) : null}
    </div>
  );
}
