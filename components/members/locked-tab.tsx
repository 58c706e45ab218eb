import { Lock } from "lucide-react";
import type { ReactNode } from "react";

/** A part of the page that needs an admin. */
export function LockedTab({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col items-center gap-4 py-14 text-center">
      <span className="grid size-12 place-items-center rounded-full bg-hover text-ink-muted">
        <Lock aria-hidden className="size-5.5" />
      </span>
      <div className="max-w-md space-y-1">
        <h2 className="font-semibold text-lg">{title}</h2>
        <p className="text-ink-muted text-sm">{children}</p>
      </div>
    </section>
  );
}
