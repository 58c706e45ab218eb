import { ActivityEntry, type Reading } from "@/components/overview/activity-entry";
import { Card } from "@/components/ui/card";
import type { Activity } from "@/lib/overview/queries";

/** The company's log in sentences, newest first. */
export function TeamLog({ activity, ...reading }: Reading & { activity: readonly Activity[] }) {
  return (
    <Card>
      <ol aria-label="Activity" className="divide-y divide-line">
        {activity.map((entry) => (
          <ActivityEntry key={entry.id} activity={entry} wide {...reading} />
        ))}
      </ol>
    </Card>
  );
}
