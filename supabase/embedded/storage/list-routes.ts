import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { TIMESTAMPS } from "./database.ts";
import { invalidBody } from "./errors.ts";
import { bucketOf, readBody, type StorageService } from "./service.ts";

const order = z.enum(["asc", "desc"]).default("asc");
const MAX_FOLDER_ENTRIES = 1500;
const MAX_PAGE = 1000;

const folderQuery = z.object({
  prefix: z.string({ error: "must have required property 'prefix'" }),
  limit: z.int().min(1, "must be >= 1").default(100),
  offset: z.int().min(0, "must be >= 0").default(0),
  search: z.string().default(""),
  sortBy: z
    .object({
      column: z.enum(["name", "updated_at", "created_at", "last_accessed_at"]).default("name"),
      order,
    })
    .prefault({}),
});

const pageQuery = z.object({
  prefix: z.string().default(""),
  limit: z.int().min(1, "must be >= 1").default(MAX_PAGE),
  cursor: z.string().nullish(),
  with_delimiter: z.boolean().default(false),
  sortBy: z
    .object({ column: z.enum(["name", "updated_at", "created_at"]).default("name"), order })
    .prefault({}),
});

// Above every character a name may hold: `prefix <= name < prefix + this` is "starts with prefix",
// written so that the index on (bucket_id, name collate "C") serves it.
const LAST_CHARACTER = "\u{10FFFF}";

/** `/object/list` and `/object/list-v2`: what the caller sees of a bucket. */
export function listRoutes({ database }: StorageService): Hono<GatewayEnv> {
  const app = new Hono<GatewayEnv>();

  // One folder level; `search` narrows it by the beginning of the names, in any case of letters.
  app.post("/list/:bucket", async (c) => {
    const bucket = bucketOf(c);
    const { prefix, limit, offset, search, sortBy } = await readBody(c, folderQuery);
    const folder = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
    const start = folder + search;
    const depth = search.split("/").length;
    // By name, folders and files mix; by time, which folders lack, they come first.
    const sort =
      sortBy.column === "name"
        ? `sort_name ${sortBy.order}, name collate "C"`
        : `is_folder desc, case when is_folder then sort_name end ${sortBy.order},
           ${sortBy.column} ${sortBy.order}, sort_name, name collate "C"`;

    const rows = await database.as(
      c.get("caller"),
      "storage.object.list",
      (transaction) => transaction`
        with seen as (
          select o.*, string_to_array(substr(o.name, ${folder.length + 1}), '/') as parts
          from storage.objects o
          where o.bucket_id = ${bucket}
            and lower(o.name) collate "C" >= lower(${start})
            and lower(o.name) collate "C" < lower(${start}) || ${LAST_CHARACTER}
        ), entries as (
          select array_to_string(parts, '/') as name, id, updated_at, created_at,
                 last_accessed_at, metadata, false as is_folder,
                 lower(array_to_string(parts, '/')) collate "C" as sort_name
          from seen where array_length(parts, 1) = ${depth}
          union all
          select min(array_to_string(parts[1:${depth}], '/') collate "C"), null, null, null,
                 null, null, true,
                 lower(array_to_string(parts[1:${depth}], '/')) || '/' collate "C" as sort_name
          from seen where array_length(parts, 1) > ${depth}
          group by sort_name
        )
        select name, id, ${transaction.unsafe(TIMESTAMPS)}, metadata from entries
        order by ${transaction.unsafe(sort)}
        limit ${Math.min(limit, MAX_FOLDER_ENTRIES)} offset ${offset}`,
    );
    return c.json(rows);
  });

  // Pages through everything below a prefix, or through one level of it with a delimiter.
  app.post("/list-v2/:bucket", async (c) => {
    const bucket = bucketOf(c);
    const query = await readBody(c, pageQuery);
    const { prefix, with_delimiter: byLevel, sortBy } = query;
    const limit = Math.min(query.limit, MAX_PAGE);
    const cursor = query.cursor ? decodeCursor(query.cursor) : null;

    const rows = await database.as(c.get("caller"), "storage.object.list_v2", (transaction) => {
      const past = sortBy.order === "asc" ? transaction`>` : transaction`<`;
      const direction = transaction.unsafe(sortBy.order);
      const column = transaction.unsafe(sortBy.column);
      const isByTime = sortBy.column !== "name";
      const after = isByTime
        ? transaction`(${column}, name) ${past} (${cursor?.at ?? null}::timestamptz, ${cursor?.name ?? null})`
        : transaction`name ${past} ${cursor?.name ?? null}`;
      return transaction<Entry[]>`
          with seen as (
            select o.id, o.name collate "C" as name, o.created_at, o.updated_at,
                   o.last_accessed_at, o.metadata,
                   strpos(substr(o.name, ${prefix.length + 1}), '/') as cut
            from storage.objects o
            where o.bucket_id = ${bucket}
              and o.name collate "C" >= ${prefix}
              and o.name collate "C" < ${prefix + LAST_CHARACTER}
          ), entries as (
            select name, id, created_at, updated_at, last_accessed_at, metadata
            from seen where cut = 0 or not ${byLevel}::boolean
            union all
            select left(name, ${prefix.length}::int + cut) as name, null, min(created_at),
                   min(created_at), null, null
            from seen where cut > 0 and ${byLevel}::boolean
            group by 1
          )
          select name, id, metadata, ${transaction.unsafe(TIMESTAMPS)},
                 ${isByTime ? transaction`${column}::text` : transaction`''`} as sort_time
          from entries
          where ${cursor ? after : transaction`true`}
          order by ${isByTime ? transaction`entries.${column} ${direction},` : transaction``}
                   name ${direction}
          limit ${limit + 1}`;
    });

    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const hasNext = rows.length > limit;
    const entries = page.map(({ sort_time: _, ...entry }) =>
      byLevel ? { key: lastSegment(entry.name), ...entry } : entry,
    );
    return c.json({
      hasNext,
      ...(hasNext && last ? { nextCursor: encodeCursor(last) } : {}),
      folders: entries.filter(({ id }) => id === null),
      objects: entries.filter(({ id }) => id !== null),
    });
  });
  return app;
}

type Entry = { name: string; id: string | null; sort_time: string };
type Cursor = { name: string; at: string };

const lastSegment = (name: string) => name.replace(/\/$/, "").split("/").at(-1) ?? name;

const encodeCursor = ({ name, sort_time }: Entry) =>
  Buffer.from(JSON.stringify({ name, at: sort_time })).toString("base64url");

function decodeCursor(text: string): Cursor {
  const schema = z.object({ name: z.string(), at: z.string() });
  try {
    return schema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    throw invalidBody("body/cursor is invalid");
  }
}
