import { roleLabel } from "@/components/app-shell/role-label";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/lib/format/format";
import type { TeamMember } from "@/lib/members/team";

/** People of one role. */
export function MemberList({
  members,
  me,
  locale,
  timeZone,
}: {
  members: readonly TeamMember[];
  /** The reader's own id. */
  me: string;
  locale: string;
  timeZone: string;
}) {
  return (
    <Card>
      <ul className="divide-y divide-line">
        {members.map(({ id, name, email, role, joinedAt }) => (
          <li key={id} className="flex items-center gap-4 px-4 py-3.5 md:px-5">
            <Avatar name={name} size="md" />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                <span className="truncate">{name}</span>
                {id === me ? <Badge>You</Badge> : null}
              </p>
              <p className="truncate text-ink-muted text-sm">{email}</p>
            </div>
            <div className="shrink-0 space-y-1 text-right">
              <Badge tone={role === "admin" ? "jade" : role === "editor" ? "river" : "neutral"}>
                {roleLabel(role)}
              </Badge>
              <p className="text-ink-subtle text-xs max-sm:hidden">
                Joined <time dateTime={joinedAt}>{formatDate(locale, joinedAt, timeZone)}</time>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
