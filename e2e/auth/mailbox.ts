/** Mails as people read them: out of the local mailbox. */
import { type APIRequestContext, expect } from "playwright/test";
import { paths } from "@/lib/paths";

export type ReadMail = { template: string; subject: string; text: string };

/** The newest mail to an address that was made from a template, once it is there. */
export async function readMail(
  request: APIRequestContext,
  to: string,
  template: string,
  { notLike }: { notLike?: string } = {},
): Promise<ReadMail> {
  let found: ReadMail | undefined;
  await expect
    .poll(
      async () => {
        const response = await request.get(`${paths.mailboxData()}?to=${encodeURIComponent(to)}`);
        const mails = (await response.json()) as ReadMail[];
        found = mails.find((mail) => mail.template === template && mail.text !== notLike);
        return found !== undefined;
      },
      { message: `${template} to ${to}`, timeout: 15_000 },
    )
    .toBe(true);
  return found as ReadMail;
}

/** The path and fragment of its one-time link. */
export function linkIn({ text }: ReadMail): string {
  const link = /\S*(\/auth\/confirm#\S+)/.exec(text)?.[1];
  if (!link) throw new Error(`There is no link in this mail:\n${text}`);
  return link.replace(/[)>\]]+$/, "");
}

/** Its six digits. */
export function codeIn({ text }: ReadMail): string {
  const code = /(?<![\w=])(\d{6})(?!\w)/.exec(text.replace(/\S+\/auth\/confirm#\S+/g, ""))?.[1];
  if (!code) throw new Error(`There is no code in this mail:\n${text}`);
  return code;
}
