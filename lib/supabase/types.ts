import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "@/lib/supabase/database.types";

/** A client that carries one caller's identity; row-level security decides what it sees. */
export type Db = SupabaseClient<Database>;
export type { Database };
