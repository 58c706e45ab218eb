import { CircleAlert, Clock, MailCheck } from "lucide-react";
import type { ReactNode } from "react";
import { roleLabel } from "@/components/app-shell/role-label";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { StatusBadge } from "@/components/ui/status-badge";
import { formatAgo, formatDate, formatDateTime } from "@/lib/format/format";
import type { Invitation } from "@/lib/members/types";
import { InvitationActions } from "./invitation-actions";
import { roleTones } from "./member-list";

type Reading = { locale: string; timeZone: string; now: Date };

/** Invitations, newest first: whom, by whom, until when, and what became of the mail. */
export function InvitationList({
  companyId,
  invitations,
  ...reading
}: { companyId: string; invitations: readonly Invitation[] } & Reading) {
  return (
    <Card>
      <ul aria-label="Invitations" className="divide-y divide-line">
        {invitations.map((invitation) => {
          const { id, email, role, state, note } = invitation;
          return (
            <li
              key={id}
              className="flex flex-col gap-3 px-4 py-3.5 sm:flex-row sm:items-center md:gap-4 md:px-5"
            >
              <div className="min-w-0 flex-1 space-y-1">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <span className="truncate font-medium">{email}</span>
                  <Badge tone={roleTones[role]}>{roleLabel(role)}</Badge>
                  <StatusBadge status={state} />
                </p>
                <p className="text-ink-muted text-sm">
                  <Story invitation={invitation} {...reading} />
                </p>
                {note ? (
                  <p className="line-clamp-2 text-ink-subtle text-sm italic">“{note}”</p>
                ) : null}
                {state === "pending" ? <MailState invitation={invitation} {...reading} /> : null}
              </div>
              <InvitationActions companyId={companyId} id={id} email={email} state={state} />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** "Ana invited them yesterday; the link is good until 12 Mar 2026." */
function Story({ invitation, locale, timeZone, now }: { invitation: Invitation } & Reading) {
  const { inviter, created_at, accepted_at, revoked_at, expires_at, state } = invitation;
  const date = (at: string) => (
    <time dateTime={at} title={formatDateTime(locale, at, timeZone)}>
      {formatDate(locale, at, timeZone)}
    </time>
  );
  return (
    <>
      {inviter ?? "A former colleague"} invited them{" "}
      <time dateTime={created_at} title={formatDateTime(locale, created_at, timeZone)}>
        {formatAgo(locale, created_at, now)}
      </time>
      {state === "accepted" && accepted_at ? <>; joined on {date(accepted_at)}.</> : null}
      {state === "revoked" && revoked_at ? <>; withdrawn on {date(revoked_at)}.</> : null}
      {state === "expired" ? <>; the link ended on {date(expires_at)}.</> : null}
      {state === "pending" ? <>; the link is good until {date(expires_at)}.</> : null}
    </>
  );
}

/** Whether the mail left, and if not, why and what happens next. */
function MailState({ invitation, locale, timeZone }: { invitation: Invitation } & Reading) {
  const { mail_status, mail_failure, mail_next_attempt_at } = invitation;
  const why =
    mail_failure === "address"
      ? "the address was refused. Check it, then invite the right one"
      : "the mail service did not take it";
  if (mail_status === "sent" || mail_status === "stored") {
    return (
      <Line icon={<MailCheck aria-hidden />}>
        {mail_status === "sent" ? "The mail is sent." : "The mail is in the local mailbox."}
      </Line>
    );
  }
  if (mail_status === "queued") {
    return (
      <Line icon={<Clock aria-hidden />}>
        {mail_failure && mail_next_attempt_at ? (
          <>
            The mail has not left yet: {why}. Next attempt{" "}
            <time dateTime={mail_next_attempt_at}>
              {formatDateTime(locale, mail_next_attempt_at, timeZone)}
            </time>
            .
          </>
        ) : (
          "The mail is about to leave."
        )}
      </Line>
    );
  }
  return (
    <Line icon={<CircleAlert aria-hidden />} bad>
      {mail_status === "failed"
        ? `The mail could not be delivered: ${why}.`
        : "We have no note of a mail for this one. Send it again if it has not arrived."}
    </Line>
  );
}

function Line({
  icon,
  bad = false,
  children,
}: {
  icon: ReactNode;
  bad?: boolean;
  children: ReactNode;
}) {
  return (
    <p
      className={`flex gap-1.5 text-xs [&_svg]:mt-px [&_svg]:size-3.5 [&_svg]:shrink-0 ${bad ? "text-danger-ink" : "text-ink-subtle"}`}
    >
      {icon}
      <span>{children}</span>
    </p>
  );
}
