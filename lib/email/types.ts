/** Mails on their way into and through the outbox. */
import type { TemplateName, TemplateProps } from "@/lib/email/templates";
import type { MailLanguage } from "@/lib/email/templates/context";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json | undefined };

/** What is added when a mail is made: the outbox must not hold it. */
type MadeLater = { invitation: "url"; "weekly-summary": "unsubscribeUrl" };

/** What the outbox keeps of a mail's content. Addresses of ours are paths (`/companies/…`). */
export type StoredProps<Name extends TemplateName> = Name extends keyof MadeLater
  ? Omit<TemplateProps[Name], MadeLater[Name]>
  : TemplateProps[Name];

/** A mail to be written: a template, what it says, and for whom. */
export type Letter = {
  [Name in TemplateName]: {
    to: string;
    template: Name;
    props: StoredProps<Name>;
    /** Its id in the outbox, for a caller who needs it before (see `invitationToken`). */
    id?: string | undefined;
    /** Absent: the one the recipient reads, or else the one `createdBy` reads. */
    language?: MailLanguage | undefined;
    /** What the mail is about, for the outbox. */
    companyId?: string | undefined;
    invitationId?: string | undefined;
    /** Whose doing it is. */
    createdBy?: string | undefined;
    /** Its props sign somebody in: never kept once the mail is sent or has failed for good. */
    secret?: boolean | undefined;
    /** For how long it is tried again; two days by default. 0: now or never. */
    giveUpAfterSeconds?: number | undefined;
  };
}[TemplateName];

/** A mail as the outbox keeps it. */
export type OutboxRow = {
  id: string;
  recipient: string;
  template: string;
  language: MailLanguage;
  props: Record<string, Json | undefined> | null;
  /** Which attempt its claim is; says whose outcome counts. */
  attempts: number;
  /** Those that are handed over together. */
  batch: string;
  created_at: string;
};

/** Its columns. */
export const OUTBOX_COLUMNS =
  "id, recipient, template, language, props, attempts, batch, created_at";
