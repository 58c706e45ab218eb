import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { Activity } from "@/lib/overview/queries";
import { ActivityEntry, type Reading } from "./activity-entry";

/** What the team did lately, in sentences. */
export function ActivityList({
  activity,
  ...reading
}: Reading & { activity: readonly Activity[] }) {
  return (
    <Card>
      <CardHeader title="Recent activity" className="pb-3 md:pb-4" />
      <CardBody>
        {activity.length === 0 ? (
          <p className="text-ink-muted text-sm">Nothing has happened yet.</p>
        ) : (
          <ol className="space-y-4">
            {activity.map((entry) => (
              <ActivityEntry key={entry.id} activity={entry} {...reading} />
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}
