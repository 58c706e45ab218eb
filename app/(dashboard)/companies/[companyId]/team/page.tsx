import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActivityTab } from "@/components/members/activity-tab";
import { InvitationsTab } from "@/components/members/invitations-tab";
import { InvitePeople } from "@/components/members/invite-people";
import { MembersTab } from "@/components/members/members-tab";
import { LockedButton } from "@/components/ui/locked-button";
import { PageHeader } from "@/components/ui/page-header";
import { TabLinks } from "@/components/ui/tabs";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { getCompanyAccess, getCompanyProfile } from "@/lib/companies/queries";
import { roleAtLeast } from "@/lib/companies/roles";
import { formatNumber } from "@/lib/format/format";
import { readerLocale } from "@/lib/format/locale";
import { countInvitations, listTeam, pendingAddresses } from "@/lib/members/queries";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Team" };

const tabs = ["members", "invitations", "activity"] as const;

export default async function TeamPage({
  params,
  searchParams,
}: PageProps<"/companies/[companyId]/team">) {
  const [{ companyId }, query] = await Promise.all([params, searchParams]);
  const { db, user } = await requireUser();
  const role = await requireCompanyRole(db, companyId);
  const admin = roleAtLeast(role, "admin");
  const [team, counts, pending, company, access, locale] = await Promise.all([
    listTeam(db, companyId),
    countInvitations(db, companyId),
    admin ? pendingAddresses(db, companyId) : [],
    getCompanyProfile(db, companyId),
    getCompanyAccess(db, companyId),
    readerLocale(),
  ]);
  if (!company) notFound();
  const tab = tabs.find((one) => one === query.tab) ?? "members";
  const home = paths.team(companyId);
  const reading = { locale, timeZone: company.time_zone, now: new Date() };
  const number = (value: number) => formatNumber(locale, value);

  return (
    <div className="space-y-6">
      <PageHeader
        title="Team"
        meta={<span className="text-ink-subtle text-lg tabular-nums">{number(team.length)}</span>}
        description="Who works for this company, and what they may do."
        actions={
          admin ? (
            <InvitePeople
              companyId={companyId}
              team={Object.fromEntries(team.map(({ email, role }) => [email.toLowerCase(), role]))}
              pending={pending}
            />
          ) : (
            <LockedButton needs="admin">Invite people</LockedButton>
          )
        }
      />
      <TabLinks
        label="Team"
        current={tab}
        items={[
          { value: "members", label: `Members ${number(team.length)}`, href: home },
          {
            value: "invitations",
            label: admin ? `Invitations ${number(counts.pending)}` : "Invitations",
            href: `${home}?tab=invitations`,
          },
          { value: "activity", label: "Activity", href: `${home}?tab=activity` },
        ]}
      />
      {tab === "members" ? (
        <MembersTab
          company={{ id: company.id, name: company.name }}
          team={team}
          role={query.role}
          reader={{
            id: user.userId,
            admin,
            owner: role === "SUPER_ADMIN" || Boolean(access?.is_owner),
          }}
          {...reading}
        />
      ) : tab === "invitations" ? (
        <InvitationsTab
          companyId={companyId}
          admin={admin}
          counts={counts}
          state={query.state}
          before={query.before}
          {...reading}
        />
      ) : (
        <ActivityTab
          companyId={companyId}
          admin={admin}
          topic={query.about}
          before={query.before}
          {...reading}
        />
      )}
    </div>
  );
}
