import type { Metadata } from "next";
import { MediaLibrary } from "@/components/media/media-library/media-library";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { getCompanyProfile } from "@/lib/companies/queries";
import { roleAtLeast } from "@/lib/companies/roles";
import { readerLocale } from "@/lib/format/locale";
import { companyMediaTotals, listCompanyMedia } from "@/lib/media/library";
import { libraryFilter } from "@/lib/media/library-filter";

export const metadata: Metadata = { title: "Media" };

export default async function MediaPage({
  params,
  searchParams,
}: PageProps<"/companies/[companyId]/media">) {
  const [{ companyId }, query] = await Promise.all([params, searchParams]);
  const { db } = await requireUser();
  const role = await requireCompanyRole(db, companyId);
  const filter = libraryFilter(query);
  const [totals, page, company, locale] = await Promise.all([
    companyMediaTotals(db, companyId),
    listCompanyMedia(db, companyId, filter),
    getCompanyProfile(db, companyId),
    readerLocale(),
  ]);
  return (
    <MediaLibrary
      companyId={companyId}
      filter={filter}
      totals={totals}
      page={page}
      mayEdit={roleAtLeast(role, "editor")}
      locale={locale}
      timeZone={company?.time_zone ?? "UTC"}
    />
  );
}
