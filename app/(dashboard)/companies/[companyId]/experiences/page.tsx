import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ExperienceList } from "@/components/experiences/experience-list/experience-list";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { getCompanyProfile } from "@/lib/companies/queries";
import { listCompanyExperiences } from "@/lib/experiences/dashboard-queries";
import { experienceKeys } from "@/lib/experiences/experience-queries";
import { filtersFrom } from "@/lib/experiences/list-params";
import { readerLocale } from "@/lib/format/locale";

export const metadata: Metadata = { title: "Experiences" };

export default async function ExperiencesPage({
  params,
  searchParams,
}: PageProps<"/companies/[companyId]/experiences">) {
  const { companyId } = await params;
  const { db } = await requireUser();
  const role = await requireCompanyRole(db, companyId);
  const filters = filtersFrom(await searchParams);

  const client = new QueryClient();
  const [company, locale] = await Promise.all([
    getCompanyProfile(db, companyId),
    readerLocale(),
    // A failure is not fatal: the browser asks again and shows its own error.
    client.prefetchQuery({
      queryKey: experienceKeys.list(companyId, filters),
      queryFn: () => listCompanyExperiences(db, companyId, filters),
    }),
  ]);

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ExperienceList
        companyId={companyId}
        role={role}
        locale={locale}
        timeZone={company?.time_zone ?? "UTC"}
      />
    </HydrationBoundary>
  );
}
