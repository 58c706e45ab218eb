"use client";

import { useEffect, useRef, useState } from "react";
import { judgeLength, judgePassword, type PasswordVerdict } from "@/lib/accounts/password";
import { PasswordField } from "./password-field";
import { PasswordStrengthMeter } from "./password-strength-meter";

type NewPasswordFieldProps = {
  name: string;
  label: string;
  /** The person's own name, business and address, as far as they are known by now. */
  personal?: readonly (string | null | undefined)[];
  errors?: string[];
  autoFocus?: boolean;
};

const NOTHING: PasswordVerdict = { level: 0, label: "", hint: "", refusal: null };

/** Where a password is chosen: shows how good it is while it is typed. */
export function NewPasswordField({ personal = [], ...field }: NewPasswordFieldProps) {
  const [password, setPassword] = useState("");
  const verdict = useVerdict(password, personal);
  return (
    <div className="space-y-2.5">
      <PasswordField
        {...field}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        // The lists are on their way before the first letter is typed.
        onFocus={() => void judgePassword("warm the lists").catch(() => {})}
      />
      <PasswordStrengthMeter verdict={verdict} />
    </div>
  );
}

/** The last verdict stays until the next one is there, so that nothing flickers. */
function useVerdict(password: string, personal: readonly (string | null | undefined)[]) {
  const [judged, setJudged] = useState(NOTHING);
  const own = personal.filter(Boolean).join("\n");
  const latest = useRef("");
  const byLength = judgeLength(password);

  useEffect(() => {
    latest.current = password;
    if (judgeLength(password)) return;
    judgePassword(password, own.split("\n")).then(
      (verdict) => {
        if (latest.current === password) setJudged(verdict);
      },
      // The lists did not arrive: the server judges when the form is sent.
      () => setJudged(NOTHING),
    );
  }, [password, own]);

  return byLength ?? judged;
}
