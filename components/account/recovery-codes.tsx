"use client";

import { Copy, Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast-store";

/** New recovery codes, seen this once: to copy, to keep as a file, or to write down. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const text = `${codes.join("\n")}\n`;
  return (
    <div className="space-y-5">
      <p className="text-ink-muted text-sm">
        Keep these where your phone is not: in a password manager, or on paper. If you lose the
        phone, sign in and use one in place of the app’s code. Each works once, and they are not
        shown again.
      </p>
      <ul
        aria-label="Recovery codes"
        className="grid gap-x-6 gap-y-1.5 rounded-lg border border-line bg-sunken px-4 py-3.5 font-mono text-sm tabular-nums sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="grid gap-3 sm:grid-cols-2">
        <Button
          variant="secondary"
          block
          onClick={async () => {
            try {
              await navigator.clipboard.writeText(text);
              toast.success("Copied");
            } catch {
              toast.error("This browser does not let us copy. Save the file instead.");
            }
          }}
        >
          <Copy aria-hidden />
          Copy
        </Button>
        <Button asChild variant="secondary" block>
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download="travel-buddy-recovery-codes.txt"
          >
            <Download aria-hidden />
            Save as a file
          </a>
        </Button>
      </div>
      <Button block onClick={onDone}>
        I have kept them
      </Button>
    </div>
  );
}
