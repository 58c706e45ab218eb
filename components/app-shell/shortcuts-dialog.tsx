"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { creations, sections } from "./navigation";
import { useShell } from "./shell-context";

const everywhere = [
  { keys: ["⌘", "K"], what: "Go to, create or search (Ctrl K on Windows and Linux)" },
  { keys: ["/"], what: "Search this page" },
  { keys: ["["], what: "Fold or unfold the rail" },
  { keys: ["?"], what: "This list" },
];

/** Every shortcut there is; made from the same tables that define them. */
export function ShortcutsDialog() {
  const { open, setOpen } = useShell();
  return (
    <Dialog
      title="Keyboard shortcuts"
      size="md"
      open={open === "shortcuts"}
      onOpenChange={(next) => setOpen(next ? "shortcuts" : null)}
    >
      <div className="space-y-6">
        <Shortcuts title="Everywhere" rows={everywhere} />
        <Shortcuts
          title="Go to"
          rows={sections.map(({ key, label }) => ({ keys: ["G", key.toUpperCase()], what: label }))}
        />
        <Shortcuts
          title="Create"
          rows={creations.map(({ key, label }) => ({ keys: [key.toUpperCase()], what: label }))}
        />
      </div>
    </Dialog>
  );
}

function Shortcuts({
  title,
  rows,
}: {
  title: string;
  rows: readonly { keys: readonly string[]; what: string }[];
}) {
  return (
    <section className="space-y-1">
      <h3 className="eyebrow">{title}</h3>
      <dl className="divide-y divide-line">
        {rows.map(({ keys, what }) => (
          <div key={what} className="flex items-center justify-between gap-4 py-2 text-sm">
            <dt>{what}</dt>
            <dd className="flex shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
