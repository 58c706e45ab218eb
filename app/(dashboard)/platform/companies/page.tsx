import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { createLoader, parseAsInteger, parseAsString } from "nuqs/server";
import { AppShell } from "@/components/app-shell/app-shell";
import { RAIL_COOKIE } from "@/components/app-shell/rail-cookie";
import { PlatformSearch } from "@/components/companies/platform-search";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState, NoResults } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listPlatformCompanies } from "@/lib/companies/platform-queries";
import { getShellUser } from "@/lib/companies/shell";
import { countryName, formatDate, formatNumber } from "@/lib/format/format";
import { readerLocale } from "@/lib/format/locale";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "All companies" };

const PAGE_SIZE = 25;
const loadSearch = createLoader({
  q: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
});

/** Every company of the platform. For everybody but a SUPER_ADMIN the page does not exist. */
export default async function PlatformCompaniesPage({
  searchParams,
}: PageProps<"/platform/companies">) {
  const [{ db, user, companies: mine }, search, locale, store] = await Promise.all([
    getShellUser(),
    loadSearch(searchParams),
    readerLocale(),
    cookies(),
  ]);
  if (!user.isSuperAdmin) notFound();
  const q = search.q.trim().slice(0, 100);
  const page = Math.min(Math.max(search.page, 1), 10_000);
  const { total, companies } = await listPlatformCompanies(db, {
    search: q,
    page,
    pageSize: PAGE_SIZE,
  });
  const href = (next: number) =>
    `${paths.platformCompanies()}?${new URLSearchParams({ ...(q ? { q } : {}), page: String(next) })}`;

  return (
    <AppShell
      user={user}
      companies={mine}
      company={null}
      railCollapsed={store.get(RAIL_COOKIE)?.value === "collapsed"}
    >
      <div className="space-y-6">
        <PageHeader
          eyebrow="Platform"
          title="All companies"
          meta={
            <span className="text-ink-subtle text-lg tabular-nums">
              {formatNumber(locale, total)}
            </span>
          }
          description="You may open each of them with every right."
        />
        <FilterBar search={<PlatformSearch />} />
        {companies.length === 0 && q ? (
          <NoResults
            title="No companies match"
            action={
              <Button asChild variant="secondary">
                <Link href={paths.platformCompanies()}>Clear search</Link>
              </Button>
            }
          />
        ) : companies.length === 0 ? (
          <EmptyState title="No companies yet">
            The first business to sign up appears here.
          </EmptyState>
        ) : (
          <Card className="overflow-hidden">
            <ul className="divide-y divide-line">
              {companies.map((company) => (
                <li
                  key={company.id}
                  className="relative flex items-center gap-4 px-4 py-3.5 transition-colors hover:bg-hover md:px-5"
                >
                  <Avatar name={company.name} src={company.logoUrl} shape="company" size="md" />
                  <div className="min-w-0 flex-1">
                    <h2 className="flex flex-wrap items-center gap-2 font-medium">
                      <Link
                        href={paths.company(company.id)}
                        className="truncate rounded-xs after:absolute after:inset-0 after:content-['']"
                      >
                        {company.name}
                      </Link>
                      {company.isPlatform ? <Badge tone="lantern">Platform</Badge> : null}
                    </h2>
                    <p className="truncate text-ink-muted text-sm">
                      {[company.city, company.country ? countryName("en", company.country) : null]
                        .filter(Boolean)
                        .join(", ") || "Place not given"}
                    </p>
                  </div>
                  <div className="shrink-0 text-right text-sm tabular-nums">
                    <p>
                      {formatNumber(locale, company.experiences)}{" "}
                      {company.experiences === 1 ? "experience" : "experiences"}
                    </p>
                    <p className="text-ink-subtle text-xs">
                      {formatNumber(locale, company.members)}{" "}
                      {company.members === 1 ? "role" : "roles"} held
                      <span className="max-sm:hidden">
                        {" "}
                        · since{" "}
                        <time dateTime={company.createdAt}>
                          {formatDate(locale, company.createdAt)}
                        </time>
                      </span>
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {total > 0 ? (
          <Pagination
            page={page}
            pageSize={PAGE_SIZE}
            total={total}
            noun={total === 1 ? "company" : "companies"}
            href={href}
          />
        ) : null}
      </div>
    </AppShell>
  );
}
