/** To whom people may have us write in a company's name. */
import "server-only";
import { getBusinessRank } from "@/lib/accounts/queries";
import { AppError } from "@/lib/api/errors";
import type { Identity } from "@/lib/api/identity";
import { listMyCompanies } from "@/lib/companies/queries";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/**
 * The addresses, in lower case and each once: members of companies the caller runs, and their own.
 * A SUPER_ADMIN may write to anybody. Otherwise our name would be anybody's to send mail with.
 *
 * @throws {AppError} `forbidden` for somebody who runs no company, `bad_request` naming the
 *   addresses that are none of theirs
 */
export async function requireRecipients(
  db: Db,
  user: Identity,
  emails: readonly string[],
  field: string,
): Promise<string[]> {
  const wanted = [...new Set(emails.map((email) => email.toLowerCase()))];
  const [allowed, companies, rank] = await Promise.all([
    db.rpc("mailable_addresses", { p_emails: wanted }),
    listMyCompanies(db),
    getBusinessRank(db, user.userId),
  ]);
  if (rank !== "SUPER_ADMIN" && !companies.some(({ role }) => role === "admin")) {
    throw new AppError("forbidden", "Only an admin of a company may send mail.");
  }
  const good = new Set(rowsOf<string>(allowed));
  if (user.email) good.add(user.email.toLowerCase());
  const foreign = wanted.filter((email) => !good.has(email));
  if (foreign.length) {
    throw new AppError("bad_request", "Mail goes to members of your companies only.", {
      fields: { [field]: foreign.map((email) => `${email} is not a member of a company you run.`) },
    });
  }
  return wanted;
}
