/** What the functions and triggers of stories do, whoever calls them and however often. */
import { describe, expect, it } from "vitest";
import { actAs, refusal, rolledBack, rowsAs, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { sql, world, inside } = await openWorld();

describe("the first publication", () => {
  const since = async (tx: Tx, id: string) =>
    (await tx`select published_at from public.stories where id = ${id}`)[0]?.published_at;

  inside("is noted once and kept", async (tx) => {
    const id = world.id("draft of traveller");
    expect(await since(tx, id)).toBeNull();
    await tx`update public.stories set status = 'PUBLISHED', title = 'x' where id = ${id}`;
    const first = await since(tx, id);
    expect(first).toBeInstanceOf(Date);
    await tx`update public.stories set status = 'ARCHIVED' where id = ${id}`;
    await tx`update public.stories set status = 'PUBLISHED' where id = ${id}`;
    await tx`update public.stories set published_at = '2020-01-01' where id = ${id}`;
    await tx`update public.stories set published_at = null where id = ${id}`;
    expect(await since(tx, id)).toEqual(first);
  });

  inside("is no author's to write", async (tx) => {
    expect(
      await refusal(
        tx,
        world.people.traveller,
        `update public.stories set published_at = '2020-01-01'
          where id = '${world.id("draft of traveller")}'`,
      ),
    ).toBe("42501");
  });
});

describe("the text", () => {
  inside("holds no markup, not even written past the API", async (tx) => {
    const { traveller } = world.people;
    const id = world.id("draft of traveller");
    const write = (text: string) =>
      `update public.stories set story_content = '${text}' where id = '${id}'`;
    for (const text of ["a <b>bold</b> word", "<img src=x onerror=alert(1)", "a > b"]) {
      expect(await refusal(tx, traveller, write(text)), text).toBe("23514");
    }
    expect(
      await refusal(
        tx,
        traveller,
        `select public.create_story('{"story_content": "<script>alert(1)</script>"}')`,
      ),
    ).toBe("23514");
    await tx.unsafe(write("a &lt;b&gt;bold&lt;/b&gt; word"));
  });
});

describe("create_story", () => {
  const create = (who: string, story: object, media: object[] = [], reporter?: string) =>
    [
      who,
      "select * from public.create_story($1, $2, $3)",
      [story, media, reporter ?? null],
    ] as const;

  inside("takes neither author nor state nor ids from what it is given", async (tx) => {
    const { traveller, stranger } = world.people;
    await actAs(tx, traveller);
    const [made] = await tx`select * from public.create_story(${tx.json({
      id: world.id("story of member"),
      user_id: stranger,
      status: "PUBLISHED",
      published_at: "2020-01-01",
      created_at: "2020-01-01",
      title: "Mine",
    })})`;
    const [row] = await tx`select user_id, status, published_at, created_at
      from public.stories where id = ${made?.id}`;
    expect(row).toMatchObject({ user_id: traveller, status: "DRAFT", published_at: null });
    expect(row?.created_at.getTime()).toBeGreaterThan(Date.parse("2021-01-01"));
    expect(made).toMatchObject({ media: [], link: null });
  });

  inside("does not see other people's channels and hidden experiences", async (tx) => {
    const { traveller } = world.people;
    for (const story of [
      { channel_id: world.id("channel of member") },
      { experience_id: world.id("acme internal") },
    ]) {
      expect(await refusal(tx, ...create(traveller, story))).toBe("23503");
    }
  });

  inside("defect 13: keeps a file's place only in the author's folder", async (tx) => {
    const { traveller } = world.people;
    const own = `${traveller}/tale/a.jpg`;
    await actAs(tx, traveller);
    const media = [
      { url: "https://x.test/1", path: own },
      { url: "https://x.test/2", path: world.id("path of editor picture") },
      { url: "https://x.test/3", path: own },
    ];
    const [made] = await tx`select * from public.create_story('{}', ${tx.json(media)})`;
    const files = await tx`select url, bucket, storage_path, user_id from public.media_assets
      where id = any (${made?.media}) order by url`;
    expect([...files]).toEqual([
      { url: "https://x.test/1", bucket: "story", storage_path: own, user_id: traveller },
      { url: "https://x.test/2", bucket: null, storage_path: null, user_id: traveller },
    ]);
    // The third is the first again.
    expect(made?.media[2]).toBe(made?.media[0]);
    const links = await tx`select position from public.story_media where story_id = ${made?.id}
      order by position`;
    expect(links.map((link) => link.position)).toEqual([0, 1]);
  });

  inside("leaves nothing behind when a picture is refused", async (tx) => {
    const { traveller } = world.people;
    const stories = async () =>
      (await tx`select count(*)::int as n from public.stories where user_id = ${traveller}`)[0]?.n;
    const before = await stories();
    const media = [{ url: "https://x.test/1" }, { url: "javascript:alert(1)" }];
    expect(await refusal(tx, ...create(traveller, { title: "x" }, media))).toBe("23514");
    expect(await stories()).toBe(before);
  });

  it("is for signed-in people", async () => {
    await rolledBack(sql, async (tx) => {
      expect(await refusal(tx, null, "select public.create_story('{}')")).toBe("42501");
      expect(
        await refusal(tx, null, `select public.toggle_like('${world.id("story of member")}')`),
      ).toBe("42501");
    });
  });
});

describe("toggle_like", () => {
  const toggle = async (id: string, liked: boolean | null) =>
    sql.begin(async (tx) => {
      await actAs(tx, world.people.stranger);
      const [state] = await tx`select * from public.toggle_like(${id}, ${liked})`;
      return state as { status: boolean; like_id: string | null };
    });

  it("survives fifty at once", async () => {
    const id = world.id("story of member");
    const count = async () =>
      (
        await sql`select count(*)::int as n from public.likes
        where story_id = ${id} and user_id = ${world.people.stranger}`
      )[0]?.n;
    const fifty = (liked: boolean | null) =>
      Promise.all(Array.from({ length: 50 }, () => toggle(id, liked)));
    const toggled = await fifty(null);
    expect(toggled.filter(({ status }) => status)).toHaveLength(25);
    expect(await count()).toBe(0);
    expect(new Set((await fifty(true)).map(({ like_id }) => like_id)).size).toBe(1);
    expect(await count()).toBe(1);
    expect((await fifty(false)).filter(({ like_id }) => like_id)).toHaveLength(1);
    expect(await count()).toBe(0);
  });

  inside("does not know stories the caller does not see", async (tx) => {
    for (const name of ["draft of traveller", "story of a hidden place"]) {
      expect(
        await refusal(tx, world.people.stranger, `select public.toggle_like('${world.id(name)}')`),
      ).toBe("P0002");
    }
  });
});

describe("a story's card", () => {
  const card = async (tx: Tx, who: string | null, id: string) => {
    const list = who ? "get_story" : "get_public_story";
    const [row] = await rowsAs(tx, who, `select * from public.${list}('${id}')`);
    return row;
  };

  inside("counts what others left, without saying who", async (tx) => {
    const { traveller, stranger } = world.people;
    const id = world.id("story of traveller");
    for (const who of [traveller, stranger, null]) {
      expect(await card(tx, who, id)).toMatchObject({
        likes: [{ count: 1 }],
        shares: [{ count: 1 }],
        comments: [{ count: 1 }],
        media_assets: [{ url: expect.stringContaining("https://files.test/") }],
        experiences: { name: "acme active" },
      });
    }
  });

  inside("shows the author's address to the author only", async (tx) => {
    const id = world.id("story of traveller");
    const address = async (who: string | null) => (await card(tx, who, id))?.userprofiles.email;
    expect(await address(world.people.traveller)).toContain("traveller.");
    for (const who of [null, world.people.stranger, world.people.superAdmin]) {
      expect(await address(who)).toBe("t***@***");
    }
  });

  inside("vanishes with its experience, for all but author and company", async (tx) => {
    const id = world.id("story of a hidden place");
    const { member, editor, stranger, traveller } = world.people;
    for (const who of [member, editor]) expect(await card(tx, who, id)).toMatchObject({ id });
    for (const who of [stranger, traveller, null]) {
      expect(await card(tx, who, id)).toBeUndefined();
    }
    // What the company kept to itself does not come out with its deletion.
    await tx`delete from public.experiences where id = ${world.id("acme internal")}`;
    for (const who of [stranger, traveller, null]) {
      expect(await card(tx, who, id)).toBeUndefined();
    }
    expect(await card(tx, member, id)).toMatchObject({ experience_id: null, status: "DRAFT" });
    // What everybody read goes on as its author's own tale.
    const told = world.id("story of traveller");
    await tx`delete from public.experiences where id = ${world.id("acme active")}`;
    expect(await card(tx, null, told)).toMatchObject({ experience_id: null, experiences: null });
  });

  inside("defect 11: shows what it was written from to its author only", async (tx) => {
    const { traveller, stranger, superAdmin } = world.people;
    const id = world.id("story of traveller");
    await tx`update public.stories set notes = 'too expensive, rude guide' where id = ${id}`;
    expect(await card(tx, traveller, id)).toMatchObject({ notes: "too expensive, rude guide" });
    for (const who of [null, stranger, superAdmin]) {
      expect(await card(tx, who, id)).toMatchObject({ id, notes: null });
    }
    for (const who of [null, stranger, traveller]) {
      const read = `select notes from public.stories where id = '${id}'`;
      expect(await refusal(tx, who, read)).toBe("42501");
    }
  });
});
