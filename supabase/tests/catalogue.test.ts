/** What holds for every table and function, so that the next migration cannot forget it. */
import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { openDatabase } from "./harness.ts";
import { rules } from "./rules.ts";

const { sql } = await openDatabase();

describe("tables", () => {
  it("are all in the rules the policies are tested by", async () => {
    const tables = await sql`select 'public.' || relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`;
    expect(tables.map((table) => table.name)).toEqual(
      Object.keys(rules)
        .filter((table) => table.startsWith("public."))
        .sort(),
    );
  });

  it("have row-level security", async () => {
    expect(
      await sql`select relname from pg_class where relnamespace = 'public'::regnamespace
        and relkind in ('r', 'p') and not relrowsecurity`,
    ).toEqual([]);
  });

  it("have exactly one policy for each operation a role was granted, and no other", async () => {
    const rows = await sql`
      with granted as (
        select c.relname::text collate "default" as table_name, role, operation
        from pg_class c, unnest('{anon,authenticated}'::text[]) as role,
          unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) as operation
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and case operation
            when 'DELETE' then has_table_privilege(role, c.oid, 'DELETE')
            else has_any_column_privilege(role, c.oid, operation) end
      ),
      ruled as (
        select tablename::text collate "default", role::text collate "default", cmd collate "default"
        from pg_policies, unnest(roles) as role where schemaname = 'public'
      )
      select table_name, role, operation,
        (select count(*)::int from granted g where (g.*) = (all_pairs.*)) as grants,
        (select count(*)::int from ruled r where (r.*) = (all_pairs.*)) as policies
      from (select * from granted union select * from ruled) as all_pairs`;
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((row) => row.grants !== 1 || row.policies !== 1)).toEqual([]);
  });

  it("let nobody truncate, reference or make triggers", async () => {
    expect(
      await sql`select c.relname, role, right_name
        from pg_class c, unnest('{anon,authenticated}'::text[]) as role,
          unnest('{TRUNCATE,REFERENCES,TRIGGER}'::text[]) as right_name
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and has_table_privilege(role, c.oid, right_name)`,
    ).toEqual([]);
  });

  it("have an index that starts with the columns of every foreign key", async () => {
    expect(
      await sql`
        select k.conrelid::regclass::text as table_name, k.conname
        from pg_constraint k
        where k.contype = 'f' and k.connamespace = 'public'::regnamespace
          and not exists (
            select from pg_index i
            where i.indrelid = k.conrelid and i.indpred is null
              and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
    ).toEqual([]);
  });

  it("keep updated_at by trigger wherever it exists", async () => {
    expect(
      await sql`
        select a.attrelid::regclass::text as table_name from pg_attribute a
        join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
        where c.relnamespace = 'public'::regnamespace and a.attname = 'updated_at'
          and not exists (select from pg_trigger t
            where t.tgrelid = a.attrelid and t.tgname = 'touch_updated_at')`,
    ).toEqual([]);
  });

  it("store no enum: its equality is not leakproof, so policies would keep it from indexes", async () => {
    expect(
      await sql`select a.attrelid::regclass::text, a.attname from pg_attribute a
        join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
        join pg_type t on t.oid = a.atttypid
        where c.relnamespace = 'public'::regnamespace and t.typtype = 'e'`,
    ).toEqual([]);
  });
});

describe("tables of the private schema", () => {
  it("are nobody's to touch, and have row-level security besides", async () => {
    const tables = await sql`
      select c.relname as name, c.relrowsecurity as secured,
        exists (select from unnest('{anon,authenticated,service_role}'::text[]) as role,
          unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) as operation
          where has_table_privilege(role, c.oid, operation)) as open
      from pg_class c
      where relnamespace = 'private'::regnamespace and relkind in ('r', 'p')`;
    expect(tables.map((table) => table.name)).toContain("events_default");
    expect(tables.filter((table) => table.open || !table.secured)).toEqual([]);
  });
});

describe("functions", () => {
  it("that run with their owner's rights pin the search path", async () => {
    expect(
      await sql`select oid::regprocedure::text as name from pg_proc
        where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and prosecdef
          and not coalesce('search_path=""' = any (proconfig), false)`,
    ).toEqual([]);
  });

  it("that run with their owner's rights say why, right above", async () => {
    const folder = new URL("../migrations/", import.meta.url);
    const silent: string[] = [];
    for (const file of await readdir(folder)) {
      const lines = (await readFile(new URL(file, folder), "utf8")).split("\n");
      lines.forEach((line, index) => {
        if (!/^create (or replace )?function /.test(line)) return;
        const body = lines.findIndex((later, at) => at >= index && /\$\$|;$/.test(later));
        if (
          !lines
            .slice(index, body + 1)
            .join(" ")
            .includes("security definer")
        )
          return;
        let first = index;
        while (lines[first - 1]?.startsWith("--")) first -= 1;
        if (!/definer/i.test(lines.slice(first, index).join(" "))) silent.push(`${file}: ${line}`);
      });
    }
    expect(silent).toEqual([]);
  });

  it("are executable by nobody unless granted", async () => {
    expect(
      await sql`select oid::regprocedure::text as name from pg_proc p
        where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
          and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
            where a.grantee = 0)`,
    ).toEqual([]);
  });

  it("open to signed-out people are these", async () => {
    const open = await sql`select oid::regprocedure::text as name from pg_proc
      where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
        and has_function_privilege('anon', oid, 'execute') order by 1`;
    expect(open.map(({ name }) => name).sort()).toEqual(
      [
        "get_public_experience(uuid)",
        "get_public_story(uuid)",
        "invitation_by_token(text)",
        "is_business_name_taken(text)",
        "list_experience_details(uuid,text,integer,timestamp with time zone,uuid)",
        "list_experiences_by_address_and_owners(uuid[],integer,text,text,uuid)",
        "list_experiences_by_address(integer,text,text,uuid)",
        "list_public_activities(uuid,integer,integer,timestamp with time zone,uuid)",
        "list_public_children(uuid,integer,timestamp with time zone,uuid)",
        "list_experience_stories(uuid,integer,timestamp with time zone,uuid)",
        "list_public_experiences(integer,timestamp with time zone,uuid)",
        "list_public_iconic_photos(integer,timestamp with time zone,uuid)",
        "list_public_locations(uuid,integer,integer,timestamp with time zone,uuid)",
        "list_public_stories(integer,timestamp with time zone,uuid)",
        "private.are_links(text[])",
        "private.default_company_id()",
        "private.fold(text)",
        "private.is_link(text)",
        "private.search_candidates(text,integer,text[],text,uuid,double precision,double precision,double precision)",
        "translations_of(text,uuid[])",
        "private.vector_records(text,text,integer,text[],text,uuid,double precision,double precision,double precision,double precision)",
        "search_content(text,integer,text[],text,uuid,double precision,double precision,double precision,double precision)",
        "search_content_hybrid(text,text,text,integer,text[],text,uuid,double precision,double precision,double precision,double precision,double precision)",
      ].sort(),
    );
  });

  it("of triggers and internal steps are out of reach", async () => {
    const reachable = await sql`select oid::regprocedure::text as name from pg_proc
      where pronamespace = 'private'::regnamespace
        and has_function_privilege('authenticated', oid, 'execute') order by 1`;
    expect(reachable.map(({ name }) => name).sort()).toEqual(
      [
        "private.are_links(text[])",
        "private.business_companies(uuid)",
        "private.count_reactions(uuid[])",
        "private.default_company_id()",
        "private.fold(text)",
        "private.is_first_sign_in()",
        "private.is_fully_signed_in()",
        "private.is_link(text)",
        "private.is_our_bucket(text)",
        "private.is_super_admin()",
        "private.listed_days(uuid[],date,date)",
        "private.may_change_file(text,text)",
        "private.may_edit_location(uuid)",
        "private.my_challenge_ids(text[])",
        "private.my_colleague_ids()",
        "private.my_company_ids(text[])",
        "private.my_form_company_ids()",
        "private.my_only_company_id()",
        "private.record_media(jsonb,text)",
        "private.search_candidates(text,integer,text[],text,uuid,double precision,double precision,double precision)",
        "private.vector_records(text,text,integer,text[],text,uuid,double precision,double precision,double precision,double precision)",
      ].sort(),
    );
  });
});

describe("views", () => {
  it("that show more than their reader's rows are private", async () => {
    expect(
      await sql`select oid::regclass::text as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
          and not coalesce('security_invoker=true' = any (reloptions), false)`,
    ).toEqual([]);
  });

  it("of the private schema with their owner's rights show these columns and no other", async () => {
    const columns = await sql`select table_name || '.' || column_name as name
      from information_schema.columns c join information_schema.views
        using (table_schema, table_name)
      where table_schema = 'private' and not exists (select from pg_class v
        where v.relnamespace = 'private'::regnamespace and v.relname = table_name
          and 'security_invoker=true' = any (v.reloptions))
      order by 1`;
    expect(columns.map(({ name }) => name).sort()).toEqual(
      [
        "comment_pictures.comment_id",
        "comment_pictures.created_at",
        "comment_pictures.position",
        "comment_pictures.url",
        "company_cards.banner",
        "company_cards.business_owner",
        "company_cards.created_at",
        "company_cards.description",
        "company_cards.id",
        "company_cards.logo",
        "company_cards.name",
        "company_cards.slogan",
        "company_names.id",
        "company_names.name",
        "creator_names.businessid",
        "creator_names.username",
        "media_links.id",
        "media_links.url",
        "published_iconic_photos.created_at",
        "published_iconic_photos.experience_id",
        "published_iconic_photos.id",
        "published_iconic_photos.media",
        "published_iconic_photos.media_id",
        "published_iconic_photos.name",
        "published_iconic_photos.text",
        "published_iconic_photos.tips",
        "published_iconic_photos.type",
        "published_iconic_photos.updated_at",
        "published_iconic_photos.url",
        "story_authors.card",
        "story_authors.userid",
        "story_channels.channel_type",
        "story_channels.id",
        "story_channels.name",
        "story_comments.story_id",
        "story_likes.story_id",
        "story_notes.id",
        "story_notes.notes",
        "story_pictures.created_at",
        "story_pictures.position",
        "story_pictures.story_id",
        "story_pictures.url",
        "story_shares.story_id",
      ].sort(),
    );
  });
});

describe("buckets", () => {
  it("are private and limited in size and kind", async () => {
    const buckets = await sql`select id, public, file_size_limit, allowed_mime_types
      from storage.buckets order by id`;
    expect(buckets.map((bucket) => bucket.id)).toEqual([
      "attraction",
      "challenge",
      "company",
      "destination",
      "experience",
      "profile",
      "story",
      "uploads",
    ]);
    // Parts of files: bytes and nothing else.
    expect(buckets.pop()).toMatchObject({
      public: false,
      allowed_mime_types: ["application/octet-stream"],
    });
    for (const bucket of buckets) {
      expect(bucket.public).toBe(false);
      expect(Number(bucket.file_size_limit)).toBeGreaterThan(0);
      expect(bucket.allowed_mime_types).not.toContain("image/svg+xml");
      expect(bucket.allowed_mime_types.length).toBeGreaterThan(3);
    }
  });
});
