/**
 * Links to pictures of an experience that is no longer public. A signed link is good for a year and
 * cannot be taken back, so the file gets another name: the link leads nowhere, everything of ours
 * has the new one. The database notes what is to be moved (20261126030100_withdrawn_links.sql), so
 * what fails here is done later, by any instance.
 */
import "server-only";
import { internalError } from "@/lib/api/errors";
import { describeError, log } from "@/lib/api/log";
import { forgetShownImages } from "@/lib/media/image-guard";
import { LINK_SECONDS } from "@/lib/media/links";
import { adminToken, createAdminClient } from "@/lib/supabase/admin";
import { rowsOf } from "@/lib/supabase/results";
import { removeFiles, signedLink } from "@/lib/uploads/files";

type Row = { media_id: string; bucket: string; path: string; old_path: string | null };

/** Files moved at a time, and how long whoever made something private waits for all of them. */
const AT_ONCE = 5;
const PATIENCE_MS = 20_000;

/**
 * Moves what is noted; what takes too long is left to the next round. Any number of callers may do
 * so at once. Never throws; answers how many links lead nowhere now.
 */
export async function withdrawLinks(): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  let withdrawn = 0;
  try {
    while (Date.now() < deadline) {
      // The admin client: the list is the server's, and the file may be a colleague's.
      const rows = rowsOf<Row>(
        await createAdminClient().rpc("list_withdrawn_links", { p_limit: AT_ONCE }),
      );
      const done = await Promise.all(rows.map(withdraw));
      const moved = done.filter(Boolean).length;
      withdrawn += moved;
      if (moved > 0) forgetShownImages();
      if (moved === 0) break;
    }
  } catch (error) {
    log.error({ error: describeError(error) }, "links not withdrawn");
  }
  return withdrawn;
}

async function withdraw({ media_id, bucket, path, old_path }: Row): Promise<boolean> {
  const admin = createAdminClient();
  if (old_path === null) {
    const target = newName(path);
    const copied = await admin.storage.from(bucket).copy(path, target);
    if (copied.error) throw internalError(copied.error);
    const url = await signedLink(adminToken(), { bucket, path: target }, LINK_SECONDS);
    const { data: moved, error } = await admin.rpc("move_withdrawn_file", {
      p_media_id: media_id,
      p_old_path: path,
      p_path: target,
      p_url: url,
    });
    if (error || !moved) {
      // Somebody else was quicker.
      await removeFiles(adminToken(), bucket, [target]);
      if (error) throw internalError(error);
      return false;
    }
  }
  await removeFiles(adminToken(), bucket, [old_path ?? path]);
  const { error } = await admin.from("withdrawn_links").delete().eq("media_id", media_id);
  if (error) throw internalError(error);
  return true;
}

/** In the same folder, with other letters nobody can guess. */
const newName = (path: string) =>
  path.replace(/[^/]*$/, (name) => {
    const ending = /\.[a-z0-9]+$/.exec(name)?.[0] ?? "";
    return crypto.randomUUID().replaceAll("-", "") + ending;
  });
