/** Conversations as installed clients read them. */
import "server-only";
import { z } from "zod";
import { fromPostgrest } from "@/lib/api/errors";
import { timestamp } from "@/lib/api/schemas";
import type { Db } from "@/lib/supabase/types";

const NEWEST = 20;

export const chatThread = z
  .object({
    id: z.string(),
    user_id: z.string(),
    created_at: timestamp,
    chat_messages: z.array(
      z.object({
        id: z.string(),
        thread_id: z.string(),
        role: z.string(),
        content: z.string(),
        created_at: timestamp,
      }),
    ),
  })
  .meta({ id: "ChatThread" });

/** The caller's newest threads, messages newest first inside each. */
export async function listChatHistory(db: Db) {
  const { data, error } = await db
    .from("chat_threads")
    .select("id,user_id,created_at,chat_messages(id,thread_id,role,content,created_at)")
    .order("created_at", { ascending: false })
    .order("id", { ascending: false })
    .order("created_at", { ascending: false, referencedTable: "chat_messages" })
    .limit(200, { referencedTable: "chat_messages" })
    .limit(NEWEST);
  if (error) throw fromPostgrest(error);
  return data;
}
