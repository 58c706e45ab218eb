import "server-only";
import { createAdminClient } from "@/lib/supabase/admin";
import { firstOf } from "@/lib/supabase/results";

export type VisitorSubject = { experienceId?: string | undefined; companyId?: string | undefined };

type Registered = { visitor_id: string; company_id: string | null; greet: boolean };

/**
 * Records that somebody left their address on a landing page. Null: its experience or company is
 * not there or not public. `greet` says whether a welcome mail is due; it depends on whether the
 * address has an account, so it must not show in any answer.
 *
 * The secret key: nobody is signed in, and a function open to everybody could be called around the
 * limits of the API, and asked for accounts.
 */
export async function registerVisitor(
  email: string,
  language: string | undefined,
  { experienceId, companyId }: VisitorSubject,
): Promise<Registered | null> {
  return firstOf(
    await createAdminClient().rpc("register_visitor", {
      p_email: email,
      ...(language ? { p_language: language } : {}),
      ...(experienceId ? { p_experience_id: experienceId } : {}),
      ...(companyId ? { p_company_id: companyId } : {}),
    }),
  );
}
