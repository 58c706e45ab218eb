import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState, NoResults } from "@/components/ui/empty-state";
import { requireUser } from "@/lib/accounts/session";
import { readCursor, writeCursor } from "@/lib/members/cursor";
import { type ActivityTopic, activityTopics, listActivityPage } from "@/lib/overview/queries";
import { paths } from "@/lib/paths";
import { FilterLinks } from "./filter-links";
import { LockedTab } from "./locked-tab";
import { TeamLog } from "./team-log";

type ActivityTabProps = {
  companyId: string;
  admin: boolean;
  /** As the address says them. */
  topic: string | string[] | undefined;
  before: string | string[] | undefined;
  locale: string;
  timeZone: string;
  now: Date;
};

const topics: Record<ActivityTopic, string> = {
  team: "Team",
  experiences: "Experiences",
  challenges: "Challenges",
  company: "Company",
};

const PER_PAGE = 40;

/** The company's log, for admins. */
export async function ActivityTab({
  companyId,
  admin,
  topic,
  before,
  ...reading
}: ActivityTabProps) {
  if (!admin) {
    return (
      <LockedTab title="The log is for admins">
        It tells who changed what in the company. The history of an experience is open to everybody
        in the team.
      </LockedTab>
    );
  }
  const { db } = await requireUser();
  const known = Object.keys(activityTopics) as ActivityTopic[];
  const chosen = known.find((one) => one === topic);
  const cursor = readCursor(before);
  const { activity, older } = await listActivityPage(db, companyId, {
    limit: PER_PAGE,
    topic: chosen,
    before:
      cursor && /^\d{1,18}$/.test(cursor.id) ? { at: cursor.at, id: Number(cursor.id) } : undefined,
  });
  const home = `${paths.team(companyId)}?tab=activity`;
  const here = chosen ? `${home}&about=${chosen}` : home;
  return (
    <>
      <FilterLinks
        label="About"
        current={chosen ?? "all"}
        items={[
          { value: "all", label: "Everything", href: home },
          ...known.map((one) => ({ value: one, label: topics[one], href: `${home}&about=${one}` })),
        ]}
      />
      {activity.length > 0 ? (
        <TeamLog activity={activity} {...reading} />
      ) : chosen || cursor ? (
        <NoResults
          title="Nothing of this kind has happened"
          action={
            <Button asChild variant="secondary">
              <Link href={home}>Show everything</Link>
            </Button>
          }
        />
      ) : (
        <EmptyState title="Nothing has happened yet">
          What the team creates, changes and removes is told here.
        </EmptyState>
      )}
      <nav aria-label="Pages" className="flex justify-between gap-3">
        {cursor ? (
          <Button asChild variant="secondary">
            <Link href={here}>Newest</Link>
          </Button>
        ) : null}
        {older ? (
          <Button asChild variant="secondary" className="ml-auto">
            <Link href={`${here}&before=${writeCursor(older.at, String(older.id))}`}>Older</Link>
          </Button>
        ) : null}
      </nav>
    </>
  );
}
