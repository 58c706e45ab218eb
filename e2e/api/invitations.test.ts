/** Inviting people, and the mails that go with it. Tests run without a mail service: the outbox keeps them. */
import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { KeptMail } from "../mailbox.ts";
import {
  baseUrl,
  call,
  expectFailure,
  expectKeys,
  expectLocked,
  mailsTo,
  nobody,
  type Person,
  person,
  sql,
  type Team,
  team,
  uniqueEmail,
} from "./support.ts";

const members = "/api/v1/companies/members";
const editors = "/api/v1/companies/editors";
const RESULT_KEYS = [
  "id",
  "company_id",
  "member_id",
  "role",
  "is_deleted",
  "created_at",
  "updated_at",
  "email",
  "status",
  "mail",
];
const redirect = `${baseUrl}/sign-in`;

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

const invite = (who: Person, emails: readonly string[], more: object = {}) =>
  call("POST", members, {
    token: who.token,
    body: {
      companyId: ours.companyId,
      members: emails.map((email) => ({ email })),
      redirect_link: redirect,
      role: "member",
      ...more,
    },
  });

const tokenIn = (mail: KeptMail | undefined) => /#token=([\w-]+)/.exec(mail?.text ?? "")?.[1];

describe("companies.members.create", () => {
  test("each address is reported; the link in the mail is the only copy of the token", async () => {
    const fresh = uniqueEmail("fresh");
    const answer = await invite(
      ours.owner,
      [fresh.toUpperCase(), traveller.email, ours.member.email, fresh],
      { note: "See you at the pier." },
    );
    expect(answer.status, answer.text).toBe(201);
    expectKeys(answer.body, ["data"]);
    expectKeys(answer.body.data, ["message", "data"]);
    const rows = answer.body.data.data;
    for (const row of rows) expectKeys(row, RESULT_KEYS);
    expect(rows.map((row: Record<string, string>) => [row.email, row.status, row.mail])).toEqual([
      [fresh, "invited", "stored"],
      [traveller.email, "invited", "stored"],
      [ours.member.email, "member", "none"],
    ]);
    // Whether an address has an account is not to be seen.
    expect(rows[0].member_id).toBeNull();
    expect(rows[1].member_id).toBeNull();
    expect(rows[2].member_id).toBe(ours.member.id);

    const [mail] = await mailsTo(fresh);
    const token = tokenIn(mail);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(answer.text).not.toContain(token);
    const [row] = await sql`
      select token_hash, note, redirect_link, invited_by,
        extract(day from expires_at - created_at)::int as days
      from public.company_invitations where id = ${rows[0].id}`;
    expect(row).toEqual({
      token_hash: createHash("sha256")
        .update(token ?? "")
        .digest("hex"),
      note: "See you at the pier.",
      redirect_link: redirect,
      invited_by: ours.owner.id,
      days: 7,
    });
    expect(mail?.text).toContain("See you at the pier.");
    expect(mail?.html).toContain(`${baseUrl}/invitation#token=`);
    // Nobody joins by being invited.
    const joined = await sql`
      select from public.company_members
      where company_id = ${ours.companyId} and member_id = ${traveller.id}`;
    expect(joined).toHaveLength(0);
  });

  test("inviting again renews: the old link ends", async () => {
    const email = uniqueEmail("again");
    await invite(ours.owner, [email]);
    const again = await invite(ours.owner, [email]);
    expect(again.body.data.data[0].status).toBe("renewed");
    const hashes = (await mailsTo(email)).map((mail) =>
      createHash("sha256")
        .update(tokenIn(mail) ?? "")
        .digest("hex"),
    );
    const open = await sql`
      select token_hash from public.company_invitations
      where email = ${email} and revoked_at is null`;
    expect(open.map((row) => row.token_hash)).toEqual([hashes[1]]);
  });

  test("50 simultaneous invitations of one address leave one open", async () => {
    const email = uniqueEmail("crowd");
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => invite(ours.owner, [email])),
    );
    // Ten mails a day is what one address gets, whoever asks.
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([201, 409]));
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    const open = await sql`
      select from public.company_invitations where email = ${email} and revoked_at is null`;
    expect(open).toHaveLength(1);
  });

  test("defect 2: a super admin is not made by invitation, and the platform is the SUPER_ADMIN's", async () => {
    const [platform] = await sql`select id from public.company_accounts where is_platform`;
    // The tests' database without demo data has none.
    const companyId: string =
      platform?.id ??
      (
        await sql`
          insert into public.company_accounts (name, is_platform, created_by)
          values ('Platform', true, ${boss.id}) returning id`
      )[0]?.id;
    const email = uniqueEmail("would.be.boss");
    const admin = { companyId, role: "admin" };
    for (const who of [ours.owner, ours.stranger, traveller]) {
      expectFailure(await invite(who, [email], admin), 403);
    }
    // Not even for somebody who got into its team.
    const insider = await person("insider", { business: true });
    await sql`
      insert into public.company_members (company_id, member_id, role)
      values (${companyId}, ${insider.id}, 'admin')`;
    expectFailure(await invite(insider, [email], admin), 403);
    expect(await mailsTo(email)).toHaveLength(0);

    const invited = await invite(boss, [ours.stranger.email], admin);
    expect(invited.status, invited.text).toBe(201);
    const [profile] = await sql`
      select type from public.businessprofiles where businessid = ${ours.stranger.id}`;
    expect(profile?.type).toBeNull();
  });

  test("defect 3: weaker roles, strangers and travellers invite nobody", async () => {
    const email = uniqueEmail("unwanted");
    for (const who of [ours.editor, ours.member, ours.stranger, traveller]) {
      expectFailure(await invite(who, [email]), 403);
    }
    expectFailure(await invite(ours.owner, [email], { companyId: nobody }), 404);
    expect(await mailsTo(email)).toHaveLength(0);
    await expectLocked("POST", members, {});
  });

  test("defect 4: no mail holds a password, and nobody gets a copy", async () => {
    const email = uniqueEmail("newcomer");
    // Of the company: the queue may be writing other mails meanwhile.
    const count = () => sql`select count(*)::int as mails from public.mail_outbox
      where company_id = ${ours.companyId}`;
    const [before] = await count();
    await invite(ours.owner, [email], { role: "admin" });
    expect(await count()).toEqual([{ mails: before?.mails + 1 }]);
    const [mail] = await mailsTo(email);
    expect(mail?.subject).toBe("Welcome to the Business Management Platform");
    expect(mail?.text).not.toMatch(/your password|password:/i);
    // No account either: the person makes it, with a password of their own.
    const accounts = await sql`select from auth.users where email = ${email}`;
    expect(accounts).toHaveLength(0);
    const [known] = await (async () => {
      await invite(ours.owner, [ours.stranger.email]);
      return mailsTo(ours.stranger.email).then((mails) => mails.slice(-1));
    })();
    expect(known?.subject).toContain(ours.companyName);
  });

  test("defect 6: links lead to our own pages only", async () => {
    const email = uniqueEmail("linked");
    for (const link of [
      "https://evil.example/login",
      `${baseUrl}.evil.example/`,
      `${baseUrl.replace("//", "//evil.example@")}x`,
      "javascript:alert(1)",
      "/sign-in",
      "",
    ]) {
      expectFailure(await invite(ours.owner, [email], { redirect_link: link }), 400, [
        "redirect_link",
      ]);
    }
    expect(await mailsTo(email)).toHaveLength(0);
  });

  test("bad input, and people who are members already", async () => {
    const post = (body: object) => invite(ours.owner, [uniqueEmail("x")], body);
    expectFailure(await post({ members: [] }), 400, ["members"]);
    expectFailure(await post({ members: [{ name: "No address" }] }), 400, ["members.0.email"]);
    expectFailure(await post({ members: [{ email: "x@y.test", type: "SUPER_ADMIN" }] }), 400, [
      "members.0.type",
    ]);
    expectFailure(await post({ role: "SUPER_ADMIN" }), 400, ["role"]);
    expectFailure(await post({ redirect_link: undefined }), 400, ["redirect_link"]);
    expectFailure(await invite(ours.owner, [ours.member.email]), 409);
    const many = Array.from({ length: 51 }, (_, i) => ({ email: `p${i}@test.example` }));
    expectFailure(await post({ members: many }), 400, ["members"]);
  });
});

describe("past the API", () => {
  const rest = (path: string, token: string | null, body: unknown, method = "POST") => {
    const key = process.env.TEST_SUPABASE_PUBLISHABLE_KEY ?? "";
    return fetch(`${process.env.TEST_SUPABASE_URL}/rest/v1/${path}`, {
      method,
      headers: {
        apikey: key,
        authorization: `Bearer ${token ?? key}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    });
  };
  const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

  test("an admin chooses neither the link of an invitation nor where it leads on to", async () => {
    const email = uniqueEmail("hijacked");
    const row = {
      company_id: ours.companyId,
      email,
      role: "member",
      token_hash: hashOf("mine"),
    };
    expect((await rest("company_invitations", ours.owner.token, row)).status).toBe(403);
    await invite(ours.owner, [email]);
    const [kept] = await sql`select id from public.company_invitations where email = ${email}`;
    for (const { token } of [ours.owner, boss]) {
      const patch = { token_hash: hashOf("mine") };
      const patched = await rest(`company_invitations?id=eq.${kept?.id}`, token, patch, "PATCH");
      expect(patched.status).toBe(403);
      // Not even as the person they are.
      const people = [{ email: uniqueEmail("past"), mail_id: randomUUID(), token_hash: "x" }];
      const invited = await rest("rpc/invite_members", token, {
        p_inviter: ours.owner.id,
        p_aal: "aal1",
        p_company_id: ours.companyId,
        p_role: "member",
        p_people: people,
      });
      expect(invited.status).toBe(403);
      expect(await mailsTo(people[0]?.email ?? "")).toHaveLength(0);
    }
  });

  test("a link tells its holder what it is for; a guess tells nothing", async () => {
    const email = uniqueEmail("reader");
    await invite(ours.owner, [email], { note: "See you at the pier." });
    const token = tokenIn((await mailsTo(email))[0]) ?? "";
    const read = async (hash: string) => {
      const answer = await rest("rpc/invitation_by_token", null, { p_token_hash: hash });
      expect(answer.status).toBe(200);
      return answer.json();
    };
    expect(await read(hashOf(token))).toMatchObject([
      { state: "pending", email, company_name: ours.companyName, note: "See you at the pier." },
    ]);
    for (const guess of [token, hashOf(`${token}x`), hashOf(""), ""]) {
      expect(await read(guess)).toEqual([]);
    }
  });

  test("a token is good for its address, once", async () => {
    const newcomer = await person("newcomer");
    await invite(ours.owner, [newcomer.email], { role: "editor" });
    const token = tokenIn((await mailsTo(newcomer.email))[0]);
    const accept = (who: Person, given = token) =>
      rest("rpc/accept_invitation", who.token, { p_token: given });
    expect((await accept(traveller)).status).toBe(403);
    expect(await (await accept(newcomer, `${token}x`)).json()).toEqual([]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => accept(newcomer)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array(19).fill(409)]);
    const rows = await sql`
      select role from public.company_members
      where company_id = ${ours.companyId} and member_id = ${newcomer.id}`;
    expect(rows.map(({ role }) => role)).toEqual(["editor"]);
  });
});

describe("companies.editors.create", () => {
  const post = (who: Person, body: object) => call("POST", editors, { token: who.token, body });

  test("defect 18: invites editors, two at once", async () => {
    const emails = [uniqueEmail("editor"), uniqueEmail("editor")];
    for (const who of [ours.owner, boss]) {
      const answer = await post(who, { companyId: ours.companyId, emails });
      expect(answer.status, answer.text).toBe(201);
      expectKeys(answer.body, ["data", "results"]);
      expectKeys(answer.body.data, RESULT_KEYS);
      expect(answer.body.results).toHaveLength(2);
      for (const [i, row] of answer.body.results.entries()) {
        expect(row).toMatchObject({ email: emails[i], role: "editor", mail: "stored" });
      }
    }
  });

  test("others are refused; bad input; unknown company", async () => {
    const body = { companyId: ours.companyId, emails: [uniqueEmail("editor")] };
    for (const who of [ours.editor, ours.member, ours.stranger, traveller]) {
      expectFailure(await post(who, body), 403);
    }
    expectFailure(await post(ours.owner, { ...body, companyId: nobody }), 404);
    expectFailure(await post(ours.owner, { companyId: ours.companyId }), 400, ["emails"]);
    expectFailure(await post(ours.owner, { ...body, emails: ["x"] }), 400, ["emails.0"]);
    await expectLocked("POST", editors, body);
  });
});

describe("companies.members.send-email", () => {
  const path = `${members}/send-email`;
  const send = (who: Person, emails: readonly string[], more: object = {}) =>
    call("POST", path, {
      token: who.token,
      body: { emails, subject: "Tomorrow", body: "At 7:30.\n\n<b>Bring a hat.</b>", ...more },
    });

  test("an admin writes to the team, each a mail of their own", async () => {
    const answer = await send(ours.owner, [ours.member.email, ours.editor.email]);
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["message"]);
    for (const { email } of [ours.member, ours.editor]) {
      const mail = (await mailsTo(email)).at(-1);
      expect(mail).toMatchObject({ recipient: email, subject: "Tomorrow" });
      expect(mail?.html).toContain("&lt;b&gt;Bring a hat.");
    }
  });

  test("nobody writes to strangers in our name", async () => {
    const refused = await send(ours.owner, [ours.member.email, ours.stranger.email]);
    expectFailure(refused, 400, ["emails"]);
    expect(refused.body.fields.emails).toHaveLength(1);
    for (const who of [ours.editor, ours.member, traveller]) {
      expectFailure(await send(who, [ours.owner.email]), 403);
    }
    expect((await send(boss, [ours.stranger.email])).status).toBe(200);
    expectFailure(await send(ours.owner, [], { subject: " ", body: undefined }), 400, [
      "emails",
      "subject",
      "body",
    ]);
    await expectLocked("POST", path, {});
  });
});

describe("email.send-email", () => {
  const path = "/api/v1/email/send-email";
  const send = (who: Person, body: object, at = path) =>
    call("POST", at, { token: who.token, body });

  test("both shapes, at both addresses", async () => {
    for (const at of [path, "/api/v1/email/send", "/api/email/send-email"]) {
      const answer = await send(
        ours.owner,
        {
          to: [ours.member.email],
          subject: "Hours",
          html: "<p>We open at <b>9:00</b>.</p>",
          sender: ours.owner.email,
          senderName: "Us",
          reply_to: ours.owner.email,
          bcc: [],
        },
        at,
      );
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body, ["message"]);
    }
    const mail = (await mailsTo(ours.member.email)).at(-1);
    expect(mail?.text).toContain("We open at 9:00.");

    const legacy = await send(ours.owner, {
      to: ours.owner.email,
      mediaUrl: "https://elsewhere.example/a.jpg",
    });
    expect(legacy.status, legacy.text).toBe(200);
    const itinerary = (await mailsTo(ours.owner.email)).at(-1);
    expect(itinerary?.subject).toBe("Your travel itinerary");
    expect(itinerary?.html).not.toContain("elsewhere.example");
  });

  test("defect 3: for admins, to their people, without blind copies", async () => {
    const body = { to: [ours.owner.email], subject: "Hi", html: "Hi" };
    for (const who of [ours.editor, ours.member, traveller]) {
      expectFailure(await send(who, body), 403);
    }
    expectFailure(await send(ours.owner, { ...body, to: [ours.stranger.email] }), 400, ["to"]);
    expectFailure(await send(ours.owner, { ...body, bcc: [ours.stranger.email] }), 400, ["bcc"]);
    expectFailure(await send(ours.owner, { to: [ours.owner.email] }), 400);
    expectFailure(await send(ours.owner, { ...body, html: "<p> </p>" }), 400, ["html"]);
    const deep = await send(ours.owner, { ...body, html: "<b>".repeat(6_000) });
    expect(deep.status, deep.text).toBe(200);
    await expectLocked("POST", path, body);
  });
});

test("the outbox is nobody's", async () => {
  for (const { token } of [ours.owner, boss]) {
    const answer = await fetch(`${process.env.TEST_SUPABASE_URL}/rest/v1/mail_outbox?select=id`, {
      headers: {
        apikey: process.env.TEST_SUPABASE_PUBLISHABLE_KEY ?? "",
        authorization: `Bearer ${token}`,
      },
    });
    expect(answer.status).toBe(403);
  }
});
