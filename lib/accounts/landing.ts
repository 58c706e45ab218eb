import "server-only";
import type { Session } from "@supabase/supabase-js";
import { claimsOf } from "@/lib/accounts/claims";
import { paths, safeNext } from "@/lib/paths";

/** Where a session that has just begun goes on: first to its second factor, if it has one. */
export function landing(session: Session, next: string | undefined, fallback?: string): string {
  const to = safeNext(next, fallback);
  const enrolled = session.user.factors?.some(({ status }) => status === "verified");
  const complete = claimsOf({ token: session.access_token }).aal === "aal2";
  return enrolled && !complete ? paths.secondFactor(to) : to;
}
