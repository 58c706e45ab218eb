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

const business = "/api/v1/experiences/challenge/business";
const user = "/api/v1/experiences/challenge/user";
const ids = (answer: Answer): string[] => answer.body.data.map((row: { id: string }) => row.id);

const CHALLENGE_KEYS = [
  "id",
  "businessid",
  "title",
  "description",
  "thumbnailUrl",
  "backgroundUrl",
  "tourSchedule",
  "status",
  "qrurl",
  "price",
  "created",
];
const REWARD_KEYS = [
  "id",
  "challenge_id",
  "created_by",
  "name",
  "description",
  "created_at",
  "effective_from",
  "expired_at",
  "status",
  "reward_type",
  "amount",
];

let ours: Team;
let boss: Person;
let traveller: Person;

beforeAll(async () => {
  [ours, boss, traveller] = await Promise.all([
    team(),
    person("boss", { superAdmin: true }),
    person("traveller"),
  ]);
});

async function create(fields: Record<string, unknown> = {}, who = ours.editor): Promise<string> {
  const answer = await call("POST", business, {
    token: who.token,
    body: { title: unique("Lanterns"), ...fields },
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data.id;
}

const change = (id: string, body: Record<string, unknown>, who = ours.editor) =>
  call("PUT", `${business}?challenge_id=${id}`, { token: who.token, body });

async function publish(id: string, who = ours.editor): Promise<string> {
  const answer = await change(id, { status: "ACTIVE" }, who);
  expect(answer.status, answer.text).toBe(200);
  return id;
}

describe("challenge.business.create", () => {
  test("begins PASSIVE, with its maker's id, in the company they edit for", async () => {
    const answer = await call("POST", business, {
      token: ours.editor.token,
      body: {
        title: "Lanterns",
        description: "Five stops.",
        thumbnailUrl: "https://example.com/a.jpg",
        backgroundUrl: "",
        tourSchedule: "18:00",
      },
    });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["data", "success"]);
    expectKeys(answer.body.data, ["id"]);
    const [row] = await sql`select businessid, company_id, status, "tourSchedule"
      from public.challenges where id = ${answer.body.data.id}`;
    expect(row).toEqual({
      businessid: ours.editor.id,
      company_id: ours.companyId,
      status: "PASSIVE",
      tourSchedule: "18:00",
    });
  });

  test("of somebody who edits for nobody it is theirs alone; a company may be named", async () => {
    const own = await create({}, ours.member);
    const [row] = await sql`select company_id from public.challenges where id = ${own}`;
    expect(row?.company_id).toBeNull();
    const named = await create({ company_id: ours.companyId }, boss);
    expect(ids(await call("GET", business, { token: ours.member.token }))).toContain(named);
    for (const who of [ours.member, ours.stranger]) {
      const body = { title: "x", company_id: ours.companyId };
      expectFailure(await call("POST", business, { token: who.token, body }), 403);
    }
  });

  test("what the mock description names, the maker included, has no effect", async () => {
    const id = await create({
      businessid: ours.stranger.id,
      status: "ACTIVE",
      name: "Mock",
      max_rewards: 5,
      media: ["a"],
      start_date: "2026-01-01",
    });
    const [row] = await sql`select businessid, status from public.challenges where id = ${id}`;
    expect(row).toEqual({ businessid: ours.editor.id, status: "PASSIVE" });
  });

  test("travellers are refused, bad input is named", async () => {
    const post = (body: unknown, { token } = ours.editor) =>
      call("POST", business, { token, body });
    expectFailure(await post({ title: "x" }, traveller), 403);
    expectFailure(await post({ title: "x".repeat(256), id: nobody }), 400, ["title", "id"]);
    expectFailure(await post({ thumbnailUrl: "javascript:alert(1)" }), 400, ["thumbnailUrl"]);
    expectFailure(await post({ company_id: "acme" }), 400, ["company_id"]);
    await expectLocked("POST", business, { title: "x" });
  });
});

describe("challenge.business.get-all", () => {
  test("the company's and one's own, in any state; everything for a SUPER_ADMIN", async () => {
    const [draft, running] = [await create(), await publish(await create())];
    const own = await create({}, ours.stranger);
    for (const who of [ours.owner, ours.editor, ours.member]) {
      const answer = await call("GET", business, { token: who.token });
      expect(answer.status, answer.text).toBe(200);
      expect(ids(answer)).toEqual(expect.arrayContaining([draft, running]));
      expect(ids(answer)).not.toContain(own);
      for (const row of answer.body.data) expectKeys(row, CHALLENGE_KEYS);
    }
    const theirs = ids(await call("GET", business, { token: ours.stranger.token }));
    expect(theirs).toContain(own);
    expect(theirs).not.toContain(running);
    const all = ids(await call("GET", business, { token: boss.token }));
    expect(all).toEqual(expect.arrayContaining([draft, running, own]));
    expectFailure(await call("GET", business, { token: traveller.token }), 403);
    await expectLocked("GET", business);
  });

  test("pages by cursor", async () => {
    await create();
    await create();
    const { token } = ours.editor;
    const whole = ids(await call("GET", business, { token }));
    const first = await call("GET", `${business}?limit=1`, { token });
    const second = await call("GET", `${business}?limit=1&cursor=${first.body.next_cursor}`, {
      token,
    });
    expect([...ids(first), ...ids(second)]).toEqual(whole.slice(0, 2));
    expectFailure(await call("GET", `${business}?cursor=x`, { token }), 400, ["cursor"]);
  });
});

describe("challenge.business.update", () => {
  test("publishes, pauses, changes; repeated it answers the same", async () => {
    const id = await create();
    const body = { status: "ACTIVE", title: "Lanterns", qrurl: "https://q.example/1", price: 0 };
    for (let time = 0; time < 2; time++) {
      const answer = await change(id, body);
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body, ["success", "message", "data"]);
      expect(answer.body.data).toEqual([{ id }]);
    }
    const [row] = (await call("GET", `${user}?challenge_id=${id}`, { token: traveller.token })).body
      .data;
    expect(row).toMatchObject(body);
    expect((await change(id, { status: "PASSIVE" }, ours.owner)).status).toBe(200);
    expect((await change(id, { title: "Boss was here" }, boss)).status).toBe(200);
  });

  test("a whole row sent back does not change whose it is", async () => {
    const id = await create();
    const [row] = (await call("GET", `${user}?challenge_id=${id}`, { token: ours.editor.token }))
      .body.data;
    const answer = await change(id, { ...row, title: "New", businessid: ours.stranger.id });
    expect(answer.status, answer.text).toBe(200);
    const [after] = await sql`select title, businessid from public.challenges where id = ${id}`;
    expect(after).toEqual({ title: "New", businessid: ours.editor.id });
  });

  test("defect 3: is refused to members, strangers, travellers, and for what does not exist", async () => {
    const [draft, running] = [await create(), await publish(await create())];
    for (const who of [ours.member, ours.stranger, traveller]) {
      for (const id of [draft, running]) expectFailure(await change(id, { title: "x" }, who), 403);
    }
    expectFailure(await change(nobody, { title: "x" }), 403);
    await expectLocked("PUT", `${business}?challenge_id=${draft}`, { title: "x" });
  });

  test("names bad input", async () => {
    const id = await create();
    expectFailure(await change(id, {}), 400);
    expectFailure(await change(id, { businessid: nobody }), 400);
    expectFailure(await change(id, { status: "RUNNING", price: -1 }), 400, ["status", "price"]);
    expectFailure(await change(id, { company_id: ours.companyId }), 400, ["company_id"]);
    expectFailure(await change("1", { title: "x" }), 400, ["challenge_id"]);
    const { token } = ours.editor;
    expectFailure(await call("PUT", business, { token, body: { title: "x" } }), 400, [
      "challenge_id",
    ]);
    const dashed = `${business}?challenge-id=${id}`;
    expect((await call("PUT", dashed, { token, body: { title: "x" } })).status).toBe(200);
  });

  test("half a challenge is not published", async () => {
    const id = await create();
    await sql`insert into public.challenge_steps (challenge_id, position, title, proof)
      values (${id}, 1, 'Look up', 'self')`;
    expectFailure(await change(id, { status: "ACTIVE" }), 409);
  });
});

describe("challenge.business.delete", () => {
  const remove = (id: string, { token }: Person) =>
    call("DELETE", `${business}?challenge_id=${id}`, { token });

  test("archives, for admins and SUPER_ADMIN, and may be repeated", async () => {
    const id = await publish(await create());
    for (const who of [ours.owner, ours.owner, boss]) {
      const answer = await remove(id, who);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toEqual({ data: [{ id, status: "ARCHIVED" }] });
    }
    const list = await call("GET", user, { token: traveller.token });
    expect(ids(list)).not.toContain(id);
    const own = await create({}, ours.stranger);
    expect((await remove(own, ours.stranger)).status).toBe(200);
  });

  test("answers an empty list where the caller sees nothing to archive", async () => {
    const draft = await create();
    for (const [id, who] of [
      [nobody, ours.owner],
      [draft, ours.stranger],
      [draft, traveller],
    ] as const) {
      const answer = await remove(id, who);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toEqual({ data: [] });
    }
    const [row] = await sql`select status from public.challenges where id = ${draft}`;
    expect(row?.status).toBe("PASSIVE");
  });

  test("is refused to everybody else", async () => {
    const [draft, running] = [await create(), await publish(await create())];
    for (const who of [ours.editor, ours.member]) expectFailure(await remove(draft, who), 403);
    for (const who of [ours.stranger, traveller]) {
      expectFailure(await remove(running, who), 403);
    }
    expectFailure(await remove("1", ours.owner), 400, ["challenge_id"]);
    await expectLocked("DELETE", `${business}?challenge_id=${draft}`);
  });
});

describe("challenge.user", () => {
  test("lists what runs, and nothing else, for anybody signed in", async () => {
    const running = await publish(await create());
    const draft = await create();
    for (const who of [traveller, ours.stranger, ours.owner]) {
      const answer = await call("GET", user, { token: who.token });
      expect(answer.status, answer.text).toBe(200);
      expect(ids(answer)).toContain(running);
      expect(ids(answer)).not.toContain(draft);
      expect(answer.body.data.every((row: { status: string }) => row.status === "ACTIVE")).toBe(
        true,
      );
      for (const row of answer.body.data) expectKeys(row, CHALLENGE_KEYS);
    }
    await expectLocked("GET", user);
  });

  test("answers one as a list; drafts and archived ones only to those who work for them", async () => {
    const get = async (id: string, { token }: Person) => {
      const answer = await call("GET", `${user}?challenge_id=${id}`, { token });
      expect(answer.status, answer.text).toBe(200);
      return ids(answer);
    };
    const [draft, running, over] = [
      await create(),
      await publish(await create()),
      await create({}, ours.stranger),
    ];
    await change(over, { status: "ARCHIVED" }, ours.stranger);
    expect(await get(running, traveller)).toEqual([running]);
    expect(await get(draft, traveller)).toEqual([]);
    expect(await get(draft, ours.stranger)).toEqual([]);
    expect(await get(draft, ours.member)).toEqual([draft]);
    expect(await get(over, ours.owner)).toEqual([]);
    expect(await get(over, ours.stranger)).toEqual([over]);
    expect(await get(over, boss)).toEqual([over]);
    expect(await get(nobody, traveller)).toEqual([]);
    expectFailure(await call("GET", `${user}?challenge_id=1`, { token: traveller.token }), 400, [
      "challenge_id",
    ]);
  });
});

describe("rewards", () => {
  const address = `${business}/reward`;
  let running: string;
  let draft: string;

  beforeAll(async () => {
    [running, draft] = [await publish(await create()), await create()];
  });

  async function add(fields: Record<string, unknown> = {}, who = ours.editor): Promise<string> {
    const answer = await call("POST", address, {
      token: who.token,
      body: { challenge_id: running, name: "Tea", ...fields },
    });
    expect(answer.status, answer.text).toBe(200);
    return answer.body.data.id;
  }
  const put = (id: string, body: Record<string, unknown>, { token } = ours.editor) =>
    call("PUT", `${address}?reward-id=${id}`, { token, body });

  test("an editor adds, changes and archives one", async () => {
    const answer = await call("POST", address, {
      token: ours.editor.token,
      body: {
        challenge_id: running,
        name: "Lotus tea",
        description: "One cup.",
        effective_from: "2026-01-01T00:00:00Z",
        expired_at: "2027-01-01",
        status: "active",
        reward_type: "drink",
        amount: "1 cup",
      },
    });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["success", "data"]);
    expectKeys(answer.body.data, ["id"]);
    const { id } = answer.body.data;

    const changed = await put(id, { amount: "2 cups", created_by: nobody });
    expect(changed.status, changed.text).toBe(200);
    expectKeys(changed.body, ["data"]);
    expectKeys(changed.body.data, REWARD_KEYS);
    expect(changed.body.data).toMatchObject({
      id,
      challenge_id: running,
      created_by: ours.editor.id,
      status: "ACTIVE",
      amount: "2 cups",
    });

    for (let time = 0; time < 2; time++) {
      const gone = await call("DELETE", `${address}?reward-id=${id}`, { token: ours.editor.token });
      expect(gone.status, gone.text).toBe(200);
      expect(gone.body).toEqual({ data: { id, status: "ARCHIVED" } });
    }
  });

  test("nobody else writes them", async () => {
    const [open, hidden] = [await add(), await add({ challenge_id: draft })];
    for (const who of [ours.member, ours.stranger, traveller]) {
      const { token } = who;
      const body = { name: "Tea" };
      expectFailure(
        await call("POST", address, { token, body: { ...body, challenge_id: running } }),
        403,
      );
      expectFailure(
        await call("POST", address, { token, body: { ...body, challenge_id: draft } }),
        who === ours.member ? 403 : 404,
      );
      expectFailure(await put(open, body, who), 403);
      expectFailure(await put(hidden, body, who), who === ours.member ? 403 : 404);
      expectFailure(await call("DELETE", `${address}?reward-id=${open}`, { token }), 403);
    }
    expectFailure(await put(nobody, { name: "x" }), 404);
    // Moving one's reward into somebody else's challenge.
    const foreign = await publish(await create({}, ours.stranger), ours.stranger);
    expectFailure(await put(open, { challenge_id: foreign }), 403);
    const { token } = ours.owner;
    expectFailure(await call("DELETE", `${address}?reward-id=${nobody}`, { token }), 404);
    await expectLocked("POST", address, { challenge_id: running });
    await expectLocked("PUT", `${address}?reward-id=${open}`, { name: "x" });
    await expectLocked("DELETE", `${address}?reward-id=${open}`);
    await expectLocked("GET", address);
    await expectLocked("GET", `${user}/reward`);
  });

  test("names bad input", async () => {
    const post = (body: unknown) => call("POST", address, { token: ours.editor.token, body });
    expectFailure(await post({ name: "x" }), 400, ["challenge_id"]);
    expectFailure(await post({ challenge_id: running, status: "open", granted: 1 }), 400, [
      "status",
      "granted",
    ]);
    expectFailure(await post({ challenge_id: running, effective_from: "soon" }), 400, [
      "effective_from",
    ]);
    expectFailure(
      await post({
        challenge_id: running,
        effective_from: "2026-02-01T00:00:00Z",
        expired_at: "2026-01-01T00:00:00Z",
      }),
      400,
      ["expired_at"],
    );
    const id = await add();
    expectFailure(await put(id, {}), 400);
    expectFailure(await put("1", { name: "x" }), 400, ["reward-id"]);
  });

  test("the team sees all of its rewards, travellers those they can earn", async () => {
    const [open, hidden, paused] = [
      await add(),
      await add({ challenge_id: draft }),
      await add({ status: "PASSIVE" }),
    ];
    const list = await call("GET", address, { token: ours.member.token });
    expect(list.status, list.text).toBe(200);
    expect(list.body.success).toBe(true);
    expect(ids(list)).toEqual(expect.arrayContaining([open, hidden, paused]));
    for (const row of list.body.data) expectKeys(row, REWARD_KEYS);
    const some = await call("GET", `${address}?challenge_id=${draft}`, { token: boss.token });
    expect(new Set(some.body.data.map((r: { challenge_id: string }) => r.challenge_id))).toEqual(
      new Set([draft]),
    );
    expect(ids(await call("GET", address, { token: ours.stranger.token }))).not.toContain(open);
    expectFailure(await call("GET", address, { token: traveller.token }), 403);

    const { token } = traveller;
    const mine = await call("GET", `${user}/reward?challenge-id=${running}`, { token });
    expect(mine.status, mine.text).toBe(200);
    expectKeys(mine.body, ["data"]);
    expect(ids(mine)).toContain(open);
    expect(ids(mine)).not.toContain(paused);
    expect(ids(await call("GET", `${user}/reward`, { token }))).not.toContain(hidden);
    const one = async (id: string, who: Person) =>
      ids(await call("GET", `${user}/reward?reward-id=${id}`, { token: who.token }));
    expect(await one(open, traveller)).toEqual([open]);
    expect(await one(hidden, traveller)).toEqual([]);
    expect(await one(hidden, ours.member)).toEqual([hidden]);
    expect(await one(nobody, traveller)).toEqual([]);
    expect((await call("GET", `${user}/reward/get`, { token })).status).toBe(200);
  });
});

test("every address of the contract leads to the same challenge", async () => {
  const id = await publish(await create());
  const { token } = ours.owner;
  for (const base of ["experiences/challenge", "challenge", "destination/challenge"]) {
    for (const root of ["/api/v1", "/api"]) {
      const at = `${root}/${base}`;
      for (const address of [`${at}/user`, `${at}/user/get-all`, `${at}/business/get-all`]) {
        expect(ids(await call("GET", address, { token })), address).toContain(id);
      }
      const one = await call("GET", `${at}/user/get?challenge_id=${id}`, { token });
      expect(ids(one)).toEqual([id]);
      const body = { challenge_id: id, name: "Tea" };
      const made = await call("POST", `${at}/business/reward/create`, { token, body });
      expect(made.status, made.text).toBe(200);
      const reward = `${at}/business/reward/delete?reward-id=${made.body.data.id}`;
      expect((await call("DELETE", reward, { token })).status).toBe(200);
    }
  }
});
