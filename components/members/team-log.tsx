import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { formatAgo, formatDateTime } from "@/lib/format/format";
import type { Activity } from "@/lib/overview/queries";

/** The company's log in sentences, newest first. */
export function TeamLog({
  activity,
  locale,
  timeZone,
  now,
}: {
  activity: readonly Activity[];
  locale: string;
  timeZone: string;
  now: Date;
}) {
  return (
    <Card>
      <ol aria-label="Activity" className="divide-y divide-line">
        {activity.map(({ id, actor, verb, object, at }) => (
          <li key={id} className="flex items-start gap-3 px-4 py-3 md:px-5">
            <Avatar name={actor} size="sm" />
            <div className="min-w-0 flex-1 text-sm sm:flex sm:items-baseline sm:gap-4">
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
        ))}
      </ol>
    </Card>
  );
}
