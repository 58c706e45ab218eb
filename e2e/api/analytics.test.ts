/** `analytics/business/…` and the openings behind it. */
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
} from "./support.ts";

const base = "/api/v1/analytics/business";
const engagement = ["likes", "comments", "shares", "engagement"];
/** Every address with the keys of its object or of its rows. */
const addresses: [string, "one" | "days" | "list", string[]][] = [
  [
    "overview/experiences",
    "one",
    [
      "business_id",
      "experiences",
      "active",
      "inactive",
      "internal",
      "views",
      "visits",
      "verified_visits",
      "openers",
      "openers_visited",
      "visit_rate",
    ],
  ],
  [
    "overview/explorers",
    "one",
    [
      "business_id",
      "explorers",
      "returning_explorers",
      "visits",
      "visitors",
      "registrations",
      "viewers",
      "brought_here",
    ],
  ],
  [
    "overview/stories",
    "one",
    [
      "business_id",
      "stories",
      "storytellers",
      "photos",
      ...engagement,
      "engagement_per_story",
      "visits_to_tell",
      "visits_told",
      "story_rate",
    ],
  ],
  ["daily/stories-photos", "days", ["business_id", "day", "stories", "photos"]],
  ["daily/unique-users", "days", ["business_id", "day", "unique_users", "viewers"]],
  [
    "all/experiences",
    "list",
    [
      "business_id",
      "company_id",
      "experience_id",
      "name",
      "status",
      "primary_photo",
      "created_at",
      "views",
      "visits",
      "visitors",
      "stories",
      "photos",
      ...engagement,
    ],
  ],
  [
    "top/stories",
    "list",
    [
      "business_id",
      "story_id",
      "title",
      "experience_id",
      "experience_name",
      "published_at",
      ...engagement,
    ],
  ],
  [
    "top/visitors",
    "list",
    [
      "business_id",
      "experience_id",
      "name",
      "primary_photo",
      "visits",
      "visitors",
      "verified_visits",
    ],
  ],
];

let crew: Team;
let traveller: Person;
let superAdmin: Person;
let experience: string;

beforeAll(async () => {
  [crew, traveller, superAdmin] = await Promise.all([
    team(),
    person("traveller"),
    person("super", { superAdmin: true }),
  ]);
  for (const [index, name] of ["Harbour walk", "Old town"].entries()) {
    const [made] = await sql`insert into public.experiences
      (owned_by, created_by, name, status, created_at)
      values (${crew.companyId}, ${crew.editor.id}, ${name}, 'active',
        now() - ${index} * interval '1 hour') returning id`;
    experience ??= made?.id;
    await sql`insert into public.visits (user_id, experience_id) values
      (${traveller.id}, ${made?.id}), (${crew.member.id}, ${made?.id})`;
    for (const title of ["A", "B"]) {
      const [story] = await sql`insert into public.stories (user_id, experience_id, status, title)
        values (${traveller.id}, ${made?.id}, 'PUBLISHED', ${title}) returning id`;
      await sql`insert into public.likes (story_id, user_id)
        values (${story?.id}, ${superAdmin.id}), (${story?.id}, ${crew.owner.id})`;
    }
  }
});

const ask = (address: string, token: string, query: string) =>
  call("GET", `${base}/${address}?${query}`, { token });

describe.each(addresses)("%s", (address, shape, keys) => {
  test("answers the company's people, by the company and by the account", async () => {
    for (const [who, business] of [
      [crew.member, crew.companyId],
      [crew.owner, crew.owner.id],
      [crew.editor, crew.owner.id],
      [superAdmin, crew.owner.id],
    ] as const) {
      const answer = await ask(address, who.token, `business-id=${business}`);
      expect(answer.status, answer.text).toBe(200);
      const rows = shape === "one" ? [answer.body.data] : answer.body.data;
      expect(rows.length).toBe(
        shape === "one" ? 1 : shape === "days" ? 29 : address === "top/stories" ? 4 : 2,
      );
      for (const row of rows) {
        expectKeys(row, keys);
        expect(row.business_id).toBe(business);
      }
    }
  });

  test("at its other addresses, too", async () => {
    for (const path of [
      `/api/analytics/business/${address}`,
      `/api/analytics/business/${address}/get`,
      `${base}/${address}/get`,
    ]) {
      const answer = await call("GET", `${path}?business_id=${crew.companyId}`, {
        token: crew.member.token,
      });
      expect(answer.status, path).toBe(200);
    }
  });

  test("nobody else", async () => {
    await expectLocked("GET", `${base}/${address}?business-id=${crew.companyId}`);
    expectFailure(await ask(address, crew.stranger.token, `business-id=${crew.companyId}`), 403);
    expectFailure(await ask(address, traveller.token, `business-id=${crew.owner.id}`), 403);
    expectFailure(await ask(address, crew.stranger.token, `business-id=${crew.member.id}`), 404);
    expectFailure(await ask(address, superAdmin.token, `business-id=${nobody}`), 404);
  });

  test("not without a sensible question", async () => {
    const { token } = crew.member;
    const business = `business-id=${crew.companyId}`;
    expectFailure(await ask(address, token, ""), 400, ["business-id"]);
    expectFailure(await ask(address, token, "business-id=7"), 400, ["business-id"]);
    expectFailure(await ask(address, token, `${business}&from=yesterday`), 400, ["from"]);
    expectFailure(await ask(address, token, `${business}&from=2026-05-02&to=2026-05-01`), 400, [
      "to",
    ]);
    expectFailure(await ask(address, token, `${business}&everything=1`), 400, ["everything"]);
    const wrong = await call("POST", `${base}/${address}`, { token, body: {} });
    expectFailure(wrong, 405);
    expect(wrong.headers.get("allow")).toContain("GET");
  });

  if (shape === "one") return;
  test("page by page it is the same list", async () => {
    const business = `business-id=${crew.companyId}`;
    const whole = (await ask(address, crew.member.token, `${business}&limit=100`)).body.data;
    const seen = [];
    let cursor = "";
    do {
      const answer = await ask(
        address,
        crew.member.token,
        `${business}&limit=${shape === "days" ? 10 : 1}${cursor ? `&cursor=${cursor}` : ""}`,
      );
      expect(answer.status, answer.text).toBe(200);
      seen.push(...answer.body.data);
      cursor = answer.body.next_cursor;
    } while (cursor);
    expect(seen).toEqual(whole);
  });
});

test("defect 3: analytics answer for one's own business only, and own people do not count", async () => {
  const business = `business-id=${crew.companyId}`;
  const { token } = crew.member;
  const explorers = await ask("overview/explorers", token, business);
  expect(explorers.body.data).toMatchObject({ explorers: 1, visits: 2, visitors: 1 });
  const stories = await ask("overview/stories", token, business);
  expect(stories.body.data).toMatchObject({ stories: 4, storytellers: 1, likes: 4, engagement: 4 });
  const days = (await ask("daily/unique-users", token, business)).body.data;
  expect(days[0]).toMatchObject({ unique_users: 1 });
  expectFailure(await ask("overview/stories", crew.stranger.token, business), 403);
});

describe("openings", () => {
  const browser = { "user-agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Safari/605.1.15" };
  const recorded = async (count: number) => {
    // Written in groups, half a second later at most.
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const rows = await sql`select person, source, placement, language, own_member, bot,
          anonymous is not null as anonymous
        from public.events where kind = 'open' and experience_id = ${experience}
        order by created_at, id`;
      if (rows.length >= count) return rows;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error("not recorded");
  };

  test("of people, visitors without an account, members and machines are told apart", async () => {
    const single = `/api/v1/experiences?experience-id=${experience}`;
    const open = `/api/v1/experiences/public?experience-id=${experience}`;
    const calls: [string, Parameters<typeof call>[2]][] = [
      [`${single}&source=qr&placement=front%20door`, { token: traveller.token, headers: browser }],
      [single, { token: crew.member.token, headers: browser }],
      [open, { headers: { ...browser, "accept-language": "vi-VN,vi;q=0.9" } }],
      [open, { headers: { ...browser, "accept-language": "vi-VN,vi;q=0.9" } }],
      [open, { headers: { "user-agent": "Googlebot/2.1" } }],
    ];
    for (const [path, options] of calls) {
      const answer = await call("GET", path, options);
      expect(answer.status, answer.text).toBe(200);
    }
    expectFailure(await call("GET", `${open}&source=elsewhere`), 400, ["source"]);
    const rows = await recorded(4);
    expect(rows).toHaveLength(4);
    const by = (match: (row: (typeof rows)[number]) => boolean) => rows.filter(match);
    expect(by((row) => row.person === traveller.id)).toMatchObject([
      { source: "qr", placement: "front door", own_member: false, bot: false },
    ]);
    expect(by((row) => row.person === crew.member.id)).toMatchObject([{ own_member: true }]);
    expect(by((row) => row.anonymous && !row.bot)).toMatchObject([{ language: "vi-vn" }]);
    expect(by((row) => row.bot)).toHaveLength(1);

    const overview = await ask(
      "overview/experiences",
      crew.member.token,
      `business-id=${crew.companyId}`,
    );
    expect(overview.body.data).toMatchObject({ views: 2, active: 2 });
  });
});
