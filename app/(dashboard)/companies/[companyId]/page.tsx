import { BookOpenText, Compass, Footprints, Plus, UsersRound } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ActivityList } from "@/components/overview/activity-list";
import { Checklist, type ChecklistStep } from "@/components/overview/checklist";
import { NeedsAttention } from "@/components/overview/needs-attention";
import { NewestExperiences } from "@/components/overview/newest-experiences";
import { VisitsChart } from "@/components/overview/visits-chart";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LockedButton } from "@/components/ui/locked-button";
import { PageHeader } from "@/components/ui/page-header";
import { StatCard } from "@/components/ui/stat-card";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { getCompanyOverview, getCompanyProfile } from "@/lib/companies/queries";
import { roleAtLeast } from "@/lib/companies/roles";
import { getShellUser } from "@/lib/companies/shell";
import { GOOD_SCORE } from "@/lib/experiences/content-score";
import {
  listCompanyExperiences,
  listUnfinishedExperiences,
} from "@/lib/experiences/dashboard-queries";
import { PAGE_SIZE } from "@/lib/experiences/list-params";
import { formatNumber, localHour } from "@/lib/format/format";
import { readerLocale } from "@/lib/format/locale";
import { listActivity, listVisitsPerDay } from "@/lib/overview/queries";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Home" };

const NEWEST = { q: "", status: null, sort: "newest", page: 1 } as const;

function greeting(hour: number): string {
  if (hour >= 5 && hour < 12) return "Good morning";
  return hour >= 12 && hour < 18 ? "Good afternoon" : "Good evening";
}

export default async function HomePage({ params }: PageProps<"/companies/[companyId]">) {
  const { companyId } = await params;
  const { db } = await requireUser();
  const role = await requireCompanyRole(db, companyId);
  const admin = roleAtLeast(role, "admin");
  const [{ user }, locale, company, overview, days, newest, unfinished, activity] =
    await Promise.all([
      getShellUser(),
      readerLocale(),
      getCompanyProfile(db, companyId),
      getCompanyOverview(db, companyId),
      listVisitsPerDay(db, companyId),
      listCompanyExperiences(db, companyId, NEWEST, PAGE_SIZE),
      listUnfinishedExperiences(db, companyId, 5),
      admin ? listActivity(db, companyId, 8) : [],
    ]);
  if (!company || !overview) notFound();

  const now = new Date();
  const number = (value: number) => formatNumber(locale, value);
  const editor = roleAtLeast(role, "editor");
  const first = newest.experiences[0];
  const steps: ChecklistStep[] = [
    {
      label: "Introduce your company",
      detail: "A logo and a description, so that travellers know whom they meet.",
      done: Boolean(company.logo && company.description),
      href: paths.settings(companyId),
    },
    {
      label: "Create your first experience",
      detail: "A title and a few photos are enough to begin.",
      done: newest.total > 0,
      href: paths.newExperience(companyId),
    },
    {
      label: "Publish an experience",
      detail: "From then on travellers find it in the app.",
      done: overview.experiences_active > 0,
      href: first ? paths.experience(companyId, first.id) : paths.newExperience(companyId),
    },
    {
      label: `Reach a content score of ${GOOD_SCORE}`,
      detail: "More pictures and a full description bring more visitors.",
      done: newest.experiences.some(({ score }) => score >= GOOD_SCORE),
      href: first ? paths.experience(companyId, first.id) : paths.newExperience(companyId),
    },
  ];

  return (
    <div className="space-y-8">
      <PageHeader
        eyebrow={company.name}
        title={`${greeting(localHour(now, company.time_zone))}, ${user.name}`}
        description={company.slogan ?? undefined}
        actions={
          editor ? (
            <Button asChild>
              <Link href={paths.newExperience(companyId)}>
                <Plus aria-hidden />
                New experience
              </Link>
            </Button>
          ) : (
            <LockedButton needs="editor" variant="primary">
              New experience
            </LockedButton>
          )
        }
      />

      <section aria-label="Figures" className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        <StatCard
          label="Published"
          icon={<Compass aria-hidden />}
          value={number(overview.experiences_active)}
          href={`${paths.experiences(companyId)}?status=active`}
        >
          {number(overview.experiences_inactive)}{" "}
          {overview.experiences_inactive === 1 ? "draft" : "drafts"},{" "}
          {number(overview.experiences_internal)} internal
        </StatCard>
        <StatCard
          label="Visits"
          icon={<Footprints aria-hidden />}
          value={number(overview.visits)}
          info="Travellers’ marks “I was here” on your experiences since the beginning. Your own team does not count."
        >
          by {number(overview.visitors)} {overview.visitors === 1 ? "traveller" : "travellers"}
        </StatCard>
        <StatCard
          label="Stories"
          icon={<BookOpenText aria-hidden />}
          value={number(overview.stories)}
          info="Published stories about your experiences since the beginning. Your own team’s do not count."
        >
          by {number(overview.storytellers)}{" "}
          {overview.storytellers === 1 ? "storyteller" : "storytellers"}
        </StatCard>
        <StatCard
          label="Team"
          icon={<UsersRound aria-hidden />}
          value={number(overview.members)}
          href={paths.team(companyId)}
        >
          {number(overview.admins)} {overview.admins === 1 ? "admin" : "admins"},{" "}
          {number(overview.editors)} {overview.editors === 1 ? "editor" : "editors"}
        </StatCard>
      </section>

      {newest.total === 0 ? (
        <EmptyState
          title="Your first experience is waiting"
          scene="lanterns"
          action={
            editor ? (
              <Button asChild>
                <Link href={paths.newExperience(companyId)}>Create it</Link>
              </Button>
            ) : null
          }
        >
          A place, a walk, a taste. What would you show a friend first?
        </EmptyState>
      ) : (
        <NewestExperiences companyId={companyId} experiences={newest.experiences.slice(0, 4)} />
      )}

      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-6">
          <VisitsChart days={days} locale={locale} />
          {admin ? (
            <ActivityList
              activity={activity}
              locale={locale}
              timeZone={company.time_zone}
              now={now}
            />
          ) : null}
        </div>
        <div className="min-w-0 space-y-6">
          {editor ? <Checklist steps={steps} /> : null}
          {newest.total > 0 ? (
            <NeedsAttention companyId={companyId} unfinished={unfinished} />
          ) : null}
        </div>
      </div>
    </div>
  );
}
