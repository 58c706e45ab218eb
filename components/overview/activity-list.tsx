import { Avatar } from "@/components/ui/avatar";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatAgo, formatDateTime } from "@/lib/format/format";
import type { Activity } from "@/lib/overview/queries";

/** What the team did lately, in sentences. */
export function ActivityList({
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
      <CardHeader title="Recent activity" className="pb-3 md:pb-4" />
      <CardBody>
        {activity.length === 0 ? (
          <p className="text-ink-muted text-sm">Nothing has happened yet.</p>
        ) : (
          <ol className="space-y-4">
            {activity.map(({ id, actor, verb, object, at }) => (
              <li key={id} className="flex gap-3">
                <Avatar name={actor} size="sm" />
                <div className="min-w-0 text-sm">
                  <p>
                    <span className="font-medium">{actor}</span> {verb}{" "}
                    <span className="font-medium">{object}</span>
                  </p>
                  <time
                    dateTime={at}
                    title={formatDateTime(locale, at, timeZone)}
                    className="text-ink-subtle text-xs"
                  >
                    {formatAgo(locale, at, now)}
                  </time>
                </div>
              </li>
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}
