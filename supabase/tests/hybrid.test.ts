/**
 * Search by meaning, on a PostgreSQL that has pgvector: PGlite with the extension, which all our
 * migrations run on. (The embedded backend's has none; there everything goes by words.)
 */
import { readdir, readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { fuzzystrmatch } from "@electric-sql/pglite/contrib/fuzzystrmatch";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { uuid_ossp } from "@electric-sql/pglite/contrib/uuid_ossp";
import { vector } from "@electric-sql/pglite-pgvector";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld } from "./world.ts";

const MEMBER = "00000000-0000-4000-8000-000000000001";
const STRANGER = "00000000-0000-4000-8000-000000000002";
const asVector = (...start: number[]) =>
  `[${[...start, ...Array<number>(1536 - start.length).fill(0)].join(",")}]`;

describe("with pgvector", () => {
  let db: PGlite;
  beforeAll(async () => {
    const extensions = { vector, fuzzystrmatch, pg_trgm, pgcrypto, unaccent, uuid_ossp };
    db = await PGlite.create({ extensions });
    for (const folder of ["../embedded/bootstrap/", "../migrations/"]) {
      const place = new URL(folder, import.meta.url);
      for (const file of (await readdir(place)).sort()) {
        if (file.endsWith(".sql")) await db.exec(await readFile(new URL(file, place), "utf8"));
      }
    }
    await db.exec(`
      insert into auth.users (id, email, raw_user_meta_data) values
        ('${MEMBER}', 'a@b.test', '{"account": "business", "username": "aaa", "business_name": "A"}'),
        ('${STRANGER}', 'c@b.test', '{"account": "traveller", "username": "ccc"}');
      insert into public.company_accounts (id, name, created_by, owned_by)
        values ('${MEMBER}', 'Acme', '${MEMBER}', '${MEMBER}');
      insert into public.company_members (company_id, member_id, role)
        values ('${MEMBER}', '${MEMBER}', 'editor');
      insert into public.experiences (name, owned_by, created_by, status, description, address) values
        ('Lantern walk', '${MEMBER}', '${MEMBER}', 'active', 'Paper lights on the river', 'Hội An'),
        ('Coffee roastery', '${MEMBER}', '${MEMBER}', 'active', 'Beans', 'Đà Lạt'),
        ('Hidden quokka', '${MEMBER}', '${MEMBER}', 'internal', 'A secret', 'Hội An');`);
  }, 120_000);
  afterAll(() => db?.close());

  const missing = async () =>
    (
      await db.query<{ id: number; content: string }>(
        "select id, content from public.search_vectors_missing('m', 10)",
      )
    ).rows;
  const keep = async (rows: { id: number; content: string }[], vectors: string[]) =>
    (
      await db.query<{ kept: number }>(
        "select public.keep_search_vectors('m', $1, $2, $3) as kept",
        [rows.map(({ id }) => id), rows.map(({ content }) => content), vectors],
      )
    ).rows[0]?.kept;
  /** Lights are one direction, coffee another. */
  const vectorOf = (content: string) =>
    content.startsWith("Lantern")
      ? asVector(1, 0.1)
      : content.startsWith("Coffee")
        ? asVector(0, 1)
        : asVector(0.9, 0, 0.3);
  const found = (caller: string | null, query: string, near: string | null, more = "") =>
    db.transaction(async (tx) => {
      const role = caller ? "authenticated" : "anon";
      await tx.query(
        "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)",
        [role, JSON.stringify({ sub: caller, role })],
      );
      const { rows } = await tx.query<{ title: string; score: number }>(
        `select title, score from public.search_content_hybrid($1, $2, 'm'${more && `, ${more}`})`,
        [query, near],
      );
      return rows;
    });
  const titles = async (...asked: Parameters<typeof found>) =>
    (await found(...asked)).map(({ title }) => title);

  it("every document gets a vector, and loses it with its text", async () => {
    const rows = await missing();
    expect(rows).toHaveLength(3);
    expect(
      await keep(
        rows,
        rows.map(({ content }) => vectorOf(content)),
      ),
    ).toBe(3);
    expect(await missing()).toEqual([]);
    // A vector of what the text said before is not kept.
    await db.exec(
      "update public.experiences set description = 'Lights' where name = 'Lantern walk'",
    );
    const [changed] = await missing();
    expect(changed?.content).toBe("Lantern walk\nLights");
    const old = { id: changed?.id ?? 0, content: "Lantern walk\nPaper lights on the river" };
    expect(await keep([old], [asVector(1)])).toBe(0);
    expect(await keep(changed ? [changed] : [], [asVector(1, 0.1)])).toBe(1);
    // Another model's vectors are no use.
    const { rows: others } = await db.query(
      "select id from public.search_vectors_missing('other', 9)",
    );
    expect(others).toHaveLength(3);
  });

  it("finds by meaning what no word says, and only what the reader may see", async () => {
    const lights = asVector(1);
    expect(await titles(null, "illuminations", null)).toEqual([]);
    expect(await titles(null, "illuminations", lights)).toEqual(["Lantern walk"]);
    expect(await titles(STRANGER, "illuminations", lights)).toEqual(["Lantern walk"]);
    expect(await titles(MEMBER, "illuminations", lights)).toEqual([
      "Lantern walk",
      "Hidden quokka",
    ]);
    // The definer part alone hides it, too; the policies are asked again on top.
    const { rows } = await db.query(
      `select title from private.vector_records($1, 'm', 9, null, null, null, null, null, null, 0)`,
      [lights],
    );
    expect(rows.map((row) => (row as { title: string }).title)).not.toContain("Hidden quokka");
  });

  it("what both find stands above what one finds: 1 / (60 + place) each", async () => {
    const hits = await found(null, "coffee", asVector(0.8, 0.6));
    expect(hits.map(({ title }) => title)).toEqual(["Coffee roastery", "Lantern walk"]);
    expect(hits[0]?.score).toBeCloseTo(1 / 61 + 1 / 62, 8);
    expect(hits[1]?.score).toBeCloseTo(1 / 61, 8);
  });

  it("keeps to the filters", async () => {
    const lights = asVector(1, 1);
    expect(await titles(null, "x", lights, "p_address => 'da lat'")).toEqual(["Coffee roastery"]);
    expect(await titles(null, "x", lights, "p_kinds => '{story}'")).toEqual([]);
    expect(await titles(null, "x", lights, "p_company => gen_random_uuid()")).toEqual([]);
    expect(await titles(null, "x", lights, "p_limit => 1")).toHaveLength(1);
  });
});

describe("without pgvector", async () => {
  const { sql, inside } = await openWorld();

  inside("everything goes by words, and nothing fails", async (tx) => {
    const [possible] = await tx`select public.has_search_vectors() as has`;
    expect(possible?.has).toBe(false);
    expect(await tx`select * from public.search_vectors_missing('m', 10)`).toEqual([]);
    const [kept] = await tx`select public.keep_search_vectors('m', '{1}', '{x}', '{[1]}') as kept`;
    expect(kept?.kept).toBe(0);
    const words = await tx`select id from public.search_content('acme', p_limit => 50)`;
    const both =
      await tx`select id from public.search_content_hybrid('acme', '[1]', 'm', p_limit => 50)`;
    expect(words.length).toBeGreaterThan(0);
    expect(both.map(({ id }) => id).sort()).toEqual(words.map(({ id }) => id).sort());
  });

  it("was asked of a database that has none", async () => {
    const rows = await sql`select from pg_available_extensions where name = 'vector'`;
    expect(rows).toHaveLength(0);
  });
});
