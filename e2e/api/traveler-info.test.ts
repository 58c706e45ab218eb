import { beforeAll, describe, expect, test } from "vitest";
import {
  call,
  expectFailure,
  expectKeys,
  mailsTo,
  nobody,
  type Person,
  person,
  sql,
  type Team,
  team,
  unique,
  uniqueEmail,
} from "./support.ts";

const address = "/api/v1/experiences/public/traveler-info";
const KEYS = [
  "visitor_id",
  "experience_id",
  "language",
  "company_id",
  "profile",
  "access_token",
  "refresh_token",
  "expires_at",
];

let ours: Team;
let traveller: Person;
let experience: string;
let draft: string;

beforeAll(async () => {
  [ours, traveller] = await Promise.all([team(), person("traveller")]);
  const make = async (status: string): Promise<string> => {
    const answer = await call("POST", "/api/v1/experiences", {
      token: ours.editor.token,
      body: { name: unique("Chùa Một Cột"), owned_by: ours.companyId, status },
    });
    expect(answer.status, answer.text).toBe(200);
    return answer.body.data.id;
  };
  [experience, draft] = await Promise.all([make("active"), make("inactive")]);
  await sql`update public.userprofiles set language = 'pt', phone = '0123' where userid = ${traveller.id}`;
});

const register = (body: unknown) => call("POST", address, { body });
const rows = (email: string) =>
  sql`select id, language, experience_id, company_id from public.visitors where email = ${email}`;

describe("experiences.public.traveler-info.create", () => {
  test("records the address for the experience and its company", async () => {
    const email = uniqueEmail("Landing").replace("landing", "Landing");
    const answer = await register({ experience_id: experience, email, language: "vi" });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["data"]);
    expectKeys(answer.body.data, KEYS);
    const lower = email.toLowerCase();
    expect(answer.body.data).toMatchObject({
      experience_id: experience,
      company_id: ours.companyId,
      language: "vi",
      profile: { email: lower, language: "vi", userid: null, username: null, phone: null },
    });
    expect(await rows(lower)).toEqual([
      {
        id: answer.body.data.visitor_id,
        language: "vi",
        experience_id: experience,
        company_id: ours.companyId,
      },
    ]);
  });

  test("defect 18: the same e-mail and experience again answers 200 with the same visitor", async () => {
    const email = uniqueEmail("again");
    const body = { experience_id: experience, email };
    const answers = await Promise.all(Array.from({ length: 5 }, () => register(body)));
    answers.push(await register({ ...body, company_id: ours.companyId }));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.data.visitor_id)).size).toBe(1);
    expect(await rows(email)).toHaveLength(1);
  });

  test("defect 18: a newcomer with only an experience, only a company, or neither", async () => {
    const [one, two, three] = [uniqueEmail("one"), uniqueEmail("two"), uniqueEmail("three")];
    expect((await register({ experience_id: experience, email: one })).status).toBe(200);
    const second = await register({ company_id: ours.companyId, email: two, experience_id: "" });
    expect(second.body.data).toMatchObject({ experience_id: null, company_id: ours.companyId });
    const third = await register({ email: three, language: null, redirect_link: "" });
    expect(third.body.data).toMatchObject({
      experience_id: null,
      company_id: null,
      language: null,
    });
  });

  test("an experience on another company's page counts for both", async () => {
    const email = uniqueEmail("both");
    const theirs = (await team()).companyId;
    const answer = await register({ email, experience_id: experience, company_id: theirs });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.data).toMatchObject({ experience_id: experience, company_id: theirs });
    const kept = await rows(email);
    expect(kept).toHaveLength(2);
    expect(kept).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ experience_id: experience, company_id: ours.companyId }),
        expect.objectContaining({ experience_id: null, company_id: theirs }),
      ]),
    );
  });

  test("defect 5: an e-mail address is no proof: no account, no session", async () => {
    const email = uniqueEmail("stranger");
    const { data } = (await register({ experience_id: experience, email })).body;
    expect([data.access_token, data.refresh_token, data.expires_at]).toEqual([null, null, null]);
    expect(await sql`select from auth.users where email = ${email}`).toEqual([]);
    expect(await sql`select from public.userprofiles where email = ${email}`).toEqual([]);
  });

  test("defect 5: a known person's address answers like any other and changes nothing", async () => {
    const unknown = uniqueEmail("unknown");
    const [known, other] = await Promise.all([
      register({ experience_id: experience, email: traveller.email, language: "ja" }),
      register({ experience_id: experience, email: unknown, language: "ja" }),
    ]);
    expect(known.status, known.text).toBe(200);
    const neutral = (data: { visitor_id: string; profile: { email: string } }) => ({
      ...data,
      visitor_id: "",
      profile: { ...data.profile, email: "" },
    });
    expect(neutral(known.body.data)).toEqual(neutral(other.body.data));
    expect(known.text).not.toContain(traveller.id);
    expect(known.text).not.toContain("0123");
    const [profile] = await sql`
      select language from public.userprofiles where userid = ${traveller.id}`;
    expect(profile?.language).toBe("pt");
  });

  test("defect 5: links lead to our own pages only", async () => {
    const email = uniqueEmail("link");
    for (const redirect_link of [
      "https://evil.example/welcome",
      "javascript:alert(1)",
      "//evil.example",
    ]) {
      expectFailure(await register({ experience_id: experience, email, redirect_link }), 400, [
        "redirect_link",
      ]);
    }
    expect(await rows(email)).toEqual([]);
    const own = `${process.env.TEST_BASE_URL}/welcome`;
    expect((await register({ experience_id: experience, email, redirect_link: own })).status).toBe(
      200,
    );
  });

  test("defect 4: a newcomer gets one mail with a link and no password, others none", async () => {
    const email = uniqueEmail("newcomer");
    const link = `${process.env.TEST_BASE_URL}/welcome?from=qr`;
    const body = { experience_id: experience, redirect_link: link };
    await register({ ...body, email });
    await expect.poll(async () => (await mailsTo(email)).length, { timeout: 10_000 }).toBe(1);
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({
      subject: "Welcome to Travel Buddy",
      text: expect.stringContaining(link),
    });
    const [row] =
      await sql`select company_id from public.mail_outbox where id = ${mail?.id ?? null}`;
    expect(row?.company_id).toBe(ours.companyId);
    expect(mail?.html).not.toMatch(/password is|token/i);

    const reader = uniqueEmail("reader");
    await register({ ...body, email: reader, language: "vi-VN" });
    await expect.poll(async () => (await mailsTo(reader)).length, { timeout: 10_000 }).toBe(1);
    expect((await mailsTo(reader))[0]).toMatchObject({
      subject: "Chào mừng bạn đến với Travel Buddy",
      html: expect.stringContaining('<html dir="ltr" lang="vi"'),
    });

    const who = await person("known");
    await register({ ...body, email });
    await register({ company_id: ours.companyId, email });
    await register({ ...body, email: who.email });
    // The next newcomer's mail comes after any that these had caused.
    const next = uniqueEmail("next");
    await register({ ...body, email: next });
    await expect.poll(async () => (await mailsTo(next)).length, { timeout: 10_000 }).toBe(1);
    expect(await mailsTo(email)).toHaveLength(1);
    expect(await mailsTo(who.email)).toEqual([]);
  });

  test("bad input, and what is not there", async () => {
    const email = uniqueEmail("bad");
    expectFailure(await register({}), 400, ["email"]);
    expectFailure(await register({ email: "x" }), 400, ["email"]);
    expectFailure(await register({ email, language: "<b>" }), 400, ["language"]);
    expectFailure(await register({ email, type: "SUPER_ADMIN" }), 400, ["type"]);
    expectFailure(await register({ email, experience_id: "x" }), 400, ["experience_id"]);
    expectFailure(await register({ email, experience_id: nobody }), 400, ["experience_id"]);
    expectFailure(await register({ email, experience_id: draft }), 400, ["experience_id"]);
    expectFailure(await register({ email, company_id: nobody }), 400, ["company_id"]);
    expectFailure(await register({ email, experience_id: experience, company_id: nobody }), 400, [
      "company_id",
      "experience_id",
    ]);
    expect(await rows(email)).toEqual([]);
    expectFailure(await call("GET", address), 405);
  });

  test("a deleted account takes its registrations along", async () => {
    const who = await person("leaving");
    await register({ experience_id: experience, email: who.email });
    expect(await rows(who.email)).toHaveLength(1);
    await sql`delete from auth.users where id = ${who.id}`;
    expect(await rows(who.email)).toEqual([]);
  });

  test("old address", async () => {
    const body = { experience_id: experience, email: uniqueEmail("old") };
    expect(
      (await call("POST", "/api/experiences/public/traveler-info/create", { body })).status,
    ).toBe(200);
  });
});
