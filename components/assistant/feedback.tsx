"use client";

import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toast-store";
import { LONGEST_REMARK, type Rating, type Reason } from "@/lib/ai/feedback";
import { rateAnswer } from "./requests";

const reasonWords: Record<Reason, string> = {
  wrong: "Something in it is wrong",
  incomplete: "Something is missing",
  source: "The source does not say that",
  language: "Wrong language or tone",
  other: "Something else",
};
const options = Object.entries(reasonWords).map(([value, label]) => ({ value, label }));

export type Given = { helpful: boolean | null; reason: Reason | null };

type FeedbackProps = {
  useId: string;
  given: Given;
  onGiven: (given: Given) => void;
  asking: boolean;
  onAskingChange: (asking: boolean) => void;
};

/** Says it, shows it at once, and takes it back when it did not get through. */
async function tell(
  useId: string,
  before: Given,
  rating: Rating,
  onGiven: FeedbackProps["onGiven"],
) {
  onGiven({ helpful: rating.helpful, reason: rating.reason ?? null });
  try {
    await rateAnswer(useId, rating);
    return true;
  } catch {
    onGiven(before);
    toast.error("Your rating did not get through. Please try again.");
    return false;
  }
}

/** Whether it helped; pressed again, it is taken back. A thumb down asks why. */
export function Thumbs({ useId, given, onGiven, onAskingChange }: FeedbackProps) {
  async function rate(pressed: boolean) {
    const helpful = given.helpful === pressed ? null : pressed;
    onAskingChange(helpful === false);
    if (!(await tell(useId, given, { helpful }, onGiven))) onAskingChange(false);
  }
  const look = (on: boolean) => cn(on && "text-jade-ink [&_svg]:fill-current");
  return (
    <>
      <IconButton
        label="It helped"
        size="sm"
        aria-pressed={given.helpful === true}
        onClick={() => void rate(true)}
        className={look(given.helpful === true)}
      >
        <ThumbsUp aria-hidden />
      </IconButton>
      <IconButton
        label="It did not help"
        size="sm"
        aria-pressed={given.helpful === false}
        onClick={() => void rate(false)}
        className={look(given.helpful === false)}
      >
        <ThumbsDown aria-hidden />
      </IconButton>
    </>
  );
}

/** Why it did not help: optional, the thumb already counts. */
export function ReasonForm({ useId, given, onGiven, asking, onAskingChange }: FeedbackProps) {
  const form = useRef<HTMLFormElement>(null);
  const [reason, setReason] = useState<Reason | null>(null);
  const [remark, setRemark] = useState("");
  const [pending, setPending] = useState(false);

  useEffect(() => {
    if (!asking) return;
    form.current?.querySelector<HTMLElement>("input")?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: "nearest" });
  }, [asking]);

  if (!asking) {
    return given.helpful === false && given.reason ? (
      <p className="text-ink-muted text-sm">You said: {reasonWords[given.reason].toLowerCase()}.</p>
    ) : null;
  }
  return (
    <form
      ref={form}
      aria-label="Why it did not help"
      className="scroll-mb-40 space-y-4 rounded-xl border border-line bg-surface p-4"
      onKeyDown={(event) => {
        if (event.key === "Escape") onAskingChange(false);
      }}
      onSubmit={async (event) => {
        event.preventDefault();
        if (!reason) return;
        setPending(true);
        const said = await tell(
          useId,
          given,
          { helpful: false, reason, remark: remark.trim() || null },
          onGiven,
        );
        setPending(false);
        if (!said) return;
        onAskingChange(false);
        toast.success("Thank you. It is noted.");
      }}
    >
      <RadioGroup
        name={`reason-${useId}`}
        label="What was not right?"
        layout="list"
        options={options}
        value={reason ?? ""}
        onValueChange={(value) => setReason(value as Reason)}
      />
      <TextArea
        name="remark"
        label="In your words"
        optional
        maxLength={LONGEST_REMARK}
        rows={2}
        value={remark}
        onChange={(event) => setRemark(event.target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" size="sm" onClick={() => onAskingChange(false)}>
          Skip
        </Button>
        <Button type="submit" size="sm" pending={pending} disabled={!reason}>
          Send
        </Button>
      </div>
    </form>
  );
}
