"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState, NoResults } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { type MailboxPage, mailboxQuery } from "@/lib/email/mailbox-queries";
import { formatAgo } from "@/lib/format/format";
import { paths } from "@/lib/paths";

/** Every mail of this machine, newest first; new ones appear by themselves. */
export function MailList({ initial, locale }: { initial: MailboxPage; locale: string }) {
  const [to, setTo] = useState("");
  const open = usePathname();
  const { data, error, isPlaceholderData } = useQuery(
    mailboxQuery(to, to === "" ? initial : undefined),
  );
  const mails = data?.mails ?? [];
  const now = new Date(data?.now ?? initial.now);

  return (
    <nav
      aria-label="Mails"
      className={cn(
        "flex min-w-0 flex-col gap-4 p-4 md:p-6 lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:p-4",
        // Phones show the list or a mail.
        open !== paths.mailbox() && "max-lg:hidden",
      )}
    >
      <h2 className="display text-2xl">Mailbox</h2>
      <SearchField
        label="Search by recipient"
        value={to}
        onValueChange={(value) => setTo(value.trim())}
        pending={isPlaceholderData}
      />
      {error ? (
        <p role="alert" className="text-danger-ink text-sm">
          The mailbox does not answer; what you see may be old.
        </p>
      ) : null}
      <p role="status" className="sr-only">
        {mails.length === 1 ? "1 mail" : `${mails.length} mails`}
      </p>
      {mails.length > 0 ? (
        <ol className="-mx-2 flex flex-col gap-0.5">
          {mails.map((mail) => {
            const address = paths.mailboxMail(mail.id);
            return (
              <li key={mail.id}>
                <Link
                  href={address}
                  aria-current={open === address ? "page" : undefined}
                  className="block rounded-lg px-3 py-2.5 transition-colors hover:bg-hover aria-[current]:bg-jade-soft"
                >
                  <span className="flex items-baseline justify-between gap-3 text-ink-muted text-xs">
                    <span className="truncate">{mail.recipient}</span>
                    <time dateTime={mail.created_at} className="shrink-0">
                      {formatAgo(locale, mail.created_at, now)}
                    </time>
                  </span>
                  <span className="mt-0.5 block truncate font-medium">{mail.subject}</span>
                </Link>
              </li>
            );
          })}
        </ol>
      ) : to ? (
        <NoResults
          title={`No mail to “${to}”`}
          action={
            <Button variant="secondary" onClick={() => setTo("")}>
              Show all mails
            </Button>
          }
        />
      ) : (
        <EmptyState title="No mail yet" scene="bay">
          Invite somebody or ask for a new password: the mail appears here at once.
        </EmptyState>
      )}
    </nav>
  );
}
