/** The mailbox of the app under test, which runs without a mail service. */
export type KeptMail = {
  id: string;
  recipient: string;
  template: string;
  language: "en" | "vi";
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  created_at: string;
};

/** What was mailed to an address, oldest first. */
export async function mailsIn(baseUrl: string, email: string): Promise<KeptMail[]> {
  const to = encodeURIComponent(email);
  const response = await fetch(`${baseUrl}/dev/mailbox/mails.json?bodies=1&to=${to}`);
  if (!response.ok) throw new Error(`The mailbox answers ${response.status}.`);
  const { mails } = (await response.json()) as { mails: KeptMail[] };
  return mails.filter(({ recipient }) => recipient === email).reverse();
}
