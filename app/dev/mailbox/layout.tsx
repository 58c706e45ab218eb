import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { MailList } from "@/components/mailbox/mail-list";
import { QueryProvider } from "@/components/providers/query-provider";
import { Logo } from "@/components/ui/logo";
import { listKeptMails, mailboxIsOpen } from "@/lib/email/mailbox";
import { readerLocale } from "@/lib/format/locale";
import { paths } from "@/lib/paths";

export const metadata: Metadata = {
  title: { default: "Mailbox", template: "%s · Mailbox" },
  robots: { index: false, follow: false },
};

/** The mails at the left, the open one beside them; on phones one after the other. */
export default async function MailboxLayout({ children }: { children: ReactNode }) {
  if (!mailboxIsOpen()) notFound();
  const [mails, locale] = await Promise.all([listKeptMails(), readerLocale()]);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-line border-b bg-surface px-4 py-3 md:px-6">
        <Link href={paths.home()} className="rounded-md">
          <Logo />
        </Link>
        <p className="text-ink-muted text-sm">
          Mail stays on this machine: no mail service is configured.
        </p>
      </header>
      <div className="grid flex-1 lg:grid-cols-[24rem_minmax(0,1fr)]">
        <QueryProvider>
          <MailList initial={mails} locale={locale} />
        </QueryProvider>
        <main className="min-w-0 lg:border-line lg:border-l">{children}</main>
      </div>
    </div>
  );
}
