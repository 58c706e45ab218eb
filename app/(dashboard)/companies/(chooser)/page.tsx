import type { Metadata } from "next";
import { cookies } from "next/headers";
import { AppShell } from "@/components/app-shell/app-shell";
import { RAIL_COOKIE } from "@/components/app-shell/rail-cookie";
import { CompanyCard } from "@/components/companies/company-card";
import { CreateCompanyForm } from "@/components/companies/create-company-form";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { countryChoices, timeZoneChoices } from "@/lib/companies/countries";
import { listMyCompanies } from "@/lib/companies/queries";
import { getShellUser } from "@/lib/companies/shell";

export const metadata: Metadata = { title: "Companies" };

/** Which company to work in, and founding another one. */
export default async function CompaniesPage() {
  const [{ db, user, companies }, store] = await Promise.all([getShellUser(), cookies()]);
  const mine = await listMyCompanies(db);
  return (
    <AppShell
      user={user}
      companies={companies}
      company={null}
      railCollapsed={store.get(RAIL_COOKIE)?.value === "collapsed"}
    >
      <div className="space-y-8">
        <PageHeader
          title={mine.length ? "Your companies" : `Welcome, ${user.name}`}
          description={
            mine.length
              ? "Choose where you want to work today, or found another one."
              : "Everything in Travel Buddy belongs to a company. Found yours; it takes a minute."
          }
        />
        {mine.length ? (
          <ul className="grid gap-4 sm:grid-cols-2">
            {mine.map(({ id, name, slogan, logo_url, role, is_owner }) => (
              <li key={id}>
                <CompanyCard
                  id={id}
                  name={name}
                  slogan={slogan}
                  logoUrl={logo_url}
                  role={role}
                  isOwner={is_owner}
                />
              </li>
            ))}
          </ul>
        ) : null}
        <Card className="max-w-2xl">
          <CardHeader
            title={mine.length ? "Found another company" : "Found your company"}
            description="You become its owner and first admin. All of this can be changed later."
          />
          <CardBody>
            <CreateCompanyForm countries={countryChoices("en")} timeZones={timeZoneChoices()} />
          </CardBody>
        </Card>
      </div>
    </AppShell>
  );
}
