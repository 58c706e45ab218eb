import { beforeAll, describe, expect, test } from "vitest";
import {
  call,
  expectFailure,
  expectKeys,
  expectLocked,
  nobody,
  type Person,
  person,
  sql,
  type Team,
  team,
  unique,
} from "./support.ts";

const story = "/api/v1/story";
const publicStory = "/api/v1/story/public";
const PICTURE = "https://pictures.example/bridge.jpg";

const STORY_KEYS = [
  "id",
  "user_id",
  "experience_id",
  "destination_id",
  "channel_id",
  "status",
  "title",
  "notes",
  "story_content",
  "seo_title_tag",
  "seo_meta_desc",
  "seo_excerpt",
  "seo_slug",
  "long_tail_keyword",
  "hashtags",
  "created_at",
  "updated_at",
] as const;
const SHOWN = ["media_assets", "userprofiles"] as const;
const COUNTS = ["likes", "shares", "comments"] as const;
const LISTED = [...STORY_KEYS, ...SHOWN, ...COUNTS, "channels"] as const;

let ours: Team;
let author: Person;
let reader: Person;
let boss: Person;
let channelId: string;
let experienceId: string;
let experienceName: string;

beforeAll(async () => {
  [ours, author, reader, boss] = await Promise.all([
    team(),
    person("author"),
    person("reader"),
    person("boss", { superAdmin: true }),
  ]);
  experienceName = unique("Bridge");
  const [experience] = await sql`
    insert into public.experiences (owned_by, created_by, name, status)
    values (${ours.companyId}, ${ours.editor.id}, ${experienceName}, 'active') returning id`;
  experienceId = experience?.id;
  channelId = await channelOf(author);
});

async function channelOf({ token }: Person): Promise<string> {
  const body = { name: "Diary", channel_type: "Travel Buddy" };
  return (await call("POST", "/api/v1/channel", { token, body })).body.data.id;
}

async function create(fields: Record<string, unknown> = {}, who = author): Promise<string> {
  const answer = await call("POST", story, {
    token: who.token,
    body: {
      experience_id: experienceId,
      channel_id: who === author ? channelId : await channelOf(who),
      title: unique("Tale"),
      media: [PICTURE],
      ...fields,
    },
  });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.data.id;
}

const put = (id: string, { token }: Person, body: unknown) =>
  call("PUT", `${story}?story-id=${id}`, { token, body });

async function publish(fields: Record<string, unknown> = {}, who = author): Promise<string> {
  const id = await create(fields, who);
  const answer = await put(id, who, { status: "PUBLISHED" });
  expect(answer.status, answer.text).toBe(200);
  return id;
}

const read = (id: string, { token }: Person) => call("GET", `${story}?story-id=${id}`, { token });
const readPublic = (id: string) => call("GET", `${publicStory}?story-id=${id}`);

describe("story.create", () => {
  test("a draft with its pictures and where it came from", async () => {
    const reporter = crypto.randomUUID();
    const answer = await call("POST", story, {
      token: author.token,
      body: {
        experience_id: experienceId,
        reporter_id: reporter,
        channel_id: channelId,
        media: [
          "https://pictures.example/1.jpg",
          { url: "https://pictures.example/2.jpg", path: `${author.id}/tale/abc.jpg` },
          { url: "https://pictures.example/3.jpg", path: `${reader.id}/tale/abc.jpg` },
        ],
        title: "Dusk",
        notes: "boats, frogs",
        story_content: `We <b>floated</b> & "sang" until it's dark.`,
        seo_title_tag: "Dusk on the river",
        seo_meta_desc: "Boats and frogs.",
        seo_excerpt: "Boats",
        seo_slug: "dusk",
        long_tail_keyword: "river at dusk",
        hashtags: ["#hoian", "#sông"],
        status: "PUBLISHED",
      },
    });
    expect(answer.status, answer.text).toBe(201);
    expectKeys(answer.body, ["data"]);
    expectKeys(answer.body.data, ["message", "id", "media", "linksToTripReport"]);
    expect(answer.body.data.media).toHaveLength(3);
    expect(answer.body.data.linksToTripReport).toMatchObject({
      story_id: answer.body.data.id,
      reporter_id: reporter,
      experience_id: experienceId,
    });
    const { data } = (await read(answer.body.data.id, author)).body;
    expect(data).toMatchObject({
      user_id: author.id,
      status: "DRAFT",
      experience_id: experienceId,
      channel_id: channelId,
      notes: "boats, frogs",
      story_content: "We &lt;b&gt;floated&lt;/b&gt; &amp; &quot;sang&quot; until it&#39;s dark.",
      hashtags: ["#hoian", "#sông"],
      media_assets: [1, 2, 3].map((n) => ({ url: `https://pictures.example/${n}.jpg` })),
    });
    const files = await sql`select user_id, usage, mime_type, storage_path from public.media_assets
      where id = any (${answer.body.data.media}) order by url`;
    // A place in somebody else's folder would be a key to their file: it is not kept.
    expect(files.map((file) => file.storage_path)).toEqual([
      null,
      `${author.id}/tale/abc.jpg`,
      null,
    ]);
    for (const file of files) {
      expect(file).toMatchObject({ user_id: author.id, usage: "story", mime_type: "image/jpeg" });
    }
    // The same file again, e.g. in a second story: its record is found.
    const again = await call("POST", story, {
      token: author.token,
      body: {
        experience_id: experienceId,
        channel_id: channelId,
        media: [{ url: PICTURE, path: `${author.id}/tale/abc.jpg` }],
      },
    });
    expect(again.status, again.text).toBe(201);
    expect(again.body.data.media).toEqual([answer.body.data.media[1]]);
    expect(again.body.data.linksToTripReport).toBeNull();
  });

  test("defect 12: whose story it is, and its state, are not the body's to say", async () => {
    for (const forged of [{ user_id: reader.id }, { id: nobody }, { published_at: "2020-01-01" }]) {
      expectFailure(
        await call("POST", story, {
          token: author.token,
          body: { experience_id: experienceId, channel_id: channelId, media: [], ...forged },
        }),
        400,
        Object.keys(forged),
      );
    }
    const id = await create({ status: "PUBLISHED" });
    expect((await read(id, author)).body.data).toMatchObject({
      user_id: author.id,
      status: "DRAFT",
    });
  });

  test("defect 20: story and pictures are stored together or not at all", async () => {
    const stories = async () => {
      const [row] = await sql`select count(*)::int as n from public.stories s
        where s.user_id = ${author.id}`;
      const [files] = await sql`select count(*)::int as n from public.media_assets
        where user_id = ${author.id}`;
      return [row?.n, files?.n];
    };
    const before = await stories();
    // The database refuses the last picture, after the story and the first were stored.
    await sql`
      create or replace function public.refuse_for_test() returns trigger language plpgsql as $$
      begin
        if new.url like '%refuse-this%' then raise check_violation; end if;
        return new;
      end $$`;
    await sql`create trigger refuse_for_test before insert on public.media_assets
      for each row execute function public.refuse_for_test()`;
    try {
      expectFailure(
        await call("POST", story, {
          token: author.token,
          body: {
            experience_id: experienceId,
            channel_id: channelId,
            title: "Half",
            media: [PICTURE, "https://x.example/refuse-this.jpg"],
          },
        }),
        400,
      );
    } finally {
      await sql`drop trigger refuse_for_test on public.media_assets`;
      await sql`drop function public.refuse_for_test()`;
    }
    expect(await stories()).toEqual(before);
  });

  test("names bad input", async () => {
    const post = (body: Record<string, unknown>) =>
      call("POST", story, {
        token: author.token,
        body: { experience_id: experienceId, channel_id: channelId, media: [], ...body },
      });
    const long = (n: number) => "x".repeat(n);
    for (const [body, field] of [
      [{ media: undefined }, "media"],
      [{ media: "https://x.example/a.jpg" }, "media"],
      [{ media: ["javascript:alert(1)"] }, "media.0"],
      [{ media: [{ url: "/relative.jpg" }] }, "media.0"],
      [{ story_content: "too short" }, "story_content"],
      [{ story_content: long(100_001) }, "story_content"],
      [{ seo_title_tag: long(61) }, "seo_title_tag"],
      [{ seo_meta_desc: long(161) }, "seo_meta_desc"],
      [{ hashtags: ["saigon"] }, "hashtags.0"],
      [{ hashtags: [`#${long(50)}`] }, "hashtags.0"],
      [{ experience_id: "x" }, "experience_id"],
      [{ experience_id: undefined }, "experience_id"],
      [{ channel_id: undefined }, "channel_id"],
      [{ channel_id: null }, "channel_id"],
    ] as const) {
      expectFailure(await post(body), 400, [field]);
    }
    expectFailure(await post({ experience_id: nobody }), 400);
    expectFailure(await post({ channel_id: nobody }), 400);
    await expectLocked("POST", story, { media: [] });
  });

  test("the limits themselves are allowed, and what was escaped comes back the way it went", async () => {
    const text = `"${"<'>&".repeat(24_999)}..."`.slice(0, 100_000);
    const id = await create({
      story_content: text,
      seo_title_tag: "é".repeat(60),
      seo_meta_desc: "é".repeat(160),
      hashtags: [`#${"é".repeat(49)}`],
    });
    const stored = (await read(id, author)).body.data.story_content;
    expect(stored).not.toMatch(/[<>"']/);
    const answer = await put(id, author, { story_content: stored });
    expect(answer.status, answer.text.slice(0, 200)).toBe(200);
    expect(answer.body.data.story_content).toBe(stored);
  });

  test("experiences the author cannot see, and other people's channels, are not there", async () => {
    const [hidden] = await sql`
      insert into public.experiences (owned_by, created_by, name, status)
      values (${ours.companyId}, ${ours.editor.id}, 'Secret', 'internal') returning id`;
    const body = { media: [], experience_id: hidden?.id, channel_id: channelId };
    expectFailure(await call("POST", story, { token: author.token, body }), 400);
    const own = { ...body, channel_id: await channelOf(ours.member) };
    expect((await call("POST", story, { token: ours.member.token, body: own })).status).toBe(201);
    expectFailure(
      await call("POST", story, {
        token: reader.token,
        body: { media: [], experience_id: experienceId, channel_id: channelId },
      }),
      400,
    );
  });
});

describe("story.get-all and story.get", () => {
  test("one's own in every state, newest first, with everything around them", async () => {
    const who = await person("teller");
    await sql`update public.userprofiles set firstname = 'Lan', lastname = 'Pham'
      where userid = ${who.id}`;
    const first = await create({}, who);
    const second = await publish({}, who);
    const answer = await call("GET", story, { token: who.token });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["data"]);
    expect(answer.body.data.map((row: { id: string }) => row.id)).toEqual([second, first]);
    const [row] = answer.body.data;
    expectKeys(row, LISTED);
    expect(row).toMatchObject({
      media_assets: [{ url: PICTURE }],
      channels: { channel_type: "Travel Buddy", name: "Diary" },
      userprofiles: {
        email: who.email,
        firstname: "Lan",
        lastname: "Pham",
        media_assets: null,
      },
      likes: [{ count: 0 }],
      shares: [{ count: 0 }],
      comments: [{ count: 0 }],
    });
    const page = await call("GET", `${story}?limit=1`, { token: who.token });
    const next = await call("GET", `${story}?limit=1&cursor=${page.body.next_cursor}`, {
      token: who.token,
    });
    expect([page, next].map(({ body }) => body.data[0].id)).toEqual([second, first]);
    await expectLocked("GET", story);
  });

  test("published ones by anybody signed in, drafts by their author", async () => {
    const draft = await create({ channel_id: channelId });
    const published = await publish({ channel_id: channelId });
    const answer = await read(published, reader);
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body.data, [...LISTED, "experiences", "destinations"]);
    expect(answer.body.data).toMatchObject({
      experiences: { name: experienceName },
      destinations: { name: experienceName },
      channels: { channel_type: "Travel Buddy", name: "Diary" },
    });
    for (const who of [author, boss]) expect((await read(draft, who)).status).toBe(200);
    for (const who of [reader, ours.owner]) expectFailure(await read(draft, who), 404);
    expectFailure(await read(nobody, reader), 404);
    expectFailure(await read("x", reader), 400, ["story-id"]);
    expectFailure(await call("GET", `${story}/get`, { token: reader.token }), 400, ["story-id"]);
    await expectLocked("GET", `${story}?story-id=${published}`);
  });
});

describe("story.update and story.delete", () => {
  test("by the author; the first publication is kept", async () => {
    const id = await create();
    const published = await put(id, author, {
      status: "PUBLISHED",
      title: "Night",
      channel_id: channelId,
    });
    expect(published.status, published.text).toBe(200);
    expectKeys(published.body, ["data"]);
    expectKeys(published.body.data, STORY_KEYS);
    expect(published.body.data).toMatchObject({
      title: "Night",
      status: "PUBLISHED",
      channel_id: channelId,
      destination_id: experienceId,
    });
    const since = async () =>
      (await sql`select published_at from public.stories where id = ${id}`)[0]?.published_at;
    const first = await since();
    expect(first).toBeInstanceOf(Date);

    const archived = await call("DELETE", `${story}?story-id=${id}`, { token: author.token });
    expect(archived.status, archived.text).toBe(200);
    expect(archived.body).toEqual({ data: { id, status: "ARCHIVED" } });
    expectFailure(await read(id, reader), 404);
    expect((await read(id, author)).body.data.status).toBe("ARCHIVED");
    // Again: the same answer.
    const repeated = await call("DELETE", `${story}/delete?story_id=${id}`, {
      token: author.token,
    });
    expect(repeated.body).toEqual(archived.body);
    await put(id, author, { status: "PUBLISHED" });
    expect(await since()).toEqual(first);
  });

  test("nobody else; unknown ones are not there", async () => {
    const published = await publish();
    const draft = await create();
    for (const who of [reader, ours.owner, boss]) {
      expectFailure(await put(published, who, { title: "Mine" }), 403);
      expectFailure(
        await call("DELETE", `${story}?story-id=${published}`, { token: who.token }),
        403,
      );
    }
    expectFailure(await put(draft, reader, { title: "Mine" }), 404);
    expectFailure(await put(nobody, author, { title: "Mine" }), 404);
    expectFailure(
      await call("DELETE", `${story}?story-id=${nobody}`, { token: author.token }),
      404,
    );
    await expectLocked("PUT", `${story}?story-id=${published}`, { title: "x" });
    await expectLocked("DELETE", `${story}?story-id=${published}`);
  });

  test("names bad input; the author cannot be changed", async () => {
    const id = await create();
    expectFailure(await put(id, author, {}), 400, ["body"]);
    expectFailure(await put(id, author, { user_id: reader.id }), 400, ["body"]);
    expectFailure(await put(id, author, { published_at: "2020-01-01" }), 400, ["published_at"]);
    // The whole row, as clients may send it back.
    const { data: row } = (await put(id, author, { title: "Once" })).body;
    const whole = { ...row, title: "Twice", user_id: reader.id, experience_id: null, id: nobody };
    const changed = await put(id, author, whole);
    expect(changed.status, changed.text).toBe(200);
    expect(changed.body.data).toEqual({
      ...row,
      title: "Twice",
      updated_at: expect.any(String),
    });
    expectFailure(await put(id, author, { status: "published" }), 400, ["status"]);
    expectFailure(await put(id, author, { story_content: "short" }), 400, ["story_content"]);
    expectFailure(await put(id, author, { channel_id: nobody }), 400, ["channel_id"]);
    // More than the 1 MB of other addresses, as installed clients may send.
    expectFailure(await put(id, author, { story_content: "x".repeat(2_000_000) }), 400, [
      "story_content",
    ]);
    expectFailure(await put(id, author, { story_content: "x".repeat(4_600_000) }), 413);
  });
});

describe("story.public", () => {
  test("defect 11: no drafts, no archived ones, none of hidden experiences, no e-mails", async () => {
    const [place] = await sql`
      insert into public.experiences (owned_by, created_by, name, status)
      values (${ours.companyId}, ${ours.editor.id}, ${unique("Pier")}, 'active') returning id`;
    const where = { experience_id: place?.id };
    const published = await publish(where);
    const placeless = await publish();
    await sql`update public.stories set experience_id = null where id = ${placeless}`;
    const draft = await create(where);
    const archived = await publish(where);
    await call("DELETE", `${story}?story-id=${archived}`, { token: author.token });
    const listed = async () => {
      const answers = await Promise.all([
        call("GET", publicStory),
        call("GET", `/api/v1/experiences/public/stories?experience-id=${place?.id}`),
        call("GET", `/api/v1/experiences/public/travelerPhotos?experience-id=${place?.id}`),
      ]);
      for (const { text } of answers) expect(text).not.toContain(author.email);
      return answers.map(({ body }) => body.data.map((row: { id: string }) => row.id) as string[]);
    };

    const [all, ofPlace, photos] = await listed();
    expect(all).toEqual(expect.arrayContaining([published, placeless]));
    expect(ofPlace).toEqual([published]);
    expect(photos).toEqual([published]);
    for (const hidden of [draft, archived, nobody]) {
      expect(all).not.toContain(hidden);
      expectFailure(await readPublic(hidden), 404);
    }
    const one = await readPublic(published);
    expect(one.body.data.userprofiles.email).toBe(`${author.email[0]}***@***`);

    const token = ours.editor.token;
    const body = { status: "inactive" };
    await call("PUT", `/api/v1/experiences?experience-id=${place?.id}`, { token, body });
    expectFailure(await readPublic(published), 404);
    const [later, ofHidden, photosOfHidden] = await listed();
    expect(later).not.toContain(published);
    expect(ofHidden).toEqual([]);
    expect(photosOfHidden).toEqual([]);
  });

  test("shapes, order, pages and ETag", async () => {
    const older = await publish({ channel_id: channelId });
    const newer = await publish({ channel_id: channelId });
    const answer = await call("GET", publicStory);
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["data"]);
    for (const row of answer.body.data) expectKeys(row, LISTED);
    const mine = answer.body.data.filter(({ id }: { id: string }) => [older, newer].includes(id));
    expect(mine).toMatchObject([
      { id: newer, channels: { channel_type: "Travel Buddy", name: "Diary" } },
      { id: older },
    ]);
    // Others publish meanwhile, so only what the pages have in common is certain.
    const first = await call("GET", `${publicStory}?limit=2`);
    expectKeys(first.body, ["data", "next_cursor"]);
    const second = await call("GET", `${publicStory}?limit=2&cursor=${first.body.next_cursor}`);
    const shown = [...first.body.data, ...second.body.data];
    expect(new Set(shown.map(({ id }: { id: string }) => id)).size).toBe(4);
    const times = shown.map(({ created_at }) => Date.parse(created_at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));

    const one = await readPublic(newer);
    const headers = { "if-none-match": one.headers.get("etag") ?? "" };
    const again = await call("GET", `${publicStory}?story-id=${newer}`, { headers });
    expect(again.status).toBe(304);
    expectKeys(one.body.data, [...LISTED, "experiences", "destinations"]);
    expect(one.body.data.channels).toEqual({ channel_type: "Travel Buddy" });
    expectFailure(await readPublic("x"), 400, ["story-id"]);
    // A bad token is ignored where nobody needs one.
    expect((await call("GET", publicStory, { token: "nonsense" })).status).toBe(200);
  });

  test("stories of other channels are there, their channel is not", async () => {
    const other = await call("POST", "/api/v1/channel", {
      token: author.token,
      body: { name: "Insta", channel_type: "Instagram" },
    });
    const id = await publish({ channel_id: other.body.data.id });
    const { data } = (await call("GET", publicStory)).body;
    const row = data.find((one: { id: string }) => one.id === id);
    expect(row).toMatchObject({ id, channels: null });
  });

  test("every write shows at once", async () => {
    const id = await publish({ title: "Before" });
    const seen = async () => (await readPublic(id)).body.data;
    expect(await seen()).toMatchObject({ title: "Before", likes: [{ count: 0 }] });
    await put(id, author, { title: "After" });
    expect((await seen()).title).toBe("After");
    const { token } = reader;
    await call("POST", "/api/v1/story/likes", { token, body: { story_id: id, liked: true } });
    await call("POST", "/api/v1/story/shares", {
      token,
      body: { story_id: id, platform: "instagram" },
    });
    const comment = await call("POST", "/api/v1/story/comments", {
      token,
      body: { story_id: id, content: "!" },
    });
    expect(await seen()).toMatchObject({
      likes: [{ count: 1 }],
      shares: [{ count: 1 }],
      comments: [{ count: 1 }],
    });
    await call("DELETE", `/api/v1/story/comments?comment-id=${comment.body.data.id}`, { token });
    expect((await seen()).comments).toEqual([{ count: 0 }]);
  });

  test("beside an experience", async () => {
    const id = await publish({ seo_title_tag: "Tag", hashtags: ["#a"] });
    const stories = await call(
      "GET",
      `/api/v1/experiences/public/stories/get?experience_id=${experienceId}&limit=1`,
    );
    expect(stories.status, stories.text).toBe(200);
    expectKeys(stories.body.data[0], [...STORY_KEYS, "experiences", ...SHOWN]);
    expect(stories.body.data[0]).toMatchObject({ id, experiences: { name: experienceName } });
    const photos = await call(
      "GET",
      `/api/experiences/public/travelerPhotos?experience-id=${experienceId}&limit=1`,
    );
    expect(photos.body.data[0]).toEqual({
      id,
      status: "PUBLISHED",
      created_at: expect.any(String),
      seo_title_tag: "Tag",
      hashtags: ["#a"],
      experiences: { name: experienceName },
      media_assets: [{ url: PICTURE }],
      userprofiles: {
        email: `${author.email[0]}***@***`,
        firstname: null,
        lastname: null,
        media_assets: null,
      },
    });
    for (const address of ["stories", "travelerPhotos"]) {
      const path = `/api/v1/experiences/public/${address}`;
      expect((await call("GET", `${path}?experience-id=${nobody}`)).body).toEqual({ data: [] });
      expectFailure(await call("GET", path), 400, ["experience-id"]);
      expectFailure(await call("GET", `${path}?experience-id=x`), 400, ["experience-id"]);
    }
  });
});

describe("story.likes", () => {
  const likes = "/api/v1/story/likes";
  const toggle = (id: string, { token }: Person, liked?: boolean, path = likes) =>
    call("POST", path, {
      token,
      body: { story_id: id, ...(liked === undefined ? {} : { liked }) },
    });
  const state = async (id: string, { token }: Person) =>
    (await call("GET", `${likes}?story-id=${id}`, { token })).body;
  const rows = async (id: string) =>
    (await sql`select count(*)::int as n from public.likes where story_id = ${id}`)[0]?.n;

  test("toggles, and says the new state", async () => {
    const id = await publish();
    expect(await state(id, reader)).toEqual({ status: false, like_id: null });
    const liked = await toggle(id, reader);
    expect(liked.status, liked.text).toBe(200);
    expect(liked.body).toEqual({
      data: { message: "Liked", status: true, like_id: expect.any(String) },
    });
    const { like_id } = liked.body.data;
    expect(await state(id, reader)).toEqual({ status: true, like_id });
    expect(await state(id, author)).toEqual({ status: false, like_id: null });
    const unliked = await toggle(id, reader, undefined, `${likes}/toggle`);
    expect(unliked.body).toEqual({ data: { message: "Unliked", status: false, like_id } });
    expect(await rows(id)).toBe(0);
  });

  test("the wished state may be repeated", async () => {
    const id = await publish();
    const first = await toggle(id, reader, true);
    const second = await toggle(id, reader, true);
    expect(second.body).toEqual(first.body);
    expect(await rows(id)).toBe(1);
    for (const like_id of [first.body.data.like_id, null]) {
      const answer = await call("DELETE", `${likes}?story-id=${id}`, { token: reader.token });
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toEqual({ data: { message: "Unliked", status: false, like_id } });
    }
    expect((await toggle(id, reader, false)).body.data).toMatchObject({ status: false });
  });

  test("defect 20: fifty at once leave one like or none", async () => {
    const id = await publish();
    const fifty = (liked?: boolean) =>
      Promise.all(Array.from({ length: 50 }, () => toggle(id, reader, liked)));
    const toggled = await fifty();
    expect(toggled.map(({ status }) => status)).toEqual(Array(50).fill(200));
    // An even number of toggles, each seeing the one before.
    expect(toggled.filter(({ body }) => body.data.status)).toHaveLength(25);
    expect(await rows(id)).toBe(0);
    const wished = await fifty(true);
    expect(new Set(wished.map(({ body }) => body.data.like_id)).size).toBe(1);
    expect(await rows(id)).toBe(1);
  });

  test("what one does not see cannot be liked", async () => {
    const draft = await create();
    for (const id of [draft, nobody]) {
      expectFailure(await toggle(id, reader), 404);
      expectFailure(await call("GET", `${likes}?story-id=${id}`, { token: reader.token }), 404);
      expectFailure(await call("DELETE", `${likes}?story-id=${id}`, { token: reader.token }), 404);
    }
    const { token } = reader;
    expectFailure(await call("POST", likes, { token, body: {} }), 400, ["story_id"]);
    expectFailure(
      await call("POST", likes, { token, body: { story_id: draft, user_id: author.id } }),
      400,
      ["user_id"],
    );
    expectFailure(await call("GET", likes, { token }), 400, ["story-id"]);
    await expectLocked("POST", likes, { story_id: draft });
    await expectLocked("GET", `${likes}?story-id=${draft}`);
    await expectLocked("DELETE", `${likes}?story-id=${draft}`);
  });
});

describe("story.comments", () => {
  const comments = "/api/v1/story/comments";
  const post = (body: Record<string, unknown>, { token }: Person) =>
    call("POST", comments, { token, body });

  test("written, read, changed, deleted", async () => {
    const id = await publish();
    const plain = await post({ story_id: id, content: "  Lovely.  " }, reader);
    expect(plain.status, plain.text).toBe(200);
    expectKeys(plain.body.data, ["message", "id"]);
    const pictured = await post(
      { story_id: id, content: "Like here", media: [PICTURE, { url: `${PICTURE}?2` }] },
      author,
    );
    expectKeys(pictured.body.data, ["message", "id", "media"]);
    expect(pictured.body.data.media).toHaveLength(2);

    const answer = await call("GET", `${comments}?story-id=${id}`, { token: reader.token });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body.data).toEqual([
      {
        id: pictured.body.data.id,
        story_id: id,
        user_id: author.id,
        content: "Like here",
        created_at: expect.any(String),
        updated_at: null,
        media_assets: [{ url: PICTURE }, { url: `${PICTURE}?2` }],
      },
      expect.objectContaining({ content: "Lovely.", user_id: reader.id, media_assets: [] }),
    ]);
    const page = await call("GET", `${comments}?story-id=${id}&limit=1`, { token: reader.token });
    expect(page.body.next_cursor).toEqual(expect.any(String));

    const address = `${comments}?comment-id=${plain.body.data.id}`;
    const edit = (who: Person) =>
      call("PUT", address, { token: who.token, body: { content: "Lovelier.", media: [] } });
    const edited = await edit(reader);
    expect(edited.status, edited.text).toBe(200);
    expect(edited.body).toEqual({
      data: {
        message: expect.any(String),
        id: plain.body.data.id,
        updated_comment: "Lovelier.",
      },
    });
    // The story's author reads it, but it is not theirs to change.
    expectFailure(await edit(author), 403);
    expectFailure(await call("DELETE", address, { token: author.token }), 403);
    const gone = await call("DELETE", address, { token: reader.token });
    expect(gone.body.data.id).toBe(plain.body.data.id);
    expectFailure(await call("DELETE", address, { token: reader.token }), 404);
    const moderated = await call("DELETE", `${comments}?comment-id=${pictured.body.data.id}`, {
      token: boss.token,
    });
    expect(moderated.status, moderated.text).toBe(200);
  });

  test("bad input, hidden stories, forged authors", async () => {
    const id = await publish();
    const draft = await create();
    expectFailure(await post({ story_id: id }, reader), 400, ["content"]);
    expectFailure(await post({ story_id: id, content: "  " }, reader), 400, ["content"]);
    expectFailure(await post({ story_id: id, content: "x", media: ["x"] }, reader), 400, [
      "media.0",
    ]);
    expectFailure(await post({ story_id: id, content: "x", user_id: author.id }, reader), 400, [
      "user_id",
    ]);
    for (const hidden of [draft, nobody]) {
      expectFailure(await post({ story_id: hidden, content: "x" }, reader), 404);
      expectFailure(
        await call("GET", `${comments}?story-id=${hidden}`, { token: reader.token }),
        404,
      );
    }
    expect(
      (await call("GET", `${comments}?story-id=${draft}`, { token: author.token })).body,
    ).toEqual({ data: [] });
    expectFailure(await call("GET", comments, { token: reader.token }), 400, ["story-id"]);
    const put = (target: string, body: unknown) =>
      call("PUT", `${comments}?comment-id=${target}`, { token: reader.token, body });
    expectFailure(await put(nobody, { content: "x" }), 404);
    expectFailure(await put(nobody, {}), 400, ["content"]);
    expectFailure(await put(nobody, { content: "x", likes: 7 }), 400, ["likes"]);
    await expectLocked("POST", comments, { story_id: id, content: "x" });
    await expectLocked("GET", `${comments}?story-id=${id}`);
    await expectLocked("PUT", `${comments}?comment-id=${nobody}`, { content: "x" });
    await expectLocked("DELETE", `${comments}?comment-id=${nobody}`);
  });
});

describe("story.shares.create", () => {
  const shares = "/api/v1/story/shares";

  test("every call counts; the message names the platform", async () => {
    const id = await publish();
    const share = () =>
      call("POST", shares, {
        token: reader.token,
        body: { story_id: id, platform: "facebook" },
      });
    const first = await share();
    expect(first.status, first.text).toBe(201);
    expectKeys(first.body.data, ["message", "id"]);
    expect(first.body.data.message).toContain("facebook");
    expect((await share()).body.data.id).not.toBe(first.body.data.id);
    expect((await readPublic(id)).body.data.shares).toEqual([{ count: 2 }]);
  });

  test("bad input and hidden stories", async () => {
    const draft = await create();
    const post = (body: Record<string, unknown>) =>
      call("POST", shares, { token: reader.token, body });
    expectFailure(await post({ story_id: draft, platform: "facebook" }), 404);
    expectFailure(await post({ story_id: nobody, platform: "facebook" }), 404);
    expectFailure(await post({ story_id: nobody, platform: "myspace" }), 400, ["platform"]);
    expectFailure(await post({ story_id: nobody, platform: "facebook", user_id: nobody }), 400, [
      "user_id",
    ]);
    await expectLocked("POST", shares, { story_id: draft, platform: "facebook" });
  });
});
