"use client";

import { useState } from "react";
import { useWords } from "@/components/providers/words";
import { TextField } from "@/components/ui/text-field";

const DIGITS = 6;

/**
 * Six digits, typed, pasted with whatever stands between them, or offered by the phone. The form
 * goes by itself when they are complete.
 */
export function CodeField({
  label,
  hint,
  errors,
  autoFocus,
}: {
  label?: string;
  hint?: string;
  errors?: string[];
  autoFocus?: boolean;
}) {
  const { t } = useWords();
  const [code, setCode] = useState("");
  return (
    <TextField
      name="code"
      label={label ?? t("Six-digit code")}
      hint={hint}
      errors={errors}
      autoFocus={autoFocus}
      value={code}
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      placeholder="000000"
      inputClassName="h-13 text-center font-mono text-2xl tracking-[0.35em] tabular-nums placeholder:text-ink-subtle/40 md:h-13 md:text-2xl"
      onChange={(event) => {
        const before = code;
        const digits = event.target.value.replace(/\D/g, "").slice(0, DIGITS);
        setCode(digits);
        if (digits.length === DIGITS && digits !== before) {
          const { form } = event.target;
          // What the form reads is what the field shows then.
          setTimeout(() => form?.requestSubmit());
        }
      }}
    />
  );
}
