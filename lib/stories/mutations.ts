import "server-only";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { revalidatePublic } from "@/lib/api/public-cache";
import { columnsOf, mayRead } from "@/lib/stories/queries";
import {
  type LikeState,
  type NewComment,
  type NewShare,
  type NewStory,
  type ReportLink,
  type StoryPatch,
  type StoryRow,
  storyRow,
} from "@/lib/stories/schemas";
import { firstOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export const noSuchStory = () => new AppError("not_found", "There is no such story.");

type Created = { id: string; media: string[] };

/** A new draft of the caller's with its pictures, all or nothing. */
export async function createStory(
  db: Db,
  { media, reporter_id, ...story }: NewStory,
): Promise<Created & { link: ReportLink | null }> {
  const created = rowsOf<Created & { link: ReportLink | null }>(
    await db.rpc("create_story", {
      p_story: story,
      p_media: media,
      ...(reporter_id ? { p_reporter_id: reporter_id } : {}),
    }),
  );
  return only(created);
}

/**
 * @throws {AppError} `not_found`; `forbidden` when the story is somebody else's; `bad_request` for
 *   a channel that is
 */
export async function updateStory(db: Db, id: string, patch: StoryPatch): Promise<StoryRow> {
  const { data, error } = await db
    .from("stories")
    .update(patch as Patch)
    .eq("id", id)
    .select("id");
  // All that row security can refuse in a row one may update is the channel.
  if (error?.code === "42501" && patch.channel_id) {
    throw new AppError("bad_request", "Check the channel_id.", {
      fields: { channel_id: ["There is no such channel."] },
      cause: error,
    });
  }
  if (error) throw fromPostgrest(error);
  if (!data.length) throw await refused(db, id);
  revalidatePublic("stories");
  // Read anew: the notes are no column that anybody reads off the table.
  return only(
    rowsOf<StoryRow>(await db.rpc("get_story", { p_story_id: id }).select(columnsOf(storyRow))),
  );
}

/** Undefined keys are left out when the patch becomes JSON. */
type Patch = { [Key in keyof StoryPatch]: Exclude<StoryPatch[Key], undefined> };

/** Archives a story; nobody but its author sees it then. */
export async function archiveStory(
  db: Db,
  id: string,
): Promise<{ id: string; status: "ARCHIVED" }> {
  const archived = firstOf<{ id: string }>(
    await db.from("stories").update({ status: "ARCHIVED" }).eq("id", id).select("id"),
  );
  if (!archived) throw await refused(db, id);
  revalidatePublic("stories");
  return { id: archived.id, status: "ARCHIVED" };
}

/** Row security filters silently: look whether there was something to refuse. */
async function refused(db: Db, id: string): Promise<AppError> {
  return (await mayRead(db, id))
    ? new AppError("forbidden", "Only its author may change this story.")
    : noSuchStory();
}

/** Likes a story or takes the like back; with `liked` it becomes that. */
export async function toggleLike(db: Db, storyId: string, liked?: boolean): Promise<LikeState> {
  const states = rowsOf<LikeState>(
    await db.rpc("toggle_like", {
      p_story_id: storyId,
      ...(liked === undefined ? {} : { p_liked: liked }),
    }),
  );
  revalidatePublic("stories");
  return only(states);
}

/** Notes that the caller shared a story. */
export async function shareStory(db: Db, input: NewShare): Promise<{ id: string }> {
  const { data, error } = await db.from("shares").insert(input).select("id").single();
  // The only thing row security can refuse here is a story the caller does not see.
  if (error?.code === "42501") throw noSuchStory();
  if (error) throw fromPostgrest(error);
  revalidatePublic("stories");
  return data;
}

/** A comment of the caller's with its pictures, all or nothing. */
export async function createComment(
  db: Db,
  { story_id, content, media }: NewComment,
): Promise<Created> {
  const created = rowsOf<Created>(
    await db.rpc("create_comment", {
      p_story_id: story_id,
      p_content: content,
      p_media: media ?? [],
    }),
  );
  revalidatePublic("stories");
  return only(created);
}

/** @throws {AppError} `not_found`, or `forbidden` when the comment is somebody else's */
export async function updateComment(
  db: Db,
  id: string,
  content: string,
): Promise<{ id: string; content: string }> {
  const updated = firstOf<{ id: string; content: string }>(
    await db.from("comments").update({ content }).eq("id", id).select("id, content"),
  );
  if (!updated) throw await commentRefused(db, id);
  return updated;
}

/** @throws {AppError} `not_found`, or `forbidden` when the comment is somebody else's */
export async function deleteComment(db: Db, id: string): Promise<{ id: string }> {
  const deleted = firstOf<{ id: string }>(
    await db.from("comments").delete().eq("id", id).select("id"),
  );
  if (!deleted) throw await commentRefused(db, id);
  revalidatePublic("stories");
  return deleted;
}

async function commentRefused(db: Db, id: string): Promise<AppError> {
  const visible = firstOf(await db.from("comments").select("id").eq("id", id).limit(1));
  return visible
    ? new AppError("forbidden", "Only its author may change this comment.")
    : new AppError("not_found", "There is no such comment.");
}

/** The one row of a function that always answers one. */
function only<Row>([row]: Row[]): Row {
  if (!row) throw new Error("The function answered no row.");
  return row;
}
