import type { Metadata } from "next";
import Link from "next/link";
import { MemberList } from "@/components/members/member-list";
import { Button } from "@/components/ui/button";
import { NoResults } from "@/components/ui/empty-state";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { TabLinks } from "@/components/ui/tabs";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { getCompanyProfile, listMembers } from "@/lib/companies/queries";
import { type MemberRole, memberRoles } from "@/lib/companies/roles";
import { formatNumber } from "@/lib/format/format";
import { readerLocale } from "@/lib/format/locale";
import { teamOf } from "@/lib/members/team";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Team" };

const groups: Record<MemberRole, { title: string; description: string }> = {
  admin: { title: "Admins", description: "Everything, and the company itself." },
  editor: { title: "Editors", description: "Create, edit and publish experiences." },
  member: { title: "Members", description: "See everything of the company." },
};

export default async function TeamPage({
  params,
  searchParams,
}: PageProps<"/companies/[companyId]/team">) {
  const [{ companyId }, { role: asked }] = await Promise.all([params, searchParams]);
  const { db, user } = await requireUser();
  await requireCompanyRole(db, companyId);
  const [{ data }, company, locale] = await Promise.all([
    listMembers(db, companyId),
    getCompanyProfile(db, companyId),
    readerLocale(),
  ]);
  const team = teamOf(data);
  const chosen = memberRoles.find((role) => role === asked) ?? null;
  const count = (role: MemberRole) => team.filter((member) => member.role === role).length;
  const shown = (chosen ? [chosen] : memberRoles).filter((role) => count(role) > 0);
  const home = paths.team(companyId);
  const timeZone = company?.time_zone ?? "UTC";

  return (
    <div className="space-y-6">
      <PageHeader
        title="Team"
        meta={
          <span className="text-ink-subtle text-lg tabular-nums">
            {formatNumber(locale, team.length)}
          </span>
        }
        description="Who works for this company, and what they may do."
      />
      <TabLinks
        label="Roles"
        current={chosen ?? "all"}
        items={[
          { value: "all", label: `Everybody ${team.length}`, href: home },
          ...memberRoles.map((role) => ({
            value: role,
            label: `${groups[role].title} ${count(role)}`,
            href: `${home}?role=${role}`,
          })),
        ]}
      />
      {shown.length === 0 ? (
        <NoResults
          title={chosen ? `No ${groups[chosen].title.toLowerCase()}` : "Nobody is in the team"}
          action={
            chosen ? (
              <Button asChild variant="secondary">
                <Link href={home}>Show everybody</Link>
              </Button>
            ) : null
          }
        />
      ) : (
        shown.map((role) => (
          <section key={role} aria-labelledby={`role-${role}`} className="space-y-4 pt-2">
            <SectionHeader
              id={`role-${role}`}
              title={groups[role].title}
              description={groups[role].description}
            />
            <MemberList
              members={team.filter((member) => member.role === role)}
              me={user.userId}
              locale={locale}
              timeZone={timeZone}
            />
          </section>
        ))
      )}
    </div>
  );
}
