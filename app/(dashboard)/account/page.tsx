import type { Metadata } from "next";
import { cookies } from "next/headers";
import { AvatarField } from "@/components/account/avatar-field";
import { EmailCard } from "@/components/account/email-card";
import { PasswordForm } from "@/components/account/password-form";
import { ProfileForm } from "@/components/account/profile-form";
import { SecondFactorCard } from "@/components/account/second-factor-card";
import { SessionsCard } from "@/components/account/sessions-card";
import { AppShell } from "@/components/app-shell/app-shell";
import { RAIL_COOKIE } from "@/components/app-shell/rail-cookie";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { getAccount } from "@/lib/accounts/account-queries";
import { requireUser } from "@/lib/accounts/session";
import { getShellUser } from "@/lib/companies/shell";
import { mailboxAddress } from "@/lib/email/mailbox";
import { formatAgo, formatDate } from "@/lib/format/format";
import { readerLocale } from "@/lib/format/locale";

export const metadata: Metadata = { title: "Your account" };

/** One's own account; it needs no company. */
export default async function AccountPage({ searchParams }: PageProps<"/account">) {
  const caller = await requireUser();
  const [{ recovered }, account, { user, companies }, store, locale] = await Promise.all([
    searchParams,
    getAccount(caller),
    getShellUser(),
    cookies(),
    readerLocale(),
  ]);
  const now = new Date();
  return (
    <AppShell
      user={user}
      companies={companies}
      company={null}
      railCollapsed={store.get(RAIL_COOKIE)?.value === "collapsed"}
    >
      <div className="space-y-8">
        <PageHeader
          title="Your account"
          description="You as a person: the same in every company you work for."
        />
        <div className="max-w-3xl space-y-6">
          <Card>
            <CardHeader title="Profile" />
            <CardBody>
              <AvatarField
                name={[account.firstName, account.lastName].filter(Boolean).join(" ") || user.name}
                picture={account.avatar}
              />
            </CardBody>
            <ProfileForm
              values={{
                firstName: account.firstName,
                lastName: account.lastName,
                businessName: account.businessName,
                language: account.language,
              }}
            />
          </Card>
          <EmailCard email={account.email} newEmail={account.newEmail} mailbox={mailboxAddress()} />
          <Card>
            <CardHeader
              title="Password"
              description="Changing it signs you out on every other device."
            />
            <PasswordForm email={account.email} />
          </Card>
          <SecondFactorCard
            factors={account.factors.map(({ createdAt, ...factor }) => ({
              ...factor,
              since: formatDate(locale, createdAt),
            }))}
            recoveryCodes={account.recoveryCodes}
            recovered={recovered !== undefined}
          />
          <SessionsCard
            sessions={account.sessions.map((session) => ({
              id: session.id,
              device: session.device,
              network: session.network,
              isCurrent: session.is_current,
              since: formatDate(locale, session.created_at),
              lastUsed: formatAgo(locale, session.last_used_at, now),
            }))}
          />
        </div>
      </div>
    </AppShell>
  );
}
