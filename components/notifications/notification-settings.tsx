import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ScrollToFragment } from "@/components/ui/scroll-to-fragment";
import { WeeklySummarySwitch } from "./weekly-summary-switch";

type NotificationSettingsProps = {
  company: { id: string; name: string };
  /** Null for somebody who only looks after the platform and works for none. */
  weeklySummary: boolean | null;
  email: string;
};

/** What the reader gets mails about, as one of a company's people. */
export function NotificationSettings({ company, weeklySummary, email }: NotificationSettingsProps) {
  return (
    <Card id="notifications" className="scroll-mt-24">
      <ScrollToFragment id="notifications" />
      <CardHeader
        title="Notifications"
        description={
          <>
            Mails to <span className="break-words text-ink">{email}</span>. What you choose here is
            for you; your colleagues choose for themselves.
          </>
        }
      />
      <CardBody className="space-y-6">
        {weeklySummary === null ? (
          <p className="text-ink-muted text-sm">
            The weekly summary goes to people who work for {company.name}.
          </p>
        ) : (
          <WeeklySummarySwitch companyId={company.id} on={weeklySummary} />
        )}
        <div className="flex items-start justify-between gap-6 border-line border-t pt-6">
          <div className="space-y-0.5">
            <p className="font-medium text-sm">New sign-ins and changes to your account</p>
            <p className="text-ink-subtle text-xs">
              Such a mail may be the first you hear of somebody else in your account.
            </p>
          </div>
          <span className="shrink-0 text-ink-subtle text-sm">Always on</span>
        </div>
      </CardBody>
    </Card>
  );
}
