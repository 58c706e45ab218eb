/** The mailbox in the browser. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { paths } from "@/lib/paths";

export const mailboxPage = z.object({
  /** The server's clock, which dated the mails. */
  now: z.string(),
  mails: z.array(
    z.object({
      id: z.string(),
      recipient: z.string(),
      subject: z.string(),
      template: z.string(),
      language: z.enum(["en", "vi"]),
      created_at: z.string(),
    }),
  ),
});
export type MailboxPage = z.output<typeof mailboxPage>;

const EVERY_MS = 3_000;

/** The list, asked for again and again while it is looked at. */
export const mailboxQuery = (to: string, initial?: MailboxPage) =>
  queryOptions({
    queryKey: ["mailbox", to],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams(to ? { to } : {});
      const response = await fetch(`${paths.mailboxData()}?${query}`, { signal });
      if (!response.ok) throw new Error(`The mailbox answered ${response.status}.`);
      return mailboxPage.parse(await response.json());
    },
    ...(initial ? { initialData: initial } : {}),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });
