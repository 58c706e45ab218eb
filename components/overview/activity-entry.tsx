import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { formatAgo, formatDateTime } from "@/lib/format/format";
import type { Activity } from "@/lib/overview/queries";

/** How times are told to whoever reads. */
export type Reading = { locale: string; timeZone: string; now: Date };

/** Who did what, and when, as an item of a list. `wide`: the time stands beside the sentence. */
export function ActivityEntry({
  activity: { actor, verb, object, at },
  locale,
  timeZone,
  now,
  wide = false,
}: Reading & { activity: Activity; wide?: boolean }) {
  return (
    <li className={cn("flex gap-3", wide && "px-4 py-3 md:px-5")}>
      <Avatar name={actor} size="sm" />
      <div className={cn("min-w-0 flex-1 text-sm", wide && "sm:flex sm:items-baseline sm:gap-4")}>
        <p className="min-w-0 flex-1 break-words">
          <span className="font-medium">{actor}</span> {verb}{" "}
          <span className="font-medium">{object}</span>
        </p>
        <time
          dateTime={at}
          title={formatDateTime(locale, at, timeZone)}
          className="shrink-0 text-ink-subtle text-xs"
        >
          {formatAgo(locale, at, now)}
        </time>
      </div>
    </li>
  );
}
