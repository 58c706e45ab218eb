import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "@/lib/supabase/database.types";

/** Everything of Supabase as one caller: database, files, sign-in. */
export type Supabase = SupabaseClient<Database>;

/** A client that carries one caller's identity; row-level security decides what it sees. */
export type Db = Pick<Supabase, "from" | "rpc">;
export type { Database };
