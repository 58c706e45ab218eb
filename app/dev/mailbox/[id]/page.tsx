import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { MailViews } from "@/components/mailbox/mail-views";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { getKeptMail, mailboxIsOpen } from "@/lib/email/mailbox";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";

type Props = { params: Promise<{ id: string }> };

const mailOf = cache(async ({ params }: Props) => {
  const { id } = await params;
  return mailboxIsOpen() && z.uuid().safeParse(id).success ? getKeptMail(id) : null;
});

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await mailOf(props))?.subject ?? "No such mail" };
}

/** One mail: as mail programs show it, as text, and its head. */
export default async function MailPage(props: Props) {
  const mail = await mailOf(props);
  if (!mail) notFound();
  const head = {
    From: env.mailFrom,
    To: mail.recipient,
    Subject: mail.subject,
    Date: new Date(mail.created_at).toUTCString(),
    ...mail.headers,
    "Content-Language": mail.language,
    Template: mail.template,
    Id: mail.id,
  };
  return (
    <article className="flex h-full flex-col p-4 md:p-6">
      <Button asChild variant="ghost" size="sm" className="-ml-2 mb-3 self-start lg:hidden">
        <Link href={paths.mailbox()}>
          <ArrowLeft aria-hidden />
          All mails
        </Link>
      </Button>
      <h1 className="display break-words text-2xl">{mail.subject}</h1>
      <p className="mt-2 mb-4 flex flex-wrap items-center gap-2 text-ink-muted text-sm">
        <span className="break-all">to {mail.recipient}</span>
        <Badge>{mail.template}</Badge>
        <Badge>{mail.language === "vi" ? "Tiếng Việt" : "English"}</Badge>
      </p>
      <MailViews
        key={mail.id}
        body={paths.mailboxMailBody(mail.id)}
        subject={mail.subject}
        text={mail.text}
        head={head}
      />
    </article>
  );
}
