import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf, LIBRARY, personOf, tokensOf } from "./fixtures/clients.ts";
import { startTestBackend, type TestBackend } from "./testing.ts";

const BOOK = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

let backend: TestBackend;
let anon: ReturnType<typeof clientOf>;
let service: ReturnType<typeof clientOf>;

beforeAll(async () => {
  backend = await startTestBackend({ migrations: LIBRARY });
  anon = clientOf(backend, backend.publishableKey);
  service = clientOf(backend, backend.secretKey);
}, 60_000);
afterAll(() => backend?.stop());

describe("embedding", () => {
  test("follows the foreign key a hint names", async () => {
    const { data } = await anon
      .from("books")
      .select("title, author:authors!books_author_id_fkey(name), editor:authors!editor_id(name)")
      .eq("id", BOOK(1));
    expect(data).toEqual([
      { title: "The Dispossessed", author: { name: "Ursula" }, editor: { name: "Italo" } },
    ]);
  });

  test("asks for a hint when there are two ways", async () => {
    const { error, status } = await anon.from("books").select("title, authors(name)");
    expect(status).toBe(300);
    expect(error?.code).toBe("PGRST201");
  });

  test("nests, and reaches through a join table", async () => {
    const { data } = await anon
      .from("readers")
      .select("name, loans(books(title, author:authors!books_author_id_fkey(name))), books(id)")
      .eq("name", "Linh");
    expect(data).toEqual([
      {
        name: "Linh",
        loans: [{ books: { title: "The Dispossessed", author: { name: "Ursula" } } }],
        books: [{ id: BOOK(1) }],
      },
    ]);
  });

  test("takes a table for a join only when its primary key holds both references", async () => {
    const sql = postgres(backend.databaseUrl, { max: 1 });
    await sql.unsafe(`
      create table public.shelves (id integer primary key, name text);
      create table public.boxes (
        id integer primary key, shelf_id integer references public.shelves (id));
      create table public.moves (
        id integer primary key,
        box_id integer references public.boxes (id),
        shelf_id integer references public.shelves (id));
      create table public.counts (
        id integer primary key,
        box_id integer references public.boxes (id),
        shelf_id integer references public.shelves (id));
      insert into public.shelves values (1, 'top');
      insert into public.boxes values (1, 1);
      insert into public.moves values (1, 1, 1);
      grant select on public.shelves, public.boxes, public.moves, public.counts to anon;`);
    await sql.end();
    await expect
      .poll(async () => (await anon.from("boxes").select("id, shelves(name)")).data)
      .toEqual([{ id: 1, shelves: { name: "top" } }]);
    expect((await anon.from("moves").select("id, boxes(id), shelves(name)")).data).toEqual([
      { id: 1, boxes: { id: 1 }, shelves: { name: "top" } },
    ]);
  });

  test("spreads, counts, and keeps only rows with a match when inner", async () => {
    const { data } = await anon
      .from("books")
      .select("title, ...authors!books_author_id_fkey(author:name), loans!inner(count)")
      .order("title");
    expect(data).toEqual([
      { title: "Invisible Cities", author: "Italo", loans: [{ count: 1 }] },
      { title: "The Dispossessed", author: "Ursula", loans: [{ count: 2 }] },
    ]);
  });

  test("filters, orders and limits the embedded rows", async () => {
    const { data } = await anon
      .from("authors")
      .select("name, books!books_author_id_fkey(title)")
      .eq("name", "Italo")
      .order("title", { referencedTable: "books", ascending: false })
      .limit(1, { referencedTable: "books" });
    expect(data).toEqual([{ name: "Italo", books: [{ title: "Invisible Cities" }] }]);
  });

  test("never reaches a schema that is not exposed", async () => {
    const { error } = await service.schema("auth").from("users").select();
    expect(error?.code).toBe("PGRST106");
  });
});

describe("reading", () => {
  test("prints values as PostgREST does", async () => {
    const { data } = await anon
      .from("books")
      .select("price, tags, details, published_at, cm:details->size->cm, format:details->>format")
      .eq("id", BOOK(1))
      .single();
    expect(data).toEqual({
      price: 12.5,
      tags: ["moon", "anarchy"],
      details: { format: "paper", size: { cm: 21 } },
      published_at: "1974-05-01T08:00:00.123456+00:00",
      cm: 21,
      format: "paper",
    });
  });

  test("pages with an exact count", async () => {
    const books = () => anon.from("books").select("title", { count: "exact" }).order("title");
    const page = await books().range(1, 2);
    expect([page.status, page.count, page.data?.length]).toEqual([206, 4, 2]);
    const beyond = await books().range(10, 12);
    expect([beyond.status, beyond.error?.code]).toEqual([416, "PGRST103"]);
    const head = await anon.from("books").select("*", { count: "exact", head: true });
    expect([head.status, head.count, head.data]).toEqual([200, 4, null]);
  });

  test.each<[string, string, string[]]>([
    ["or, and", "or=(pages.gt.300,and(shelf.eq.travel,price.lt.10))", ["1", "2"]],
    ["not", "shelf=not.eq.travel&tags=not.cs.{moon}", ["4"]],
    ["in", `id=in.(${BOOK(2)},${BOOK(4)})`, ["2", "4"]],
    ["is null", "published_at=is.null", ["3"]],
    ["array contains", "tags=cs.{moon}", ["1"]],
    ["json contains", 'details=cs.{"format":"ebook"}', ["2"]],
    ["ilike any", "title=ilike(any).{the%25,inv%25}", ["1", "2", "4"]],
    ["full text", "search=fts.winter|hand", ["3", "4"]],
    ["full text, websearch", "title=wfts(english).left hand", ["4"]],
    ["embedded filter", "select=id,loans!inner()&loans.reader_id=eq.2", ["1"]],
  ])("understands %s", async (_name, query, expected) => {
    const response = await fetch(`${backend.url}/rest/v1/books?${query}&order=id`, {
      headers: { apikey: backend.publishableKey },
    });
    const rows: { id: string }[] = await response.json();
    expect(rows.map((row) => row.id.at(-1))).toEqual(expected);
  });

  test("accepts an address of 30 KB", async () => {
    const ids = Array.from({ length: 800 }, () => randomUUID());
    const { data, error } = await anon
      .from("books")
      .select("id")
      .in("id", [BOOK(1), ...ids]);
    expect(error).toBeNull();
    expect(data).toEqual([{ id: BOOK(1) }]);
  });

  describe("statements", () => {
    /** What the database is asked when a call is made for the second time. */
    async function statementsOf(call: () => PromiseLike<unknown>): Promise<string[]> {
      await call(); // prepares what is prepared once
      const sql = postgres(backend.databaseUrl, { max: 1 });
      const log = (on: string) => sql`alter system set log_statement = ${sql.unsafe(`'${on}'`)}`;
      const logged = async () =>
        (await readFile(join(backend.dataDir, "postgres.log"), "utf8")).match(
          /LOG: {2}(statement|execute)(?!.*(pg_reload_conf|alter system|show)).*/g,
        ) ?? [];
      await log("all");
      await sql`select pg_reload_conf()`;
      await expect.poll(async () => (await sql`show log_statement`)[0]?.log_statement).toBe("all");
      const before = (await logged()).length;
      await call();
      await expect.poll(async () => (await logged()).at(-1)).toContain("commit");
      const made = (await logged()).slice(before);
      await log("none");
      await sql`select pg_reload_conf()`;
      await sql.end();
      return made;
    }

    test("a read costs four", async () => {
      const { client } = await personOf(backend);
      const made = await statementsOf(() =>
        client
          .from("books")
          .select("title, author:authors!books_author_id_fkey(name)")
          .order("title")
          .limit(2),
      );
      expect(made).toEqual([
        expect.stringContaining("begin read only"),
        expect.stringContaining("set_config('role'"),
        expect.stringContaining('from "public"."books"'),
        expect.stringContaining("commit"),
      ]);
    });

    test("a function that only reads costs five and runs read-only", async () => {
      const { client } = await personOf(backend);
      const sql = postgres(backend.databaseUrl, { max: 1 });
      await sql`create function public.stable_sum(a integer, b integer) returns integer
        language sql stable as 'select a + b'`;
      await sql`create function public.may_only_read() returns text
        language sql stable as $$ select current_setting('transaction_read_only') $$`;
      await sql.end();
      await expect.poll(async () => (await client.rpc("stable_sum", { a: 1, b: 2 })).data).toBe(3);
      const made = await statementsOf(() => client.rpc("stable_sum", { a: 1, b: 2 }));
      expect(made).toEqual([
        expect.stringContaining("begin read only"),
        expect.stringContaining("set_config('role'"),
        expect.stringContaining("stable_sum"),
        expect.stringContaining("current_setting('response.status'"),
        expect.stringContaining("commit"),
      ]);
      expect((await client.rpc("may_only_read")).data).toBe("on");
    });
  });

  test("finds a table made after the start", async () => {
    const sql = postgres(backend.databaseUrl, { max: 1 });
    await anon.from("made_later").select();
    await sql`create table public.made_later (id integer primary key)`;
    await sql.end();
    await expect
      .poll(async () => (await anon.from("made_later").select()).data, { timeout: 3_000 })
      .toEqual([]);
  });
});

describe("writing", () => {
  test("inserts, updates and deletes with the rows back", async () => {
    const row = { title: "Tam Cốc", author_id: 3, tags: ["river"], details: { a: [1, "é"] } };
    const inserted = await service.from("books").insert(row).select("id, tags, details").single();
    expect(inserted.status).toBe(201);
    expect(inserted.data).toMatchObject({ tags: ["river"], details: { a: [1, "é"] } });
    const id = inserted.data?.id;
    const updated = await service
      .from("books")
      .update({ price: 3.25, published_at: "2026-01-01T07:00:00+07:00" })
      .eq("id", id)
      .select("price, published_at");
    expect(updated.data).toEqual([{ price: 3.25, published_at: "2026-01-01T00:00:00+00:00" }]);
    const deleted = await service.from("books").delete().eq("id", id).select("title, loans(count)");
    expect(deleted.data).toEqual([{ title: "Tam Cốc", loans: [{ count: 0 }] }]);
    const gone = await service.from("books").update({ price: 1 }).eq("id", id).select();
    expect([gone.status, gone.data]).toEqual([200, []]);
  });

  test("inserts a row of defaults", async () => {
    const { error } = await service.from("loans").insert({});
    // Both columns are required: the statement was understood.
    expect(error?.code).toBe("23502");
  });

  test.each([["text"], ["123"], ["true"], [5], [false], [[true]], [[1, "a"]], [{ a: null }]])(
    "keeps %j in a json column as it is",
    async (details) => {
      const { data } = await service
        .from("books")
        .insert({ title: "json", author_id: 1, details })
        .select("id, details")
        .single();
      await service.from("books").delete().eq("id", data?.id);
      expect(data?.details).toEqual(details);
    },
  );

  test("upserts by a unique column, or leaves what is there", async () => {
    const options = { onConflict: "name" };
    const merge = await service
      .from("authors")
      .upsert({ name: "Italo", born: "1923-10-15" }, options)
      .select("id, born");
    expect(merge.data).toEqual([{ id: 2, born: "1923-10-15" }]);
    const ignore = await service
      .from("authors")
      .upsert({ name: "Italo", born: "1900-01-01" }, { ...options, ignoreDuplicates: true })
      .select();
    expect(ignore.data).toEqual([]);
  });

  test("undoes what it turns down", async () => {
    const change = () => service.from("readers").update({ name: "Nobody" }).gt("id", 0);
    const single = await change().select().single();
    expect([single.status, single.error?.code]).toEqual([406, "PGRST116"]);
    const atMost = await change().setHeader("Prefer", "handling=strict,max-affected=1");
    expect([atMost.status, atMost.error?.code]).toEqual([400, "PGRST124"]);
    const { data } = await service.from("readers").select("id").eq("name", "Nobody");
    expect(data).toEqual([]);
  });
});

describe("functions", () => {
  test("answer scalars, sets with embedding, and nothing", async () => {
    expect((await anon.rpc("add", { a: 1, b: 2 })).data).toBe(3);
    expect((await anon.rpc("add", { a: 1, b: 2 }, { get: true })).data).toBe(3);
    const set = await anon
      .rpc("books_of", { author: "Italo" })
      .select("title, author:authors!books_author_id_fkey(name)")
      .order("title")
      .range(1, 1);
    expect(set.data).toEqual([{ title: "Invisible Cities", author: { name: "Italo" } }]);
    const nothing = await anon.rpc("nap", { seconds: 0 });
    expect([nothing.status, nothing.data]).toEqual([204, null]);
  });

  test("count without rows", async () => {
    const head = await anon.rpc("books_of", { author: "Italo" }, { head: true, count: "exact" });
    expect([head.status, head.count, head.data]).toEqual([200, 2, null]);
  });

  test.each([["text"], ["5"], [1], [null], [{ a: 1 }], [[1, "a"]]])(
    "take %j as json",
    async (value) => {
      expect((await anon.rpc("echo", { value })).data).toEqual(value);
    },
  );

  test("called by GET may not write", async () => {
    const { status, error } = await anon.rpc("remember", { body: "x" }, { get: true });
    expect([status, error?.code]).toEqual([405, "25006"]);
  });

  test("know the caller", async () => {
    const { id, client } = await personOf(backend, "linh@example.com");
    const { data } = await client.rpc("who_am_i");
    expect(data).toMatchObject({ role: "authenticated", uid: id, email: "linh@example.com" });
    expect(data.jwt).toMatchObject({ sub: id, role: "authenticated" });
    expect((await anon.rpc("who_am_i")).data).toMatchObject({ role: "anon", uid: null });
  });
});

describe("errors", () => {
  test.each([
    ["P0001", 400],
    ["22023", 400],
    ["23514", 400],
    ["23505", 409],
    ["23503", 409],
    ["42P17", 500],
    ["40001", 500],
    ["53300", 503],
    ["57014", 500],
    ["PT402", 402],
    ["XX000", 500],
    ["28000", 403],
  ])("raised as %s answer %i", async (state, expected) => {
    const { status, error } = await anon.rpc("fail", { state, message: "sorry" });
    expect([status, error?.code, error?.message]).toEqual([expected, state, "sorry"]);
  });

  test("of the schema cache name what is missing", async () => {
    const table = await anon.from("bookz").select();
    expect([table.status, table.error?.code]).toEqual([404, "PGRST205"]);
    const column = await anon.from("books").select("titel");
    expect([column.status, column.error?.message]).toEqual([
      400,
      "column books.titel does not exist",
    ]);
    const written = await service.from("books").insert({ titel: 1 });
    expect([written.status, written.error?.code]).toEqual([400, "PGRST204"]);
    const relation = await anon.from("books").select("vault(*)");
    expect([relation.status, relation.error?.code]).toEqual([400, "PGRST200"]);
    const called = await anon.rpc("nope");
    expect([called.status, called.error?.code]).toEqual([404, "PGRST202"]);
  });

  test("of the database carry code, details and hint", async () => {
    const { error } = await service.from("authors").insert({ name: "Italo" });
    expect(error).toMatchObject({
      code: "23505",
      details: "Key (name)=(Italo) already exists.",
      hint: null,
    });
    expect((await service.from("books").select().eq("id", "nope")).error?.code).toBe("22P02");
  });

  test("of rights depend on who asks", async () => {
    const { client } = await personOf(backend);
    expect((await anon.from("vault").select()).status).toBe(401);
    expect((await client.from("vault").select()).status).toBe(403);
    expect((await anon.from("notes").insert({ body: "x" })).error?.code).toBe("42501");
  });
});

describe("rights", () => {
  test("revoked before the start stay revoked after requests", async () => {
    const { client } = await personOf(backend);
    await client.from("notes").select(); // a table with row-level security
    expect((await client.from("vault").select()).error?.code).toBe("42501");
    expect((await client.from("authors").select("secret")).error?.code).toBe("42501");
    const promotion = await client.from("authors").update({ secret: "mine" }).eq("id", 1);
    expect(promotion.error?.code).toBe("42501");
    expect((await service.from("vault").select()).data).toEqual([{ id: 1, value: "hidden" }]);
  });

  test("never leak between 200 people asking at once", async () => {
    const people = await Promise.all(Array.from({ length: 200 }, () => personOf(backend)));
    const writes = people.map(({ id, client }) => client.from("notes").insert({ body: id }));
    expect((await Promise.all(writes)).filter((write) => write.error)).toEqual([]);
    const reads = await Promise.all(
      people.flatMap(({ client }) => [
        client.from("notes").select("owner, body"),
        client.rpc("who_am_i"),
        anon.from("notes").select("owner, body"),
      ]),
    );
    people.forEach(({ id }, index) => {
      const [own, who, nobody] = reads.slice(index * 3, index * 3 + 3);
      expect(own?.data).toEqual([{ owner: id, body: id }]);
      expect(who?.data.uid).toBe(id);
      expect(nobody?.data).toEqual([]);
    });
  }, 30_000);

  test("never leak between requests pipelined on one socket", async () => {
    const { sign } = await tokensOf(backend);
    const callers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        if (index % 3 === 0) return { uid: null, token: backend.publishableKey };
        if (index % 3 === 1) return { uid: null, token: backend.secretKey };
        const uid = randomUUID();
        return {
          uid,
          token: await sign({ sub: uid, role: "authenticated", aud: "authenticated" }),
        };
      }),
    );
    const requests = callers.map(({ token }) =>
      [
        "GET /rest/v1/rpc/who_am_i HTTP/1.1",
        "Host: localhost",
        `apikey: ${token === backend.secretKey ? token : backend.publishableKey}`,
        `Authorization: Bearer ${token}`,
        "\r\n",
      ].join("\r\n"),
    );
    const answers = await pipelined(new URL(backend.url).port, requests);
    expect(answers.map((answer) => JSON.parse(answer))).toMatchObject(
      callers.map(({ uid }, index) => ({
        uid,
        role: ["anon", "service_role", "authenticated"][index % 3],
      })),
    );
  }, 30_000);
});

/** Writes all requests before reading the first answer; returns the bodies in order. */
async function pipelined(port: string, requests: string[]): Promise<string[]> {
  const socket = createConnection({ host: "127.0.0.1", port: Number(port) });
  socket.write(requests.join(""));
  const bodies: string[] = [];
  let received = "";
  for await (const chunk of socket.setEncoding("latin1")) {
    received += chunk;
    for (;;) {
      const head = received.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(received.slice(0, head))?.[1]);
      if (head < 0 || received.length < head + 4 + length) break;
      bodies.push(received.slice(head + 4, head + 4 + length));
      received = received.slice(head + 4 + length);
    }
    if (bodies.length === requests.length) break;
  }
  return bodies;
}
