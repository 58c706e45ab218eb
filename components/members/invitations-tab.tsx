import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState, NoResults } from "@/components/ui/empty-state";
import { InfoHint } from "@/components/ui/info-hint";
import { requireUser } from "@/lib/accounts/session";
import { uuid } from "@/lib/api/schemas";
import { formatNumber } from "@/lib/format/format";
import { readCursor, writeCursor } from "@/lib/members/cursor";
import { listInvitations } from "@/lib/members/queries";
import { type InvitationState, invitationStates } from "@/lib/members/types";
import { paths } from "@/lib/paths";
import { FilterLinks } from "./filter-links";
import { InvitationList } from "./invitation-list";
import { LockedTab } from "./locked-tab";

type InvitationsTabProps = {
  companyId: string;
  admin: boolean;
  counts: Record<InvitationState, number>;
  /** As the address says them. */
  state: string | string[] | undefined;
  before: string | string[] | undefined;
  locale: string;
  timeZone: string;
  now: Date;
};

const names: Record<InvitationState, string> = {
  pending: "Pending",
  accepted: "Accepted",
  expired: "Expired",
  revoked: "Withdrawn",
};

/** Invitations by state; for admins. */
export async function InvitationsTab({
  companyId,
  admin,
  counts,
  state,
  before,
  ...reading
}: InvitationsTabProps) {
  if (!admin) {
    return (
      <LockedTab title="Invitations are for admins">
        Admins invite people, send links again and withdraw them.
      </LockedTab>
    );
  }
  const { db } = await requireUser();
  const chosen = invitationStates.find((one) => one === state);
  const cursor = readCursor(before);
  const { invitations, older } = await listInvitations(db, companyId, {
    state: chosen,
    before:
      cursor && uuid.safeParse(cursor.id).success
        ? { createdAt: cursor.at, id: cursor.id }
        : undefined,
  });
  const total = invitationStates.reduce((sum, one) => sum + counts[one], 0);
  const home = `${paths.team(companyId)}?tab=invitations`;
  const here = chosen ? `${home}&state=${chosen}` : home;

  if (total === 0) {
    return (
      <EmptyState
        title="Nobody is invited yet"
        scene="lanterns"
        action={
          <Button asChild>
            <Link href={`${home}&invite=`}>Invite people</Link>
          </Button>
        }
      >
        Colleagues get a mail with a link of their own and choose their password themselves.
      </EmptyState>
    );
  }
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <FilterLinks
          label="States"
          current={chosen ?? "all"}
          items={[
            { value: "all", label: "All", href: home, count: formatNumber(reading.locale, total) },
            ...invitationStates.map((one) => ({
              value: one,
              label: names[one],
              href: `${home}&state=${one}`,
              count: formatNumber(reading.locale, counts[one]),
            })),
          ]}
        />
        <InfoHint about="the links">
          A link stands in the mail and nowhere else: we keep only its fingerprint, so there is none
          to copy here. It works once, for seven days and for the invited address alone. When it is
          lost, send it again; the one before ends.
        </InfoHint>
      </div>
      {invitations.length === 0 ? (
        <NoResults
          title={chosen ? `No ${names[chosen].toLowerCase()} invitations` : "No older invitations"}
          action={
            <Button asChild variant="secondary">
              <Link href={home}>Show all</Link>
            </Button>
          }
        />
      ) : (
        <InvitationList companyId={companyId} invitations={invitations} {...reading} />
      )}
      <nav aria-label="Pages" className="flex justify-between gap-3">
        {cursor ? (
          <Button asChild variant="secondary">
            <Link href={here}>Newest</Link>
          </Button>
        ) : null}
        {older ? (
          <Button asChild variant="secondary" className="ml-auto">
            <Link href={`${here}&before=${writeCursor(older.createdAt, older.id)}`}>Older</Link>
          </Button>
        ) : null}
      </nav>
    </>
  );
}
