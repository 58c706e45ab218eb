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

const visits = "/api/v1/experiences/visits";
const filters = `${visits}/filters`;
const withStories = `${visits}/with-stories`;

let ours: Team;
let traveller: Person;

beforeAll(async () => {
  [ours, traveller] = await Promise.all([team(), person("traveller")]);
});

async function experience(status = "active"): Promise<string> {
  const answer = await call("POST", "/api/v1/experiences", {
    token: ours.editor.token,
    body: { name: unique("Bến Nhà Rồng"), owned_by: ours.companyId, status },
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data.id;
}

const toggle = (body: unknown, token = traveller.token) => call("POST", visits, { token, body });
const marked = async (id: string, token = traveller.token) =>
  (await call("GET", `${visits}?experience-id=${id}`, { token })).body.data.is_visited;
const tell = (who: Person, id: string, status = "DRAFT") =>
  sql`insert into public.stories (user_id, experience_id, title, status)
    values (${who.id}, ${id}, 'A day', ${status})`;

describe("experiences.visits.create", () => {
  test("flips the caller's mark and answers the row", async () => {
    const id = await experience();
    const first = await toggle({ "experience-id": id });
    expect(first.status, first.text).toBe(200);
    expectKeys(first.body, ["data"]);
    expectKeys(first.body.data, ["id", "user_id", "experience_id", "created_at", "is_visited"]);
    expect(first.body.data).toMatchObject({
      user_id: traveller.id,
      experience_id: id,
      is_visited: true,
    });
    const second = await toggle({ "experience-id": id });
    expect(second.body.data).toEqual({ ...first.body.data, is_visited: false });
    expect((await toggle({ "experience-id": id })).body.data.is_visited).toBe(true);
  });

  test("takes the first value for the id, whatever its key", async () => {
    const id = await experience();
    expect((await toggle({ experienceId: id })).body.data.is_visited).toBe(true);
    expect((await toggle({ experience_id: id })).body.data.is_visited).toBe(false);
    expect((await toggle({ id, is_visited: true })).body.data.is_visited).toBe(true);
    expect((await toggle({ is_visited: false, "experience-id": id })).body.data).toMatchObject({
      is_visited: false,
    });
  });

  test("a repeated wish changes nothing", async () => {
    const id = await experience();
    for (const wish of [true, true, false, false, true]) {
      const answer = await toggle({ "experience-id": id, is_visited: wish });
      expect(answer.body.data.is_visited).toBe(wish);
    }
    expect(await sql`select from public.visits where experience_id = ${id}`).toHaveLength(1);
  });

  test("defect 20: fifty calls at once leave one row, each flipped it once", async () => {
    const id = await experience();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => toggle({ "experience-id": id })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const set = answers.filter(({ body }) => body.data.is_visited);
    expect(set).toHaveLength(25);
    expect(await sql`select is_visited from public.visits where experience_id = ${id}`).toEqual([
      { is_visited: false },
    ]);
  });

  test("fifty equal wishes at once are one", async () => {
    const id = await experience();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => toggle({ "experience-id": id, is_visited: true })),
    );
    expect(answers.filter(({ body }) => body.data?.is_visited)).toHaveLength(50);
    expect(await sql`select from public.visits where experience_id = ${id}`).toHaveLength(1);
  });

  test("keeps the first mark", async () => {
    const id = await experience();
    const first = async () =>
      (await sql`select first_visited_at from public.visits where experience_id = ${id}`)[0]
        ?.first_visited_at;
    await toggle({ "experience-id": id, is_visited: false });
    expect(await first()).toBeNull();
    await toggle({ "experience-id": id, is_visited: true });
    const kept = await first();
    expect(kept).toBeInstanceOf(Date);
    await toggle({ "experience-id": id });
    await toggle({ "experience-id": id });
    expect(await first()).toEqual(kept);
  });

  test("an experience the caller does not see is not there; a mark on it can still change", async () => {
    expectFailure(await toggle({ "experience-id": nobody }), 404);
    const id = await experience("internal");
    expectFailure(await toggle({ "experience-id": id }), 404);
    expectFailure(await toggle({ "experience-id": id }, ours.stranger.token), 404);
    expect((await toggle({ "experience-id": id }, ours.member.token)).status).toBe(200);

    const archived = await experience();
    await toggle({ "experience-id": archived });
    await sql`update public.experiences set status = 'inactive' where id = ${archived}`;
    expect((await toggle({ "experience-id": archived })).body.data.is_visited).toBe(false);
  });

  test("bad input", async () => {
    expectFailure(await toggle({}), 400, ["experience-id"]);
    expectFailure(await toggle({ "experience-id": "x" }), 400, ["experience-id"]);
    expectFailure(await toggle({ is_visited: true }), 400, ["experience-id"]);
    expectFailure(await toggle({ "experience-id": nobody, is_visited: "yes" }), 400, [
      "is_visited",
    ]);
    expectFailure(await toggle({ "experience-id": nobody, user_id: nobody }), 400, ["user_id"]);
    expectFailure(await toggle([nobody]), 400);
    await expectLocked("POST", visits, { "experience-id": nobody });
  });
});

describe("experiences.visits.get", () => {
  test("defect 18: visits/get answers the mark, false without a visit", async () => {
    const id = await experience();
    const answer = await call("GET", `${visits}?experience-id=${id}`, { token: traveller.token });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toEqual({ data: { is_visited: false } });
    await toggle({ "experience-id": id });
    expect(await marked(id)).toBe(true);
    expect(await marked(id, ours.member.token)).toBe(false);
    await toggle({ "experience-id": id });
    expect(await marked(id)).toBe(false);
  });

  test("bad input and what is not there", async () => {
    const { token } = traveller;
    expectFailure(await call("GET", visits, { token }), 400, ["experience-id"]);
    expectFailure(await call("GET", `${visits}?experience-id=1`, { token }), 400);
    expectFailure(await call("GET", `${visits}?experience-id=${nobody}`, { token }), 404);
    const hidden = await experience("inactive");
    expectFailure(await call("GET", `${visits}?experience-id=${hidden}`, { token }), 404);
    await expectLocked("GET", `${visits}?experience-id=${nobody}`);
  });
});

describe("what one has told of one's visits", () => {
  test("defect 18: with-stories is completed only when every marked visit has a story", async () => {
    const who = await person("teller");
    const state = async () => (await call("GET", withStories, { token: who.token })).body.data;
    const empty = await state();
    expectKeys(empty, ["message", "completed"]);
    expect(empty.completed).toBe(true);

    const [first, second] = [await experience(), await experience()];
    await toggle({ "experience-id": first }, who.token);
    await toggle({ "experience-id": second }, who.token);
    await tell(who, first);
    const open = await state();
    expect(open.completed).toBe(false);
    expect(open.message).not.toBe(empty.message);

    await tell(who, second);
    expect(await state()).toEqual(empty);
    // A visit that was taken back needs no story.
    const third = await experience();
    await toggle({ "experience-id": third }, who.token);
    expect((await state()).completed).toBe(false);
    await toggle({ "experience-id": third }, who.token);
    expect((await state()).completed).toBe(true);
    await expectLocked("GET", withStories);
  });

  test("filters: visits that have a story, the latest first, by pages", async () => {
    const who = await person("teller");
    const [told, back, untold, unvisited] = [
      await experience(),
      await experience(),
      await experience(),
      await experience(),
    ];
    for (const id of [told, back, untold]) await toggle({ "experience-id": id }, who.token);
    await toggle({ "experience-id": back }, who.token);
    await tell(who, told, "PUBLISHED");
    await tell(who, told);
    await tell(who, back);
    await tell(who, unvisited);

    const all = await call("GET", filters, { token: who.token });
    expect(all.status, all.text).toBe(200);
    expect(all.body).toEqual({ data: [{ experience_id: back }, { experience_id: told }] });
    const first = await call("GET", `${filters}?limit=1`, { token: who.token });
    expect(first.body.data).toEqual([{ experience_id: back }]);
    const rest = await call("GET", `${filters}?cursor=${first.body.next_cursor}`, {
      token: who.token,
    });
    expect(rest.body).toEqual({ data: [{ experience_id: told }], next_cursor: null });
    expect((await call("GET", filters, { token: traveller.token })).body.data).not.toContainEqual({
      experience_id: told,
    });
    await expectLocked("GET", filters);
  });

  test("old addresses", async () => {
    const { token } = traveller;
    const id = await experience();
    expect(
      (await call("POST", "/api/experiences/visits/create", { token, body: { id } })).status,
    ).toBe(200);
    expect(
      (await call("GET", `/api/experiences/visits/get?experience_id=${id}`, { token })).status,
    ).toBe(200);
    expect((await call("GET", "/api/experiences/visits/filters/get-all", { token })).status).toBe(
      200,
    );
    expect(
      (await call("GET", "/api/v1/experiences/visits/with-stories/get-all", { token })).status,
    ).toBe(200);
    expectFailure(await call("DELETE", visits, { token }), 405);
  });
});
