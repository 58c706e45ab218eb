import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { requireUser } from "@/lib/accounts/session";
import { LAST_COMPANY_COOKIE } from "@/lib/companies/last-company";
import { listMyCompanies } from "@/lib/companies/queries";
import { paths } from "@/lib/paths";

/** Straight to work: the company of last time, the only or first one, or the chooser. */
export default async function StartPage() {
  const { db } = await requireUser();
  const mine = await listMyCompanies(db);
  const last = (await cookies()).get(LAST_COMPANY_COOKIE)?.value;
  const company = mine.find(({ id }) => id === last) ?? mine[0];
  redirect(company ? paths.company(company.id) : paths.companies());
}
