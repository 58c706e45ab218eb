import { roleLabel } from "@/components/app-shell/role-label";
import { Avatar } from "@/components/ui/avatar";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { MemberRole } from "@/lib/companies/roles";
import { formatAgo, formatDate, formatDateTime } from "@/lib/format/format";
import type { TeamMember } from "@/lib/members/types";
import { MemberMenu } from "./member-menu";

export const roleTones: Record<MemberRole, BadgeTone> = {
  admin: "jade",
  editor: "river",
  member: "neutral",
};

type MemberListProps = {
  company: { id: string; name: string };
  members: readonly TeamMember[];
  /** The reader: who they are, and what they may do here. */
  reader: { id: string; admin: boolean; owner: boolean };
  admins: number;
  locale: string;
  timeZone: string;
  now: Date;
};

/** People of one role. */
export function MemberList({
  company,
  members,
  reader,
  admins,
  locale,
  timeZone,
  now,
}: MemberListProps) {
  return (
    <Card>
      <ul className="divide-y divide-line">
        {members.map(({ id, name, email, role, is_owner, joined_at, last_active_at }) => (
          <li key={id} className="flex items-center gap-3 px-4 py-3.5 md:gap-4 md:px-5">
            <Avatar name={name} size="md" />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                <span className="truncate">{name}</span>
                {id === reader.id ? <Badge>You</Badge> : null}
                {is_owner ? <Badge tone="lantern">Owner</Badge> : null}
              </p>
              <p className="truncate text-ink-muted text-sm">{email}</p>
              <p className="text-ink-subtle text-xs lg:hidden">
                {reader.admin ? (
                  <LastActive at={last_active_at} {...{ locale, timeZone, now }} />
                ) : (
                  <Joined at={joined_at} {...{ locale, timeZone }} />
                )}
              </p>
            </div>
            <div className="w-48 shrink-0 space-y-0.5 text-ink-subtle text-xs max-lg:hidden">
              {reader.admin ? (
                <p>
                  <LastActive at={last_active_at} {...{ locale, timeZone, now }} />
                </p>
              ) : null}
              <p>
                <Joined at={joined_at} {...{ locale, timeZone }} />
              </p>
            </div>
            <Badge tone={roleTones[role]} className="shrink-0">
              {roleLabel(role)}
            </Badge>
            <MemberMenu
              company={company}
              member={{ id, name, role, isOwner: is_owner, isMe: id === reader.id }}
              admin={reader.admin}
              owner={reader.owner}
              lastAdmin={role === "admin" && admins === 1}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Joined({ at, locale, timeZone }: { at: string; locale: string; timeZone: string }) {
  return (
    <>
      Joined <time dateTime={at}>{formatDate(locale, at, timeZone)}</time>
    </>
  );
}

/** A session is noted when it is refreshed, so that this is good to the hour. */
function LastActive({
  at,
  locale,
  timeZone,
  now,
}: {
  at: string | null;
  locale: string;
  timeZone: string;
  now: Date;
}) {
  if (!at) return "Never signed in";
  return (
    <>
      Last active{" "}
      <time dateTime={at} title={formatDateTime(locale, at, timeZone)}>
        {formatAgo(locale, at, now)}
      </time>
    </>
  );
}
