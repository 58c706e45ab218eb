import Link from "next/link";
import { Button } from "@/components/ui/button";
import { NoResults } from "@/components/ui/empty-state";
import { SectionHeader } from "@/components/ui/page-header";
import { type MemberRole, memberRoles } from "@/lib/companies/roles";
import { formatNumber } from "@/lib/format/format";
import { roleNotes } from "@/lib/members/roles";
import type { TeamMember } from "@/lib/members/types";
import { paths } from "@/lib/paths";
import { FilterLinks } from "./filter-links";
import { MemberList } from "./member-list";

type MembersTabProps = {
  company: { id: string; name: string };
  team: readonly TeamMember[];
  /** As the address says it. */
  role: string | string[] | undefined;
  reader: { id: string; admin: boolean; owner: boolean };
  locale: string;
  timeZone: string;
  now: Date;
};

/** The people of a company by role. */
export function MembersTab({ company, team, role, ...list }: MembersTabProps) {
  const chosen = memberRoles.find((one) => one === role) ?? null;
  const of = (one: MemberRole) => team.filter((member) => member.role === one);
  const shown = (chosen ? [chosen] : memberRoles).filter((one) => of(one).length > 0);
  const home = paths.team(company.id);
  return (
    <>
      <FilterLinks
        label="Roles"
        current={chosen ?? "all"}
        items={[
          {
            value: "all",
            label: "Everybody",
            href: home,
            count: formatNumber(list.locale, team.length),
          },
          ...memberRoles.map((one) => ({
            value: one,
            label: roleNotes[one].plural,
            href: `${home}?role=${one}`,
            count: formatNumber(list.locale, of(one).length),
          })),
        ]}
      />
      {shown.length === 0 ? (
        <NoResults
          title={chosen ? `No ${roleNotes[chosen].plural.toLowerCase()}` : "Nobody is in the team"}
          action={
            chosen ? (
              <Button asChild variant="secondary">
                <Link href={home}>Show everybody</Link>
              </Button>
            ) : null
          }
        />
      ) : (
        shown.map((one) => (
          <section key={one} aria-labelledby={`role-${one}`} className="space-y-4 pt-2">
            <SectionHeader
              id={`role-${one}`}
              title={roleNotes[one].plural}
              description={roleNotes[one].may}
            />
            <MemberList company={company} members={of(one)} admins={of("admin").length} {...list} />
          </section>
        ))
      )}
    </>
  );
}
