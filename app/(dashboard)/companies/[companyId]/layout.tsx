import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { AppShell } from "@/components/app-shell/app-shell";
import { RAIL_COOKIE } from "@/components/app-shell/rail-cookie";
import { RememberCompany } from "@/components/companies/remember-company";
import { getShellUser, openCompany } from "@/lib/companies/shell";
import { searchCompany } from "@/lib/experiences/search-action";

type Props = { params: Promise<{ companyId: string }>; children: ReactNode };

export async function generateMetadata({ params }: Omit<Props, "children">): Promise<Metadata> {
  const company = await openCompany((await params).companyId);
  const name = company?.name ?? "Not found";
  return { title: { default: name, template: `%s · ${name} · Travel Buddy` } };
}

/** The frame around one company. Strangers get the page for what does not exist, with its status. */
export default async function CompanyLayout({ params, children }: Props) {
  const { companyId } = await params;
  const company = await openCompany(companyId);
  if (!company) notFound();
  const [{ user, companies }, store] = await Promise.all([getShellUser(), cookies()]);
  const isOwn = companies.some(({ id }) => id === company.id);
  return (
    <AppShell
      user={user}
      // A SUPER_ADMIN may be in a company that is not theirs; the switcher shows it while it is open.
      companies={isOwn ? companies : [...companies, company]}
      company={company}
      railCollapsed={store.get(RAIL_COOKIE)?.value === "collapsed"}
      search={searchCompany}
    >
      <RememberCompany companyId={company.id} />
      {children}
    </AppShell>
  );
}
