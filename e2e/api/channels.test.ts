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
} from "./support.ts";

const channel = "/api/v1/channel";
const CHANNEL_KEYS = [
  "id",
  "user_id",
  "name",
  "channel_type",
  "url",
  "brand_voice",
  "created_at",
  "updated_at",
] as const;

let owner: Person;
let stranger: Person;
let boss: Person;

beforeAll(async () => {
  [owner, stranger, boss] = await Promise.all([
    person("owner"),
    person("stranger"),
    person("boss", { superAdmin: true }),
  ]);
});

async function create(fields: Record<string, unknown> = {}): Promise<string> {
  const answer = await call("POST", channel, {
    token: owner.token,
    body: { name: "Diary", ...fields },
  });
  expect(answer.status, answer.text).toBe(201);
  expectKeys(answer.body.data, ["message", "id"]);
  return answer.body.data.id;
}

describe("channel", () => {
  test("is the caller's; every spelling of a type is kept", async () => {
    for (const channel_type of [" Travel Buddy", "travel_buddy", "Instagram", "tiktok"]) {
      const id = await create({ channel_type, url: "https://x.example/me", brand_voice: "Dry." });
      const [row] = await sql`select user_id, channel_type from public.channels where id = ${id}`;
      expect(row).toEqual({ user_id: owner.id, channel_type });
    }
    await create({ url: "", channel_type: null });
  });

  test("defect 12: nobody makes a channel for somebody else", async () => {
    const body = { name: "Theirs", user_id: stranger.id };
    expectFailure(await call("POST", channel, { token: owner.token, body }), 400, ["user_id"]);
    const id = await create();
    const put = (body: object) =>
      call("PUT", `${channel}?channel-id=${id}`, { token: owner.token, body });
    expectFailure(await put({ user_id: stranger.id }), 400, ["body"]);
    // The whole row, as clients may send it back.
    const { data } = (await put({ name: "Ours" })).body;
    const answer = await put({ ...data, name: "Still ours", user_id: stranger.id, id: nobody });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.data).toMatchObject({ id, name: "Still ours", user_id: owner.id });
  });

  test("lists one's own, newest first, and reads one", async () => {
    const first = await create();
    const second = await create();
    const { token } = owner;
    const list = await call("GET", channel, { token });
    expect(list.status, list.text).toBe(200);
    expectKeys(list.body, ["data"]);
    for (const row of list.body.data) {
      expectKeys(row, CHANNEL_KEYS);
      expect(row.user_id).toBe(owner.id);
    }
    expect(list.body.data.slice(0, 2).map((row: { id: string }) => row.id)).toEqual([
      second,
      first,
    ]);
    const page = await call("GET", `${channel}?limit=1`, { token });
    const next = await call("GET", `${channel}?limit=1&cursor=${page.body.next_cursor}`, { token });
    expect(next.body.data[0].id).toBe(first);
    const one = await call("GET", `${channel}?channel_id=${first}`, { token });
    expectKeys(one.body.data, CHANNEL_KEYS);
    expectFailure(
      await call("GET", `${channel}?channel-id=${first}`, { token: stranger.token }),
      404,
    );
    expect(
      (await call("GET", `${channel}?channel-id=${first}`, { token: boss.token })).status,
    ).toBe(200);
    expectFailure(await call("GET", `${channel}?channel-id=x`, { token }), 400, ["channel-id"]);
    await expectLocked("GET", channel);
    await expectLocked("GET", `${channel}?channel-id=${first}`);
  });

  test("is changed and deleted by its owner", async () => {
    const id = await create();
    const put = (who: Person, body: unknown, target = id) =>
      call("PUT", `${channel}?channel-id=${target}`, { token: who.token, body });
    const changed = await put(owner, { brand_voice: "Warm.", url: null });
    expect(changed.status, changed.text).toBe(200);
    expectKeys(changed.body.data, CHANNEL_KEYS);
    expect(changed.body.data.brand_voice).toBe("Warm.");
    expectFailure(await put(stranger, { name: "x" }), 404);
    expectFailure(await put(boss, { name: "x" }), 403);
    expectFailure(await put(owner, { name: "x" }, nobody), 404);
    expectFailure(await put(owner, {}), 400, ["body"]);

    const [story] = await sql`insert into public.stories (user_id, channel_id)
      values (${owner.id}, ${id}) returning id`;
    const remove = (who: Person) =>
      call("DELETE", `${channel}?channel-id=${id}`, { token: who.token });
    expectFailure(await remove(stranger), 404);
    expectFailure(await remove(boss), 403);
    const removed = await remove(owner);
    expect(removed.status, removed.text).toBe(200);
    expect(removed.body.data.id).toBe(id);
    expectFailure(await remove(owner), 404);
    const [kept] = await sql`select channel_id from public.stories where id = ${story?.id}`;
    expect(kept).toEqual({ channel_id: null });
    await expectLocked("PUT", `${channel}?channel-id=${id}`, { name: "x" });
    await expectLocked("DELETE", `${channel}?channel-id=${id}`);
  });

  test("names bad input", async () => {
    const post = (body: unknown) => call("POST", channel, { token: owner.token, body });
    expectFailure(await post({ channel_type: "MySpace" }), 400, ["channel_type"]);
    expectFailure(await post({ url: "javascript:alert(1)" }), 400, ["url"]);
    expectFailure(await post({ name: "x".repeat(256) }), 400, ["name"]);
    await expectLocked("POST", channel, { name: "x" });
  });
});

describe("media-assets.create", () => {
  const media = "/api/v1/media-assets";
  const signedUrl = "https://pictures.example/a.jpg";

  test("registers a link; either spelling of the type", async () => {
    for (const [type, stored] of [
      [{ mime_type: "image/png" }, "image/png"],
      [{ mimeType: "image/PNG" }, "image/png"],
      [{ mimeType: "video/webm; codecs=vp9" }, "video/webm"],
      [{ mimeType: "" }, null],
      [{}, null],
    ] as const) {
      const answer = await call("POST", media, {
        token: owner.token,
        body: { signedUrl, usage: "banner", ...type },
      });
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toEqual({ data: { id: expect.any(String) }, success: true });
      const [row] = await sql`select user_id, url, usage, mime_type from public.media_assets
        where id = ${answer.body.data.id}`;
      expect(row).toEqual({
        user_id: owner.id,
        url: signedUrl,
        usage: "banner",
        mime_type: stored,
      });
    }
  });

  test("names bad input; the owner is not the body's to say", async () => {
    const post = (body: unknown) => call("POST", media, { token: owner.token, body });
    expectFailure(await post({}), 400, ["signedUrl"]);
    expectFailure(await post({ signedUrl: "javascript:alert(1)" }), 400, ["signedUrl"]);
    expectFailure(await post({ signedUrl, usage: "weapon" }), 400, ["usage"]);
    expectFailure(await post({ signedUrl, mime_type: "text" }), 400, ["mime_type"]);
    expectFailure(await post({ signedUrl, uploader_id: stranger.id }), 400, ["uploader_id"]);
    expectFailure(await post({ signedUrl, user_id: stranger.id }), 400, ["user_id"]);
    await expectLocked("POST", media, { signedUrl });
  });
});
