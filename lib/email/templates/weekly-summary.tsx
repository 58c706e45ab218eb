import { localeOf, type MailContext, type Words } from "@/lib/email/templates/context";
import { Action, Frame, Paragraph } from "@/lib/email/templates/kit";
import { formatDay } from "@/lib/format/format";
import { paths } from "@/lib/paths";

export type WeeklySummaryProps = {
  company: string;
  companyId: string;
  /** Days of the company's calendar, both included. */
  from: string;
  to: string;
};

const words: Words<{ subject: (company: string) => string; action: string; reason: string }> = {
  en: {
    subject: (company) => `${company}: your week`,
    action: "Open the dashboard",
    reason: "You get this on Mondays because the weekly summary is on.",
  },
  vi: {
    subject: (company) => `${company}: tuần của bạn`,
    action: "Mở bảng điều khiển",
    reason: "Bạn nhận được thư này vào thứ Hai vì bạn đã bật bản tóm tắt hằng tuần.",
  },
};

export const weeklySummarySubject = ({ company }: WeeklySummaryProps, { language }: MailContext) =>
  words[language].subject(company);

/** A company's figures of the last week. */
export function WeeklySummary({
  company,
  companyId,
  from,
  to,
  ...context
}: WeeklySummaryProps & MailContext) {
  const say = words[context.language];
  const locale = localeOf[context.language];
  const week = `${formatDay(locale, from)} – ${formatDay(locale, to)}`;
  return (
    <Frame {...context} preview={week} title={say.subject(company)} reason={say.reason}>
      <Paragraph>{week}</Paragraph>
      <Action appUrl={context.appUrl} to={paths.company(companyId)}>
        {say.action}
      </Action>
    </Frame>
  );
}
WeeklySummary.PreviewProps = {
  company: "Lối Nhỏ Journeys",
  companyId: "6f1c1f0a-6f0e-4c7a-9d3c-0a4d4f9f5b11",
  from: "2026-11-16",
  to: "2026-11-22",
} satisfies WeeklySummaryProps;
