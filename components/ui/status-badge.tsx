import { Badge, type BadgeTone } from "./badge";
import { cn } from "./cn";

type Look = { label: string; tone: BadgeTone; dot: string };

/** The states things of Travel Buddy can be in; a feature adds a line, not a component. */
const statuses = {
  active: { label: "Published", tone: "jade", dot: "bg-jade" },
  inactive: { label: "Draft", tone: "neutral", dot: "border border-ink-subtle" },
  internal: { label: "Internal", tone: "river", dot: "bg-river" },
  archived: { label: "Archived", tone: "neutral", dot: "bg-ink-subtle" },
  pending: { label: "Pending", tone: "lantern", dot: "bg-lantern" },
  accepted: { label: "Accepted", tone: "jade", dot: "bg-jade" },
  expired: { label: "Expired", tone: "neutral", dot: "bg-ink-subtle" },
  revoked: { label: "Withdrawn", tone: "neutral", dot: "border border-ink-subtle" },
  failed: { label: "Failed", tone: "danger", dot: "bg-danger" },
} as const satisfies Record<string, Look>;

export type Status = keyof typeof statuses;

type StatusBadgeProps = {
  status: Status;
  /** Another word for it, where the page's own fits better. */
  label?: string;
  /** Lies on a picture. */
  onPicture?: boolean;
  className?: string;
};

/** A state as a dot and a word; the word carries the meaning, the colour only helps. */
export function StatusBadge({ status, label, onPicture = false, className }: StatusBadgeProps) {
  const look: Look = statuses[status];
  return (
    <Badge tone={onPicture ? "onPicture" : look.tone} className={className}>
      <span aria-hidden className={cn("size-1.75 rounded-full", look.dot)} />
      {label ?? look.label}
    </Badge>
  );
}
