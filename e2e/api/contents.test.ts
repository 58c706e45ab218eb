/** What belongs to an experience: blocks, activities, places, children; under both names of it. */
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  call,
  EXPERIENCE_KEYS,
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

const api = "/api/v1";
const ids = (answer: Answer): string[] => answer.body.data.map((row: { id: string }) => row.id);

const DETAIL_KEYS =
  "id experience_id type name text media media_id tips created_at updated_at".split(" ");
const ACTIVITY_KEYS =
  "id experience_id created_by title hours address description description_thumbnail primary_photo primary_photo_id photos photos_id highlights order_of_appearance status created_at updated_at".split(
    " ",
  );
const LOCATION_KEYS = ACTIVITY_KEYS.filter(
  (key) => !["address", "photos_id", "highlights"].includes(key),
);
const asDestination = (keys: readonly string[], without: string[] = []) =>
  keys
    .filter((key) => !without.includes(key))
    .map((key) => key.replace("experience_id", "destination_id"))
    .map((key) => key.replace("parent_experience", "parent_destination"));

let ours: Team;
let boss: Person;
let traveller: Person;
let published: string;
let draft: string;

async function experience(fields: Record<string, unknown> = {}): Promise<string> {
  const answer = await call("POST", `${api}/experiences`, {
    token: ours.editor.token,
    body: { name: unique("Hội An"), owned_by: ours.companyId, ...fields },
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data.id;
}

/** Creates through the API and answers the id. */
async function add(path: string, body: Record<string, unknown>, who = ours.editor) {
  const answer = await call("POST", api + path, { token: who.token, body });
  expect(answer.status, answer.text).toBe(200);
  expectKeys(answer.body, ["data", "success"]);
  expectKeys(answer.body.data, ["id"]);
  return answer.body.data.id as string;
}

const get = (path: string, who: Person = traveller) =>
  call("GET", api + path, { token: who.token });
const put = (path: string, body: unknown, who: Person = ours.editor) =>
  call("PUT", api + path, { token: who.token, body });
const remove = (path: string, who: Person = ours.editor) =>
  call("DELETE", api + path, { token: who.token });

async function picture(owner: Person): Promise<string> {
  const [row] = await sql`
    insert into public.media_assets (user_id, bucket, storage_path, url)
    values (${owner.id}, 'experience', ${`${owner.id}/${unique("p")}/a.jpg`},
      'https://files.example/a.jpg') returning id`;
  return row?.id;
}

beforeAll(async () => {
  [ours, boss, traveller] = await Promise.all([
    team(),
    person("boss", { superAdmin: true }),
    person("traveller"),
  ]);
  [published, draft] = await Promise.all([experience({ status: "active" }), experience()]);
});

/** Both names of an experience: same records, same ids. */
const names = [
  { root: "experiences", parameter: "experience-id", owner: "experience_id", keys: DETAIL_KEYS },
  {
    root: "destination",
    parameter: "destination_id",
    owner: "destination_id",
    keys: asDestination(DETAIL_KEYS),
  },
];

describe.each(names)("details of $root", ({ root, parameter, owner, keys }) => {
  const path = `/${root}/details`;
  const listed = (id: string, query = "", who: Person = traveller) =>
    get(`${path}?${parameter}=${id}${query}`, who);

  test("editors, admins and SUPER_ADMIN add; readers see it in the order of creation", async () => {
    const id = await experience({ status: "active" });
    const history = await add(path, {
      [owner]: id,
      type: "historical_context",
      name: "Cầu Nhật Bản",
      text: "Xây từ thế kỷ 17.",
      media: ["https://example.com/a.jpg"],
      tips: [{ text: "Come early.", type: "best_time" }],
      created_at: "2024-01-02T03:04:05Z",
    });
    const byOwner = await add(path, { [owner]: id }, ours.owner);
    const byBoss = await add(path, { [owner]: id, type: "photography_tips" }, boss);
    const photo = await add(path, { [owner]: id, type: "iconic_photos" });

    const all = await listed(id);
    expect(all.status, all.text).toBe(200);
    expectKeys(all.body, ["data"]);
    expect(ids(all)).toEqual([history, byOwner, byBoss]);
    expectKeys(all.body.data[0], keys);
    expect(all.body.data[0]).toMatchObject({
      [owner]: id,
      created_at: "2024-01-02T03:04:05+00:00",
      tips: [{ text: "Come early.", type: "best_time" }],
    });
    expect(ids(await listed(id, "&type=photography_tips"))).toEqual([byBoss]);
    expect(ids(await listed(id, "&type=iconic_photos"))).toEqual([photo]);
    expect(ids(await listed(id, "&type=whatever"))).toEqual([]);
    // The original read both by place, whatever their names.
    expect(ids(await get(`${path}?id=${id}&kind=photography_tips`))).toEqual([byBoss]);
    expectFailure(await get(`${path}?id=${id}&kind=x&more=y`), 400, ["more"]);

    const first = await listed(id, "&limit=2");
    expect(ids(first)).toEqual([history, byOwner]);
    const second = await listed(id, `&limit=2&cursor=${first.body.next_cursor}`);
    expect(ids(second)).toEqual([byBoss]);
    expect(second.body.next_cursor).toBeNull();
  });

  test("defect 3: blocks of an experience are its company's to write, drafts theirs to see", async () => {
    const block = await add(path, { [owner]: published, text: "x" });
    const hidden = await add(path, { [owner]: draft, text: "x" });
    for (const who of [ours.member, ours.stranger, traveller]) {
      const body = { [owner]: published, text: "Mine" };
      expectFailure(await call("POST", api + path, { token: who.token, body }), 403);
      expectFailure(await put(`${path}?dd_id=${block}`, { text: "Mine" }, who), 403);
      expectFailure(await remove(`${path}?dd_id=${block}`, who), 403);
    }
    expectFailure(await put(`${path}?dd_id=${hidden}`, { text: "Mine" }, ours.member), 403);
    expectFailure(await remove(`${path}?dd_id=${hidden}`, ours.member), 403);
    for (const who of [ours.stranger, traveller]) {
      const body = { [owner]: draft, text: "Mine" };
      expectFailure(await call("POST", api + path, { token: who.token, body }), 404);
      expectFailure(await put(`${path}?dd_id=${hidden}`, { text: "Mine" }, who), 404);
      expect((await remove(`${path}?dd_id=${hidden}`, who)).body).toEqual({ data: [] });
      expect(ids(await listed(draft, "", who))).toEqual([]);
    }
    expect(ids(await listed(draft, "", ours.member))).toContain(hidden);
    const left = await sql`
      select text from public.experience_details where id in (${block}, ${hidden})`;
    expect(left.map(({ text }) => text)).toEqual(["x", "x"]);
  });

  test("changes what is named, ignores what a client sends back", async () => {
    const block = await add(path, { [owner]: published, name: "Before" });
    const answer = await put(`${path}?dd-id=${block}`, {
      id: nobody,
      [owner]: nobody,
      created_by: nobody,
      name: "After",
      type: "famous_visitors",
      media_id: null,
    });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["success", "message", "data"]);
    expect(answer.body.data).toEqual([{ id: block }]);
    const [row] = await sql`
      select name, type, experience_id from public.experience_details where id = ${block}`;
    expect(row).toEqual({ name: "After", type: "famous_visitors", experience_id: published });
  });

  test("names bad input", async () => {
    const post = (body: Record<string, unknown>) =>
      call("POST", api + path, { token: ours.editor.token, body });
    expectFailure(await post({}), 400, [owner]);
    expectFailure(await post({ [owner]: published, type: "gossip" }), 400, ["type"]);
    expectFailure(await post({ [owner]: published, media: ["javascript:alert(1)"] }), 400, [
      "media.0",
    ]);
    expectFailure(await post({ [owner]: published, tips: [{ text: "x", type: "maybe" }] }), 400, [
      "tips.0.type",
    ]);
    expectFailure(await post({ [owner]: published, id: nobody }), 400, ["id"]);
    expectFailure(await post({ [owner]: published, media_id: nobody }), 400);
    const block = await add(path, { [owner]: published });
    expectFailure(await put(`${path}?dd_id=${block}`, {}), 400);
    expectFailure(await put(`${path}?dd_id=${block}`, { id: block }), 400);
    expectFailure(await put(path, { text: "x" }), 400, ["dd_id"]);
    expectFailure(await put(`${path}?dd_id=${nobody}`, { text: "x" }), 404);
    expectFailure(await get(path), 400, [parameter]);
    expectFailure(await get(`${path}?${parameter}=x`), 400, [parameter]);
  });

  test("removes once; again is fine", async () => {
    const block = await add(path, { [owner]: published });
    const answer = await remove(`${path}?dd_id=${block}`);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toEqual({ data: [{ id: block }] });
    expect((await remove(`${path}?dd_id=${block}`)).body).toEqual({ data: [] });
    expectFailure(await remove(path), 400, ["dd_id"]);
  });

  test("nothing without a good token", async () => {
    await expectLocked("POST", api + path, { [owner]: published });
    await expectLocked("GET", `${api}${path}?${parameter}=${published}`);
    await expectLocked("PUT", `${api}${path}?dd_id=${nobody}`, { text: "x" });
    await expectLocked("DELETE", `${api}${path}?dd_id=${nobody}`);
    await expectLocked("GET", `${api}/${root}/iconicPhotos?${parameter}=${published}`);
  });

  test("iconic photos carry the link of their picture, for people who may not read its record", async () => {
    const id = await experience({ status: "active" });
    const with_ = await add(path, {
      [owner]: id,
      type: "iconic_photos",
      media_id: await picture(ours.editor),
    });
    const without = await add(path, { [owner]: id, type: "iconic_photos" });
    await add(path, { [owner]: id, type: "historical_context" });
    for (const address of ["iconicPhotos", "iconicPhotos/get", "iconic-photos"]) {
      const answer = await get(`/${root}/${address}?${parameter}=${id}`);
      expect(answer.status, answer.text).toBe(200);
      expect(ids(answer)).toEqual([with_, without]);
      expectKeys(answer.body.data[0], [...keys, "url"]);
      expect(answer.body.data.map(({ url }: { url: string | null }) => url)).toEqual([
        "https://files.example/a.jpg",
        null,
      ]);
    }
    expectFailure(await get(`/${root}/iconicPhotos`), 400, [parameter]);
    // Somebody else's file cannot be borrowed for its link.
    const theirs = await picture(traveller);
    const body = { [owner]: id, type: "iconic_photos", media_id: theirs };
    expectFailure(await call("POST", api + path, { token: ours.editor.token, body }), 400);
  });
});

describe("activities", () => {
  const path = "/activities";
  const one = (id: string) => `${path}?activity-id=${id}`;
  const listed = (id: string, query = "", who: Person = traveller) =>
    get(`${path}/experience?experience-id=${id}${query}`, who);

  test("are created inactive, by whoever asks, and listed in their order", async () => {
    const id = await experience({ status: "active" });
    const second = await add(path, {
      experience_id: id,
      title: "Thả đèn hoa đăng",
      order_of_appearance: 2,
      highlights: ["Đèn giấy"],
      photos: ["https://example.com/a.jpg"],
      address: "Bạch Đằng",
    });
    const last = await add(path, { experience_id: id, title: "Unsorted" }, boss);
    const first = await add(path, { experience_id: id, order_of_appearance: -1 }, ours.owner);

    const all = await listed(id);
    expect(all.status, all.text).toBe(200);
    expect(ids(all)).toEqual([first, second, last]);
    expectKeys(all.body, ["data"]);
    expectKeys(all.body.data[0], ACTIVITY_KEYS);
    expect(all.body.data[1]).toMatchObject({
      experience_id: id,
      status: "inactive",
      created_by: ours.editor.id,
      highlights: ["Đèn giấy"],
    });

    let cursor = "";
    const seen: string[] = [];
    for (const _ of all.body.data) {
      const page = await listed(id, `&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...ids(page));
      cursor = page.body.next_cursor ?? "";
    }
    expect(seen).toEqual([first, second, last]);
    expect(cursor).toBe("");

    const byPath = await get(`/destination/${id}/activities`);
    expect(ids(byPath)).toEqual([first, second, last]);
    expectKeys(byPath.body.data[0], asDestination(ACTIVITY_KEYS));
  });

  test("get answers a list of one or none", async () => {
    const id = await add(path, { experience_id: published, title: "One" });
    const hidden = await add(path, { experience_id: draft });
    const answer = await get(one(id));
    expect(answer.status, answer.text).toBe(200);
    expect(ids(answer)).toEqual([id]);
    expectKeys(answer.body.data[0], ACTIVITY_KEYS);
    for (const unseen of [nobody, hidden]) {
      expect((await get(one(unseen))).body).toEqual({ data: [] });
    }
    expect(ids(await get(one(hidden), ours.member))).toEqual([hidden]);
    expectFailure(await get(path), 400, ["activity-id"]);
    expectFailure(await get(`${path}?activity-id=x`), 400, ["activity-id"]);
    expectFailure(await get(`${path}/experience`), 400, ["experience-id"]);
    expect(ids(await listed(draft))).toEqual([]);
  });

  test("update answers the whole row; deleted is in no list, and comes back", async () => {
    const id = await add(path, { experience_id: published, title: "Before" });
    const answer = await put(one(id), { title: "After", status: "active", created_by: nobody });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["success", "message", "data"]);
    expect(answer.body.data).toHaveLength(1);
    expectKeys(answer.body.data[0], ACTIVITY_KEYS);
    expect(answer.body.data[0]).toMatchObject({
      title: "After",
      status: "active",
      created_by: ours.editor.id,
    });
    // The row as it was read may be sent back.
    expect((await put(one(id), answer.body.data[0])).status).toBe(200);
    expect((await put(one(id), { status: "deleted" })).status).toBe(200);
    expect(ids(await listed(published))).not.toContain(id);
    expect((await put(one(id), { status: "active" })).status).toBe(200);
    expect(ids(await listed(published))).toContain(id);
  });

  test("defect 3: activities are the company's to write", async () => {
    const id = await add(path, { experience_id: published, title: "Ours" });
    const hidden = await add(path, { experience_id: draft, title: "Ours" });
    const post = (experience_id: string, who: Person) =>
      call("POST", api + path, { token: who.token, body: { experience_id, title: "Mine" } });
    for (const who of [ours.member, ours.stranger, traveller]) {
      expectFailure(await post(published, who), 403);
      expectFailure(await put(one(id), { title: "Mine" }, who), 403);
      expectFailure(await remove(one(id), who), 403);
    }
    expectFailure(await post(draft, ours.member), 403);
    for (const who of [ours.stranger, traveller]) {
      expectFailure(await post(draft, who), 404);
      expectFailure(await put(one(hidden), { title: "Mine" }, who), 404);
      expect((await remove(one(hidden), who)).body).toEqual({ data: null });
    }
    expectFailure(await post(nobody, boss), 404);
    const rows = await sql`select title from public.activities where id in (${id}, ${hidden})`;
    expect(rows.map(({ title }) => title)).toEqual(["Ours", "Ours"]);
  });

  test("defect 19: a deleted activity is kept, hidden, and can be brought back", async () => {
    const id = await add(path, { experience_id: published });
    for (const _ of [1, 2]) {
      const answer = await remove(one(id));
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toEqual({ data: null });
      for (const who of [traveller, ours.editor, boss]) {
        expect(ids(await get(one(id), who))).toEqual([]);
        expect(ids(await listed(published, "", who))).not.toContain(id);
      }
    }
    const [row] = await sql`select status from public.activities where id = ${id}`;
    expect(row).toEqual({ status: "deleted" });
    expectFailure(await put(one(id), { status: "active" }, traveller), 404);
    expectFailure(await put(one(id), { status: "active" }, ours.member), 403);
    expect((await put(one(id), { status: "active" })).status).toBe(200);
    expect(ids(await get(one(id)))).toEqual([id]);
    expect((await remove(one(nobody))).body).toEqual({ data: null });
    expectFailure(await remove(path), 400, ["activity-id"]);
  });

  test("names bad input; nothing without a good token", async () => {
    const post = (body: Record<string, unknown>) =>
      call("POST", api + path, { token: ours.editor.token, body });
    expectFailure(await post({ title: "x" }), 400, ["experience_id"]);
    expectFailure(
      await post({ experience_id: published, order_of_appearance: 1.5, status: "active" }),
      400,
      ["order_of_appearance", "status"],
    );
    expectFailure(await post({ experience_id: published, created_by: nobody }), 400, [
      "created_by",
    ]);
    expectFailure(await post({ experience_id: published, primary_photo: "data:x" }), 400, [
      "primary_photo",
    ]);
    expectFailure(await put(one(nobody), { title: "x" }), 404);
    expectFailure(await put(one(nobody), {}), 400);
    await expectLocked("POST", api + path, { experience_id: published });
    await expectLocked("GET", `${api}${one(nobody)}`);
    await expectLocked("GET", `${api}${path}/experience?experience-id=${published}`);
    await expectLocked("PUT", `${api}${one(nobody)}`, { title: "x" });
    await expectLocked("DELETE", `${api}${one(nobody)}`);
  });
});

/** Both names of a place: same records, same ids. */
const places = [
  {
    root: "locations",
    parameter: "location-id",
    owner: "experience_id",
    keys: LOCATION_KEYS,
    of: (id: string) => `/experiences/locations?experience-id=${id}`,
  },
  {
    root: "attraction",
    parameter: "attraction_id",
    owner: "destination_id",
    keys: asDestination(LOCATION_KEYS, ["created_by"]),
    of: (id: string) => `/destination/attractions?destination_id=${id}`,
  },
];

describe.each(places)("places as $root", ({ root, parameter, owner, keys, of }) => {
  const path = `/${root}`;
  const one = (id: string) => `${path}?${parameter}=${id}`;

  test("created inactive, by whoever asks, and listed in their order", async () => {
    const id = await experience({ status: "active" });
    const second = await add(path, {
      [owner]: id,
      title: "Chợ đêm",
      order_of_appearance: 2,
      photos: ["https://example.com/a.jpg"],
    });
    const first = await add(path, { [owner]: id, order_of_appearance: 1 }, boss);
    const all = await get(of(id));
    expect(all.status, all.text).toBe(200);
    expect(ids(all)).toEqual([first, second]);
    expectKeys(all.body.data[0], keys);
    expect(all.body.data[1]).toMatchObject({ [owner]: id, title: "Chợ đêm", status: "inactive" });
    const [row] = await sql`select created_by from public.locations where id = ${second}`;
    expect(row?.created_by).toBe(ours.editor.id);
    const page = await get(`${of(id)}&limit=1`);
    expect(ids(page)).toEqual([first]);
    expect(ids(await get(`${of(id)}&cursor=${page.body.next_cursor}`))).toEqual([second]);
  });

  test("get answers a list of one or none", async () => {
    const id = await add(path, { [owner]: published });
    const hidden = await add(path, { [owner]: draft });
    for (const spelling of [parameter, parameter.replace("-", "_"), parameter.replace("_", "-")]) {
      const answer = await get(`${path}?${spelling}=${id}`);
      expect(ids(answer), answer.text).toEqual([id]);
      expectKeys(answer.body.data[0], keys);
    }
    expect((await get(one(nobody))).body).toEqual({ data: [] });
    expect((await get(one(hidden))).body).toEqual({ data: [] });
    expect(ids(await get(one(hidden), ours.member))).toEqual([hidden]);
    expectFailure(await get(one("x")), 400, [parameter]);
    expectFailure(await get(`${path}/get`), 400, [parameter]);
  });

  test("update", async () => {
    const id = await add(path, { [owner]: published });
    const answer = await put(one(id), { title: "After", [owner]: nobody, status: "active" });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["success", "message", "data"]);
    if (root === "locations") expectKeys(answer.body.data[0], keys);
    else expect(answer.body.data).toEqual([{ id }]);
    const [row] = await sql`
      select title, experience_id, status from public.locations where id = ${id}`;
    expect(row).toEqual({ title: "After", experience_id: published, status: "active" });
    expectFailure(await put(one(id), {}), 400);
    expectFailure(await put(one(id), { title: 1, status: "gone" }), 400, ["status", "title"]);
    expectFailure(await put(one(nobody), { title: "x" }), 404);
    expectFailure(await put(path, { title: "x" }), 400, [parameter]);
  });

  test("defect 3: places are the company's to write", async () => {
    const id = await add(path, { [owner]: published, title: "Ours" });
    const hidden = await add(path, { [owner]: draft, title: "Ours" });
    const post = (experienceId: string, who: Person) =>
      call("POST", api + path, { token: who.token, body: { [owner]: experienceId } });
    for (const who of [ours.member, ours.stranger, traveller]) {
      expectFailure(await post(published, who), 403);
      expectFailure(await put(one(id), { title: "Mine" }, who), 403);
    }
    for (const who of [ours.stranger, traveller]) {
      expectFailure(await post(draft, who), 404);
      expectFailure(await put(one(hidden), { title: "Mine" }, who), 404);
    }
    const rows = await sql`select title from public.locations where id in (${id}, ${hidden})`;
    expect(rows.map(({ title }) => title)).toEqual(["Ours", "Ours"]);
    expectFailure(
      await call("POST", api + path, {
        token: ours.editor.token,
        body: { [owner]: published, created_by: nobody, name: "x" },
      }),
      400,
      ["created_by", "name"],
    );
    await expectLocked("POST", api + path, { [owner]: published });
    await expectLocked("GET", api + one(nobody));
    await expectLocked("PUT", api + one(nobody), { title: "x" });
    await expectLocked("GET", api + of(published));
  });
});

describe("attraction.delete", () => {
  test("defect 19: a deleted place is kept, hidden, and can be brought back", async () => {
    const id = await add("/attraction", { destination_id: published });
    const path = `/attraction?attraction_id=${id}`;
    for (const who of [ours.member, ours.stranger, traveller]) {
      expectFailure(await remove(path, who), 403);
    }
    for (const _ of [1, 2]) {
      const answer = await remove(path);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toEqual({ data: null });
      for (const who of [traveller, ours.editor]) {
        expect(ids(await get(path, who))).toEqual([]);
        expect(ids(await get(`/locations?location-id=${id}`, who))).toEqual([]);
        expect(ids(await get("/locations", who))).not.toContain(id);
      }
    }
    expect((await put(path, { status: "active" })).status).toBe(200);
    expect(ids(await get(path))).toEqual([id]);
    await expectLocked("DELETE", api + path);
    // The other name has no such method.
    expectFailure(await remove(`/locations?location-id=${id}`), 405);
  });

  test("a place that is only linked is the company's to take away, too", async () => {
    const id = await add("/locations", { title: "Free" }, ours.owner);
    await call("POST", `${api}/experiences/locations`, {
      token: ours.owner.token,
      body: { experience_id: published, location_id: id },
    });
    expect((await remove(`/attraction?attraction_id=${id}`, ours.editor)).status).toBe(200);
    const [row] = await sql`select status from public.locations where id = ${id}`;
    expect(row?.status).toBe("deleted");
    expect((await put(`/locations?location-id=${id}`, { status: "active" })).status).toBe(200);
  });
});

describe("links of locations", () => {
  const path = `${api}/experiences/locations`;
  const linked = (id: string, query = "") =>
    get(`/locations/experience?experience-id=${id}${query}`);

  test("a location is shown with further experiences, each wrapped", async () => {
    const id = await experience({ status: "active" });
    const [late, early] = await Promise.all([
      add("/locations", { experience_id: published, order_of_appearance: 2 }),
      add("/locations", { title: "Free", order_of_appearance: 1 }),
    ]);
    expect(ids(await get(`/locations?location-id=${early}`))).toEqual([]);
    for (const location_id of [late, early]) {
      const body = { experience_id: id, location_id };
      const answer = await call("POST", path, { token: ours.editor.token, body });
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toEqual({ data: [body], success: true });
      expectFailure(await call("POST", path, { token: ours.editor.token, body }), 409);
    }
    const answer = await linked(id);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.data.map((row: { locations: { id: string } }) => row.locations.id)).toEqual([
      early,
      late,
    ]);
    expectKeys(answer.body.data[0], ["locations"]);
    expectKeys(answer.body.data[0].locations, LOCATION_KEYS);
    const first = await linked(id, "&limit=1");
    const second = await linked(id, `&limit=1&cursor=${first.body.next_cursor}`);
    expect(second.body.data[0].locations.id).toBe(late);
    expect(second.body.next_cursor).toBeNull();
    // The other list knows only the experience a location was made for.
    expect(ids(await get(`/experiences/locations?experience-id=${id}`))).toEqual([]);
    expect(ids(await get(`/experiences/locations?experience-id=${published}`))).toContain(late);
    expect(ids(await get(`/locations?location-id=${early}`))).toEqual([early]);
  });

  test("only an editor of both", async () => {
    const location_id = await add("/locations", { experience_id: published });
    const hidden = await add("/locations", { experience_id: draft });
    const theirs = await team();
    const own = await call("POST", `${api}/experiences`, {
      token: theirs.editor.token,
      body: { name: unique("Foreign"), owned_by: theirs.companyId, status: "active" },
    });
    const experience_id = own.body.data.id;
    const post = (body: unknown, who: Person) => call("POST", path, { token: who.token, body });
    // Theirs to show, not theirs to show it with; and the other way round.
    expectFailure(await post({ experience_id, location_id }, theirs.editor), 403);
    expectFailure(await post({ experience_id: published, location_id }, theirs.editor), 403);
    expectFailure(await post({ experience_id: published, location_id }, ours.member), 403);
    expectFailure(await post({ experience_id, location_id: hidden }, theirs.editor), 404);
    expectFailure(await post({ experience_id: draft, location_id }, theirs.editor), 404);
    expectFailure(await post({ experience_id: nobody, location_id }, boss), 404);
    expectFailure(await post({ experience_id: published }, ours.editor), 400, ["location_id"]);
    await expectLocked("POST", path, { experience_id: published, location_id });
    await expectLocked("GET", `${api}/locations/experience?experience-id=${published}`);
  });

  test("locations without an id: the ones the caller may see, newest first", async () => {
    const older = await add("/locations", { experience_id: published });
    const newer = await add("/locations", { experience_id: published });
    const hidden = await add("/locations", { experience_id: draft });
    const answer = await get("/locations");
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body.data[0], LOCATION_KEYS);
    expect(ids(answer).slice(0, 2)).toEqual([newer, older]);
    expect(ids(answer)).not.toContain(hidden);
    expect(ids(await get("/locations", ours.member))).toContain(hidden);
    const first = await get("/locations?limit=1");
    const second = await get(`/locations/get-all?limit=1&cursor=${first.body.next_cursor}`);
    expect([...ids(first), ...ids(second)]).toEqual([newer, older]);
    await expectLocked("GET", `${api}/locations`);
  });
});

describe("children", () => {
  test("defect 18: children are found by the column creation writes", async () => {
    const parent = await experience({ status: "active" });
    const [older, newer, hidden] = [
      await experience({ status: "active", parent_experience: parent }),
      await experience({ status: "active", parent_experience: parent }),
      await experience({ parent_experience: parent }),
    ];
    const children = `/experiences/children?parent_experience_id=${parent}`;
    const answer = await get(children);
    expect(answer.status, answer.text).toBe(200);
    expect(ids(answer)).toEqual([newer, older]);
    expectKeys(answer.body.data[0], EXPERIENCE_KEYS);
    expect(ids(await get(children, ours.member))).toEqual([hidden, newer, older]);
    const first = await get(`${children}&limit=1`);
    expect(ids(await get(`${children}&cursor=${first.body.next_cursor}`))).toEqual([older]);

    for (const path of [
      `/destination/children?parent_destination_id=${parent}`,
      `/destination/${parent}/experiences`,
    ]) {
      const same = await get(path);
      expect(ids(same), same.text).toEqual([newer, older]);
      expectKeys(same.body.data[0], asDestination(EXPERIENCE_KEYS, ["owned_by"]));
      expect(same.body.data[0].parent_destination).toBe(parent);
    }

    const open = `${api}/experiences/public/children?parent_experience_id=${parent}`;
    const seen = await call("GET", open);
    expect(seen.status, seen.text).toBe(200);
    expect(ids(seen)).toEqual([newer, older]);
    expect(seen.body.data[0].owner).toBe(ours.companyName);
    expect(seen.body.data[0].created_by).not.toBe(ours.editor.id);
    await put(`/experiences?experience-id=${newer}`, { status: "inactive" });
    expect(ids(await call("GET", open))).toEqual([older]);
    const etag = (await call("GET", open)).headers.get("etag") ?? "";
    expect((await call("GET", open, { headers: { "if-none-match": etag } })).status).toBe(304);

    expect(ids(await get(`/experiences/children?parent_experience_id=${nobody}`))).toEqual([]);
    expectFailure(await get("/experiences/children"), 400, ["parent_experience_id"]);
    expectFailure(await get("/destination/children"), 400, ["parent_destination_id"]);
    expectFailure(await call("GET", `${api}/experiences/public/children`), 400, [
      "parent_experience_id",
    ]);
    await expectLocked("GET", api + children);
    await expectLocked("GET", `${api}/destination/children?parent_destination_id=${parent}`);
  });
});

test("every write shows in the very next public read", async () => {
  const id = await experience({ status: "active" });
  const open = async (what: string) =>
    ids(await call("GET", `${api}/experiences/public/${what}?experience-id=${id}`));
  for (const what of ["activities", "locations", "details", "iconicPhotos"]) {
    expect(await open(what)).toEqual([]);
  }
  const activity = await add("/activities", { experience_id: id });
  await put(`/activities?activity-id=${activity}`, { status: "active" });
  expect(await open("activities")).toEqual([activity]);
  await remove(`/activities?activity-id=${activity}`);
  expect(await open("activities")).toEqual([]);

  const place = await add("/attraction", { destination_id: id });
  await put(`/locations?location-id=${place}`, { status: "active" });
  expect(await open("locations")).toEqual([place]);
  await remove(`/attraction?attraction_id=${place}`);
  expect(await open("locations")).toEqual([]);

  const block = await add("/experiences/details", { experience_id: id });
  expect(await open("details")).toEqual([block]);
  await put(`/destination/details?dd_id=${block}`, { type: "iconic_photos" });
  expect(await open("details")).toEqual([]);
  expect(await open("iconicPhotos")).toEqual([block]);
  await remove(`/experiences/details?dd_id=${block}`);
  expect(await open("iconicPhotos")).toEqual([]);
});

describe("destination", () => {
  const path = "/destination";
  const one = (id: string) => `${path}?destination-id=${id}`;
  const keys = asDestination(EXPERIENCE_KEYS, ["owned_by"]);

  test("is the experience of the same id", async () => {
    const id = await add(path, {
      name: unique("Đà Nẵng"),
      owned_by: ours.companyId,
      parent_destination: published,
      address: "Bạch Đằng",
    });
    const [row] = await sql`
      select created_by, owned_by, status, parent_experience from public.experiences
      where id = ${id}`;
    expect(row).toEqual({
      created_by: ours.editor.id,
      owned_by: ours.companyId,
      status: "inactive",
      parent_experience: published,
    });
    expectFailure(await get(one(id)), 404);
    const changed = await put(`${path}?destination_id=${id}`, {
      status: "active",
      parent_destination: null,
    });
    expect(changed.status, changed.text).toBe(200);
    expectKeys(changed.body, ["success", "message", "data"]);
    expect(changed.body.data).toEqual([{ id }]);
    for (const address of [one(id), `${path}/get?destination_id=${id}`, `${path}/${id}`]) {
      const answer = await get(address);
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body, ["data"]);
      expectKeys(answer.body.data, keys);
      expect(answer.body.data).toMatchObject({ id, status: "active", parent_destination: null });
    }
    expect((await get(`/experiences?experience-id=${id}`)).body.data.id).toBe(id);
    // The public sees it under its present name.
    expect(ids(await call("GET", `${api}/experiences/public`))).toContain(id);
  });

  test("without a company it belongs to the one the caller edits for", async () => {
    const body = { name: unique("By an old client") };
    const id = await add(path, body);
    const [row] = await sql`
      select created_by, owned_by, status from public.experiences where id = ${id}`;
    expect(row).toEqual({
      created_by: ours.editor.id,
      owned_by: ours.companyId,
      status: "inactive",
    });
    expectFailure(await call("POST", api + path, { token: ours.member.token, body }), 403);
  });

  test("without any company it is the platform's, which only its editors may fill", async () => {
    const body = { name: unique("Unowned") };
    const answer = await call("POST", api + path, { token: boss.token, body });
    expect(answer.status, answer.text).toBe(200);
    const [row] = await sql`
      select c.is_platform from public.experiences e
      join public.company_accounts c on c.id = e.owned_by where e.id = ${answer.body.data.id}`;
    expect(row).toEqual({ is_platform: true });
    for (const who of [ours.stranger, traveller]) {
      expectFailure(await call("POST", api + path, { token: who.token, body }), 403);
    }
    await sql`delete from public.experiences where id = ${answer.body.data.id}`;
  });

  test("get-all: published ones, and drafts of one's own", async () => {
    const answer = await get(path);
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["data"]);
    expectKeys(answer.body.data[0], keys);
    expect(ids(answer)).toContain(published);
    expect(ids(answer)).not.toContain(draft);
    for (const who of [ours.member, boss]) expect(ids(await get(path, who))).toContain(draft);
    const first = await get(`${path}?limit=1`);
    const second = await get(`${path}/get-all?limit=1&cursor=${first.body.next_cursor}`);
    expect([...ids(first), ...ids(second)]).toEqual(ids(await get(path)).slice(0, 2));
    await expectLocked("GET", api + path);
  });

  test("defect 3: who may not edit the experience may not edit the destination", async () => {
    const id = await experience({ status: "active" });
    for (const who of [ours.member, ours.stranger, traveller]) {
      expectFailure(await put(one(id), { name: "Mine" }, who), 403);
      expectFailure(await remove(one(id), who), 403);
    }
    expectFailure(await remove(one(id), ours.editor), 403);
    expectFailure(await put(one(nobody), { name: "x" }), 403);
    expectFailure(await put(one(id), { name: "x", parent_experience: null }), 400, [
      "parent_experience",
    ]);
    expectFailure(await put(one(id), { created_by: nobody }), 400);
    expectFailure(await put(one(id), {}), 400);
    expectFailure(await get(`${path}/get`), 400, ["destination_id"]);
    for (const _ of [1, 2]) {
      const answer = await remove(one(id), ours.owner);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toEqual({ data: null });
    }
    expectFailure(await get(one(id)), 404);
    await expectLocked("POST", api + path, { name: "x" });
    await expectLocked("PUT", api + one(nobody), { name: "x" });
    await expectLocked("DELETE", api + one(nobody));
    await expectLocked("GET", api + one(nobody));
  });

  test("attractions by path", async () => {
    const id = await add("/attraction", { destination_id: published });
    const answer = await get(`${path}/${published}/attractions`);
    expect(ids(answer), answer.text).toContain(id);
  });
});
