"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { useWords } from "@/components/providers/words";
import { TextField, type TextFieldProps } from "@/components/ui/text-field";

type PasswordFieldProps = Omit<TextFieldProps, "type" | "trailing">;

/** A password, with a button that shows what was typed. */
export function PasswordField(props: PasswordFieldProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      {...props}
      type={shown ? "text" : "password"}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      trailing={
        <button
          type="button"
          aria-pressed={shown}
          aria-label={t("Show password")}
          onClick={() => setShown(!shown)}
          className="grid size-11 place-items-center rounded-md transition-colors hover:text-ink md:h-10"
        >
          <Icon aria-hidden className="size-4.5" />
        </button>
      }
    />
  );
}
