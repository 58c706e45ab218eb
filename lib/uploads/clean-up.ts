/** What has had its time goes: uploads in parts that nobody finished, and deleted conversations. */
import "server-only";
import { describeError, log } from "@/lib/api/log";
import { processWide } from "@/lib/api/process-wide";
import { withdrawLinks } from "@/lib/media/withdrawn-links";
import { createAdminClient } from "@/lib/supabase/admin";
import { PARTS_BUCKET } from "@/lib/uploads/limits";

const BATCH = 500;

/**
 * Removes what is expired. Any number of instances may do so at once. Never throws; answers how
 * many parts went.
 */
export async function clearExpiredUploads(): Promise<number> {
  let removed = 0;
  try {
    // The admin client: expired uploads are those of people who are not here.
    const admin = createAdminClient();
    for (;;) {
      const { data, error } = await admin.rpc("list_abandoned_parts", { p_limit: BATCH });
      if (error) throw error;
      if (data.length === 0) break;
      const paths = data.map(({ path }) => path);
      const gone = await admin.storage.from(PARTS_BUCKET).remove(paths);
      if (gone.error) throw gone.error;
      removed += paths.length;
      // Listed and yet not removed: asking again would never end.
      if (gone.data.length === 0) break;
    }
    const { error } = await admin
      .from("uploads")
      .delete()
      .lt("expires_at", new Date().toISOString());
    if (error) throw error;
    const ingest = await admin
      .from("ingest_files")
      .delete()
      .lt("expires_at", new Date().toISOString());
    if (ingest.error) throw ingest.error;
    // Conversations with the assistant whose deletion can no longer be undone.
    const threads = await admin
      .from("chat_threads")
      .delete()
      .lt("deleted_at", new Date(Date.now() - DAY).toISOString());
    if (threads.error) throw threads.error;
  } catch (error) {
    log.error({ error: describeError(error) }, "expired uploads not cleared");
  }
  return removed;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const state = processWide("uploads", () => ({ timer: undefined as NodeJS.Timeout | undefined }));

/** Every hour from now on, one round at a time. The process may end all the same. */
export function startUploadTimer(): void {
  if (state.timer) return;
  const next = () => {
    const round = async () => {
      await withdrawLinks();
      await clearExpiredUploads();
    };
    state.timer = setTimeout(() => round().finally(next), HOUR).unref();
  };
  next();
}
