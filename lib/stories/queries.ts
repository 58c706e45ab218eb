import "server-only";
import type { z } from "zod";
import { type Page, type Paging, page, pageArguments } from "@/lib/api/paging";
import {
  type Comment,
  comment,
  type fullStory,
  type LikeState,
  listedStory,
} from "@/lib/stories/schemas";
import { firstOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** The select list of what an answer shows: the database makes no more than that. */
export const columnsOf = ({ shape }: z.ZodObject): string => Object.keys(shape).join(",");

type Listed = z.input<typeof listedStory>;

/** The caller's stories in every state, newest first. */
export async function listMyStories(db: Db, paging: Paging = {}): Promise<Page<Listed>> {
  const rows = rowsOf<Listed>(
    await db
      // By GET: without a body the call costs both sides less.
      .rpc("list_my_stories", pageArguments(paging), { get: true })
      .select(columnsOf(listedStory)),
  );
  return page(rows, paging);
}

/** Null: no such story, or none the caller may see. */
export async function getStory(db: Db, id: string): Promise<z.input<typeof fullStory> | null> {
  return firstOf(await db.rpc("get_story", { p_story_id: id }));
}

/** Comments on a story the caller may read, newest first; null without such a story. */
export async function listComments(
  db: Db,
  storyId: string,
  paging: Paging = {},
): Promise<Page<Comment> | null> {
  const rows = rowsOf<Comment>(
    await db
      .rpc("list_story_comments", { p_story_id: storyId, ...pageArguments(paging) })
      .select(columnsOf(comment)),
  );
  return rows.length || (await mayRead(db, storyId)) ? page(rows, paging) : null;
}

/** Whether the caller likes a story they may read; null without such a story. */
export async function getLike(db: Db, userId: string, storyId: string): Promise<LikeState | null> {
  const like = firstOf<{ id: string }>(
    await db.from("likes").select("id").eq("story_id", storyId).eq("user_id", userId).limit(1),
  );
  if (like) return { status: true, like_id: like.id };
  return (await mayRead(db, storyId)) ? { status: false, like_id: null } : null;
}

export async function mayRead(db: Db, storyId: string): Promise<boolean> {
  return rowsOf(await db.from("stories").select("id").eq("id", storyId).limit(1)).length > 0;
}
