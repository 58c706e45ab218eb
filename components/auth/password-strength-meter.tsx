"use client";

import { useWords } from "@/components/providers/words";
import { cn } from "@/components/ui/cn";
import type { PasswordVerdict } from "@/lib/accounts/password";

const tones = ["", "bg-danger", "bg-lantern", "bg-jade", "bg-jade"] as const;

/** Four bars and a word. Updates politely, so that typing is not talked over. */
export function PasswordStrengthMeter({ verdict }: { verdict: PasswordVerdict }) {
  const { said } = useWords();
  const { level, label, hint } = verdict;
  return (
    <div className="space-y-1.5">
      <div aria-hidden className="grid grid-cols-4 gap-1.5">
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={cn(
              "h-1 rounded-full transition-colors",
              step <= level ? tones[level] : "bg-line",
            )}
          />
        ))}
      </div>
      <p aria-live="polite" className="min-h-4.5 text-ink-muted text-xs">
        {label ? (
          <>
            <span className="font-medium">{said(label)}.</span> {said(hint)}
          </>
        ) : null}
      </p>
    </div>
  );
}
