import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CompanyPictureField } from "@/components/companies/company-picture-field";
import { CompanyProfileForm } from "@/components/companies/company-profile-form";
import { DeleteCompany } from "@/components/companies/delete-company";
import { NotificationSettings } from "@/components/notifications/notification-settings";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { LockedButton } from "@/components/ui/locked-button";
import { PageHeader } from "@/components/ui/page-header";
import { Picture } from "@/components/ui/picture";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { countryChoices, knownTimeZone, timeZoneChoices } from "@/lib/companies/countries";
import { getCompanyAccess, getCompanyProfile } from "@/lib/companies/queries";
import { roleAtLeast } from "@/lib/companies/roles";
import { countryName, formatDate } from "@/lib/format/format";
import { readerLocale } from "@/lib/format/locale";
import { getMyWeeklySummary } from "@/lib/notifications/weekly-summary";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({
  params,
}: PageProps<"/companies/[companyId]/settings">) {
  const { companyId } = await params;
  const { db, user } = await requireUser();
  const role = await requireCompanyRole(db, companyId);
  const [company, access, locale, weeklySummary] = await Promise.all([
    getCompanyProfile(db, companyId),
    getCompanyAccess(db, companyId),
    readerLocale(),
    getMyWeeklySummary(db, companyId),
  ]);
  if (!company) notFound();
  const admin = roleAtLeast(role, "admin");
  const mayDelete = role === "SUPER_ADMIN" || Boolean(access?.is_owner);
  const { id, name } = company;
  const zones = timeZoneChoices();

  return (
    <div className="space-y-8">
      <PageHeader
        title="Settings"
        description="How your company appears to travellers, and what you hear of it."
      />
      <div className="max-w-3xl space-y-6">
        <Card>
          <CardHeader title="Profile" />
          {admin ? (
            <CompanyProfileForm
              companyId={id}
              countries={countryChoices("en")}
              timeZones={zones}
              values={{
                name,
                slogan: company.slogan ?? "",
                description: company.description ?? "",
                city: company.city ?? "",
                country: company.country ?? "",
                timeZone: knownTimeZone(company.time_zone, zones) ?? "UTC",
              }}
            />
          ) : (
            <>
              <CardBody>
                <DescriptionList
                  items={[
                    { term: "Name", description: name },
                    { term: "Slogan", description: company.slogan ?? "None" },
                    { term: "Description", description: company.description ?? "None" },
                    { term: "City", description: company.city ?? "Not given" },
                    {
                      term: "Country",
                      description: company.country
                        ? countryName("en", company.country)
                        : "Not given",
                    },
                    { term: "Time zone", description: company.time_zone.replaceAll("_", " ") },
                    {
                      term: "With Travel Buddy since",
                      description: formatDate(locale, company.created_at, company.time_zone),
                    },
                  ]}
                />
              </CardBody>
              <CardFooter>
                <LockedButton needs="admin">Edit profile</LockedButton>
              </CardFooter>
            </>
          )}
        </Card>

        <Card>
          <CardHeader title="Logo and banner" />
          <CardBody className="space-y-7">
            {admin ? (
              <>
                <CompanyPictureField company={{ id, name }} which="logo" picture={company.logo} />
                <CompanyPictureField
                  company={{ id, name }}
                  which="banner"
                  picture={company.banner}
                />
              </>
            ) : (
              <div className="flex flex-wrap items-start gap-4">
                <Picture
                  src={company.logo?.url}
                  blur={company.logo?.blur_data_url}
                  alt={`Logo of ${name}`}
                  ratio="1/1"
                  sizes="128px"
                  seed={id}
                  className="size-32 rounded-xl border border-line"
                />
                <Picture
                  src={company.banner?.url}
                  blur={company.banner?.blur_data_url}
                  alt={`Banner of ${name}`}
                  ratio="21/9"
                  sizes="480px"
                  seed={name}
                  className="min-w-64 flex-1 rounded-xl border border-line"
                />
              </div>
            )}
          </CardBody>
        </Card>

        <NotificationSettings
          company={{ id, name }}
          weeklySummary={weeklySummary}
          email={user.email ?? ""}
        />

        <Card>
          <CardHeader
            title="Delete company"
            description="Takes down everything the company has published. Only its owner and platform admins may do this."
          />
          <CardBody>
            {mayDelete ? (
              <DeleteCompany company={{ id, name }} />
            ) : (
              <LockedButton needs="owner">Delete company</LockedButton>
            )}
          </CardBody>
        </Card>
      </div>
    </div>
  );
}
