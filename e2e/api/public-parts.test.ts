import { beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
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

const base = "/api/v1/experiences/public";
const ACTIVITY_KEYS = [
  "id",
  "experience_id",
  "created_by",
  "title",
  "hours",
  "address",
  "description",
  "description_thumbnail",
  "primary_photo",
  "primary_photo_id",
  "photos",
  "photos_id",
  "highlights",
  "order_of_appearance",
  "status",
  "created_at",
  "updated_at",
];
const LOCATION_KEYS = ACTIVITY_KEYS.filter(
  (key) => !["address", "photos_id", "highlights"].includes(key),
);
const DETAIL_KEYS = [
  "id",
  "experience_id",
  "type",
  "name",
  "text",
  "media",
  "media_id",
  "tips",
  "created_at",
  "updated_at",
];

let ours: Team;
let traveller: Person;
let open: string;
let hidden: string;
let bare: string;
const here = unique("Phố cổ");

beforeAll(async () => {
  [ours, traveller] = await Promise.all([team(), person("traveller")]);
  const make = async (fields: Record<string, unknown>): Promise<string> => {
    const answer = await call("POST", "/api/v1/experiences", {
      token: ours.editor.token,
      body: { name: unique("Hàng Gai"), owned_by: ours.companyId, ...fields },
    });
    expect(answer.status, answer.text).toBe(200);
    return answer.body.data.id;
  };
  open = await make({
    status: "active",
    address: here,
    name: `b ${here}`,
    default_questions: ["?"],
  });
  bare = await make({ status: "active", address: here, name: `a ${here}` });
  hidden = await make({ status: "internal", address: here });
  for (const id of [open, hidden]) {
    await sql`
      insert into public.activities (experience_id, title, status, order_of_appearance, created_at)
      values (${id}, 'third', 'active', null, now()), (${id}, 'second', 'active', 2, now()),
        (${id}, 'unset', 'active', -1, now()), (${id}, 'first', 'active', 1, now()),
        (${id}, 'draft', 'inactive', 1, now()), (${id}, 'gone', 'deleted', 1, now())`;
    await sql`
      insert into public.locations (experience_id, title, status, order_of_appearance)
      values (${id}, 'second', 'inactive', 2), (${id}, 'first', 'active', 1),
        (${id}, 'gone', 'deleted', 1)`;
    const [picture] = await sql`
      insert into public.media_assets (user_id, url)
      values (${ours.editor.id}, 'https://pictures.example/a.jpg') returning id`;
    await sql`
      insert into public.experience_details (experience_id, type, name, media_id, tips, created_at)
      values (${id}, 'historical_context', 'history', null, '[]', now() - interval '3 minutes'),
        (${id}, 'iconic_photos', 'bridge', ${picture?.id}, '[{"text":"Early","type":"dos"}]',
          now() - interval '2 minutes'),
        (${id}, 'iconic_photos', 'roofs', null, null, now() - interval '1 minute'),
        (${id}, 'famous_visitors', 'visitors', null, null, now())`;
  }
});

const titles = (answer: Answer) => answer.body.data.map((row: { title: string }) => row.title);
const names = (answer: Answer) => answer.body.data.map((row: { name: string }) => row.name);

/** All pages of one, one after the other. */
async function pages(path: string, token?: string): Promise<Answer["body"][]> {
  const rows: Answer["body"][] = [];
  let cursor = "";
  for (let count = 0; count < 20; count++) {
    const answer = await call("GET", `${path}&limit=1${cursor && `&cursor=${cursor}`}`, { token });
    expect(answer.status, answer.text).toBe(200);
    rows.push(...answer.body.data);
    cursor = answer.body.next_cursor;
    if (!cursor) return rows;
  }
  throw new Error("no end");
}

/** What every list of one experience's parts does. */
function partList(name: string) {
  test("needs no token, heeds ETag, and knows published experiences only", async () => {
    const path = `${base}/${name}?experience-id=`;
    const answer = await call("GET", path + open, { token: "nonsense" });
    expect(answer.status, answer.text).toBe(200);
    const etag = answer.headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/"/);
    expect((await call("GET", path + open, { headers: { "if-none-match": etag } })).status).toBe(
      304,
    );
    expect((await call("GET", path + bare)).body).toEqual({ data: [] });
    expect((await call("GET", path + hidden, { token: ours.editor.token })).body).toEqual({
      data: [],
    });
    expect((await call("GET", path + nobody)).body).toEqual({ data: [] });
    expectFailure(await call("GET", `${path}x`), 400, ["experience-id"]);
    expectFailure(await call("GET", `${path}${open}&cursor=x`), 400, ["cursor"]);
    expectFailure(await call("POST", path + open, { body: {} }), 405);
    const old = path.replace("?", "/get?").replace("/v1", "").replace("-id", "_id");
    expect((await call("GET", old + open)).body).toEqual(answer.body);
  });
}

describe("experiences.public.activities.get", () => {
  partList("activities");

  test("in their order, without a place last, by pages", async () => {
    const path = `${base}/activities?experience-id=${open}&language=vi`;
    const answer = await call("GET", path);
    expect(titles(answer)).toEqual(["unset", "first", "second", "third"]);
    for (const row of answer.body.data) expectKeys(row, ACTIVITY_KEYS);
    expect(await pages(path)).toEqual(answer.body.data);
  });

  test("defect 11: inactive activities are not public, at the REST endpoint neither", async () => {
    const answer = await call("GET", `${base}/activities?experience-id=${open}`);
    expect(titles(answer)).not.toContain("draft");
    const rest = await fetch(
      `${process.env.TEST_SUPABASE_URL}/rest/v1/activities?select=title&experience_id=eq.${open}`,
      { headers: { apikey: process.env.TEST_SUPABASE_PUBLISHABLE_KEY ?? "" } },
    );
    expect(rest.status).toBe(200);
    expect(((await rest.json()) as { title: string }[]).map(({ title }) => title).sort()).toEqual([
      "first",
      "second",
      "third",
      "unset",
    ]);
  });

  test("a new activity is shown as soon as an editor sets it active", async () => {
    const { token } = ours.editor;
    const list = async () => titles(await call("GET", `${base}/activities?experience-id=${bare}`));
    const made = await call("POST", "/api/v1/activities", {
      token,
      body: { experience_id: bare, title: "Weave a basket" },
    });
    expect(made.status, made.text).toBe(200);
    expect(await list()).toEqual([]);
    const change = (status: string) =>
      call("PUT", `/api/v1/activities?activity-id=${made.body.data.id}`, {
        token,
        body: { status },
      });
    expect((await change("active")).status).toBe(200);
    expect(await list()).toEqual(["Weave a basket"]);
    expect((await change("deleted")).status).toBe(200);
    expect(await list()).toEqual([]);
  });
});

describe("experiences.public.locations.get", () => {
  partList("locations");

  test("those made for it, in their order", async () => {
    const path = `${base}/locations?experience-id=${open}`;
    const answer = await call("GET", path);
    expect(titles(answer)).toEqual(["first", "second"]);
    for (const row of answer.body.data) expectKeys(row, LOCATION_KEYS);
    expect(await pages(path)).toEqual(answer.body.data);
  });
});

describe("experiences.public.details.get", () => {
  partList("details");

  test("of one type, or all but the iconic photos", async () => {
    const path = `${base}/details?experience-id=${open}`;
    const answer = await call("GET", path);
    expect(names(answer)).toEqual(["history", "visitors"]);
    for (const row of answer.body.data) expectKeys(row, DETAIL_KEYS);
    expect(await pages(path)).toEqual(answer.body.data);
    expect(names(await call("GET", `${path}&type=iconic_photos`))).toEqual(["bridge", "roofs"]);
    expect((await call("GET", `${path}&type=unheard_of`)).body).toEqual({ data: [] });
    // By place, whatever they are called.
    const places = `${base}/details?e=${open}&t=iconic_photos`;
    expect(names(await call("GET", places))).toEqual(["bridge", "roofs"]);
  });
});

describe("experiences.public.iconicPhotos", () => {
  partList("iconicPhotos");

  test("of one experience, with the link of the picture", async () => {
    const path = `${base}/iconicPhotos?experience-id=${open}`;
    const answer = await call("GET", path);
    expect(names(answer)).toEqual(["bridge", "roofs"]);
    for (const row of answer.body.data) expectKeys(row, [...DETAIL_KEYS, "url"]);
    expect(answer.body.data[0]).toMatchObject({
      url: "https://pictures.example/a.jpg",
      tips: [{ text: "Early", type: "dos" }],
    });
    expect(answer.body.data[1].url).toBeNull();
    expect(await pages(path)).toEqual(answer.body.data);
  });

  test("of all experiences, at both spellings; defect 11: not of hidden ones", async () => {
    for (const spelling of [
      "/api/v1/experiences/public/iconicPhotos?limit=500",
      "/api/v1/experiences/public/iconic-photos?limit=500",
      "/api/experiences/public/iconic-photos/get-all?limit=500",
      "/api/experiences/public/iconicPhotos/get-all?limit=500",
    ]) {
      const answer = await call("GET", spelling);
      const mine = answer.body.data.filter(
        (row: { experience_id: string }) => row.experience_id === open,
      );
      expect(
        mine.map(({ name }: { name: string }) => name),
        spelling,
      ).toEqual(["roofs", "bridge"]);
      expect(answer.text).not.toContain(hidden);
    }
    const one = await call("GET", `/api/v1/experiences/public/iconic-photos?experience-id=${open}`);
    expect(names(one)).toEqual(["bridge", "roofs"]);
  });
});

describe("by address", () => {
  type Group = { address: string | null; experience_data: { id: string }[] };
  const groupOf = (answer: Answer): Group[] =>
    answer.body.data.filter(({ address }: Group) => address === here);

  test("published ones together, names ascending; the same for a caller with a token", async () => {
    const everybody = await call("GET", `${base}/address`);
    expect(everybody.status, everybody.text).toBe(200);
    const [group, ...others] = groupOf(everybody);
    expect(others).toEqual([]);
    expectKeys(group, ["address", "experience_data"]);
    expect(group?.experience_data.map(({ id }) => id)).toEqual([bare, open]);
    expectKeys(group?.experience_data[0], [
      "id",
      "name",
      "primary_photo",
      "description",
      "thumbnail_description",
    ]);
    for (const { token } of [traveller, ours.editor]) {
      const answer = await call("GET", "/api/v1/experiences/address", { token });
      expect(answer.status, answer.text).toBe(200);
      expect(groupOf(answer)).toEqual([group]);
    }
    await expectLocked("GET", "/api/v1/experiences/address");
  });

  test("of some companies, with more of each", async () => {
    const path = `${base}/address?companies=${ours.companyId},${ours.companyId}`;
    const answer = await call("GET", path);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.data).toEqual(groupOf(answer));
    const [first, second] = answer.body.data[0].experience_data;
    expectKeys(first, [
      "id",
      "name",
      "primary_photo",
      "description",
      "thumbnail_description",
      "address",
      "default_questions",
      "owned_by",
    ]);
    expect(second).toMatchObject({ id: open, default_questions: ["?"], owned_by: ours.companyId });
    expect(groupOf(await call("GET", `${base}/address?language=vi`))).toEqual(answer.body.data);
    expect((await call("GET", `${base}/address?companies=${nobody}`)).body).toEqual({ data: [] });
    expectFailure(await call("GET", `${base}/address?companies=1`), 400);
  });

  test("pages count experiences; an address goes on at the next page", async () => {
    const rows = await pages(`${base}/address?companies=${ours.companyId}`);
    expect(rows.map(({ experience_data }) => experience_data[0].id)).toEqual([bare, open]);
    expectFailure(await call("GET", `${base}/address?cursor=x`), 400, ["cursor"]);
  });

  test("old addresses", async () => {
    const { token } = traveller;
    for (const path of [
      "/api/experiences/address/get-all",
      "/api/experiences/public/address/get-all",
      `/api/v1/experiences/public/address/get?companies=${ours.companyId}`,
    ]) {
      expect((await call("GET", path, { token })).status, path).toBe(200);
    }
  });
});
