/** Where somebody is signed in, and ending it. */
import "server-only";
import { fromPostgrest } from "@/lib/api/errors";
import { endSessions } from "@/lib/api/identity";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export type LiveSession = {
  id: string;
  /** "Firefox on Linux"; null when nobody noted it. */
  device: string | null;
  /** The first half of the address. */
  network: string | null;
  second_factor: boolean;
  is_current: boolean;
  created_at: string;
  last_used_at: string;
};

/**
 * The caller's live sessions, this one first.
 *
 * @throws {AppError} `second_factor_required` for whoever has one and has not shown it
 */
export async function listSessions(db: Db): Promise<LiveSession[]> {
  const rows = rowsOf<LiveSession & { user_agent: string | null }>(
    await db.rpc("list_my_sessions"),
  );
  return rows.map(({ user_agent: _, ...session }) => session);
}

/** Ends one of the caller's sessions, its access tokens included. False: it is none of theirs. */
export async function endMySession(db: Db, sessionId: string): Promise<boolean> {
  const { data, error } = await db.rpc("end_my_session", { p_session_id: sessionId });
  if (error) throw fromPostgrest(error);
  await endSessions(data ?? []);
  return (data ?? []).length > 0;
}

/** Ends all of the caller's sessions but this one; answers how many. */
export async function endOtherSessions(db: Db): Promise<number> {
  const { data, error } = await db.rpc("end_other_sessions");
  if (error) throw fromPostgrest(error);
  await endSessions(data ?? []);
  return (data ?? []).length;
}
