/** Mails as people read them: out of the local mailbox. */
import { expect } from "playwright/test";
import { type KeptMail, mailsIn } from "../mailbox";

/** The newest mail to an address that was made from a template, once it is there. */
export async function readMail(
  to: string,
  template: string,
  { notLike }: { notLike?: string } = {},
): Promise<KeptMail> {
  let found: KeptMail | undefined;
  await expect
    .poll(
      async () => {
        const mails = await mailsIn(process.env.TEST_BASE_URL ?? "", to);
        found = mails.findLast((mail) => mail.template === template && mail.text !== notLike);
        return found !== undefined;
      },
      { message: `${template} to ${to}`, timeout: 15_000 },
    )
    .toBe(true);
  return found as KeptMail;
}

/** The path and fragment of its one-time link. */
export function linkIn({ text }: Pick<KeptMail, "text">): string {
  const link = /\S*(\/auth\/confirm#\S+)/.exec(text)?.[1];
  if (!link) throw new Error(`There is no link in this mail:\n${text}`);
  return link.replace(/[)>\]]+$/, "");
}

/** Its six digits. */
export function codeIn({ text }: Pick<KeptMail, "text">): string {
  const code = /(?<![\w=])(\d{6})(?!\w)/.exec(text.replace(/\S+\/auth\/confirm#\S+/g, ""))?.[1];
  if (!code) throw new Error(`There is no code in this mail:\n${text}`);
  return code;
}
