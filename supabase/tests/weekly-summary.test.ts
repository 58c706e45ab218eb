/** The weekly summary: who is due and when, never twice, and that it says what the metrics say. */
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { describe, expect, it } from "vitest";
import { actAs, refusal, rolledBack, rowsAs, type Sql, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { sql, world, inside } = await openWorld();

async function account(db: Tx | Sql, kind: "business" | "traveller", language?: string) {
  const id = randomUUID();
  await db`insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
    values (${id}, ${`${id}@test.example`}, now(),
      ${db.json({ account: kind, businessname: `B ${id}` })})`;
  if (language) {
    await db`update public.userprofiles set language = ${language} where userid = ${id}`;
  }
  return id;
}

/** A company with an admin, an editor, a member, and one experience. */
async function company(db: Tx | Sql, timeZone = "UTC") {
  const [id, experience] = [randomUUID(), randomUUID()] as const;
  const [admin, editor, member] = [
    await account(db, "business"),
    await account(db, "business"),
    await account(db, "business"),
  ];
  await db`insert into public.company_accounts (id, name, created_by, owned_by, time_zone)
    values (${id}, ${`Company ${id}`}, ${admin}, ${admin}, ${timeZone})`;
  for (const [who, role] of [
    [admin, "admin"],
    [editor, "editor"],
    [member, "member"],
  ] as const) {
    await db`insert into public.company_members (company_id, member_id, role)
      values (${id}, ${who}, ${role})`;
  }
  await db`insert into public.experiences (id, owned_by, name, status, created_at)
    values (${experience}, ${id}, 'Alley walk', 'active', '2026-01-01')`;
  return { id, experience, admin, editor, member };
}
type Company = Awaited<ReturnType<typeof company>>;

const visit = async (db: Tx | Sql, { experience }: { experience: string }, at: string) => {
  const person = await account(db, "traveller");
  await db`insert into public.visits (user_id, experience_id, created_at)
    values (${person}, ${experience}, ${at})`;
  return person;
};
const choose = (db: Tx | Sql, { id }: Company, member: string, on: boolean) =>
  db`insert into public.notification_settings (company_id, member_id, weekly_summary)
    values (${id}, ${member}, ${on})
    on conflict (company_id, member_id) do update set weekly_summary = excluded.weekly_summary`;

const due = async (db: Tx | Sql, { id }: Company, at: string) =>
  (await db`select member_id, week::text from private.due_weekly_summaries(${at})
    where company_id = ${id}`) as unknown as { member_id: string; week: string }[];
const queue = async (db: Tx | Sql, at: string, companies = 1_000) =>
  (
    await db`select * from public.queue_weekly_summaries(${at}, ${companies}, interval '1 minute')`
  )[0];
const mails = async (db: Tx | Sql, { id }: Company) =>
  (await db`select recipient, language, props, created_by from public.mail_outbox
    where company_id = ${id} and template = 'weekly-summary' order by recipient`) as unknown as {
    recipient: string;
    language: string;
    created_by: string | null;
    props: Record<string, unknown>;
  }[];

describe("who is due", () => {
  it.each([
    // [time zone, first moment, last moment, Monday of the week it tells of]
    ["UTC", "2026-03-09T07:00:00Z", "2026-03-10T23:59:59.999Z", "2026-03-02"],
    ["Asia/Ho_Chi_Minh", "2026-03-09T00:00:00Z", "2026-03-10T16:59:59.999Z", "2026-03-02"],
    ["America/Los_Angeles", "2026-01-12T15:00:00Z", "2026-01-14T07:59:59.999Z", "2026-01-05"],
    ["Pacific/Kiritimati", "2026-03-08T17:00:00Z", "2026-03-10T09:59:59.999Z", "2026-03-02"],
    ["Pacific/Pago_Pago", "2026-03-09T18:00:00Z", "2026-03-11T10:59:59.999Z", "2026-03-02"],
    ["Asia/Kathmandu", "2026-03-09T01:15:00Z", "2026-03-10T18:14:59.999Z", "2026-03-02"],
    // The clocks changed in the night before: seven is seven on the wall.
    ["Europe/Lisbon", "2026-03-30T06:00:00Z", "2026-03-31T22:59:59.999Z", "2026-03-23"],
    ["Europe/Lisbon", "2026-10-26T07:00:00Z", "2026-10-27T23:59:59.999Z", "2026-10-19"],
    // The turn of the year falls into a week.
    ["UTC", "2027-01-04T07:00:00Z", "2027-01-05T23:59:59.999Z", "2026-12-28"],
  ])("in %s, from %s to %s", (zone, first, last, week) =>
    rolledBack(sql, async (tx) => {
      const made = await company(tx, zone);
      const at = (moment: string, ms: number) => new Date(Date.parse(moment) + ms).toISOString();
      const expected = [{ member_id: made.admin, week }];
      expect(await due(tx, made, at(first, -1))).toEqual([]);
      expect(await due(tx, made, first)).toEqual(expected);
      expect(await due(tx, made, last)).toEqual(expected);
      expect(await due(tx, made, at(last, 1))).toEqual([]);
    }),
  );

  const monday = "2026-03-09T08:00:00Z";

  inside("admins unless they turned it off, others when they turned it on", async (tx) => {
    const made = await company(tx);
    await choose(tx, made, made.admin, false);
    expect(await due(tx, made, monday)).toEqual([]);
    await choose(tx, made, made.member, true);
    expect((await due(tx, made, monday)).map((row) => row.member_id)).toEqual([made.member]);
    await choose(tx, made, made.admin, true);
    expect(await due(tx, made, monday)).toHaveLength(2);
  });

  inside(
    "each person once, whatever roles they hold, and nobody who cannot read it",
    async (tx) => {
      const made = await company(tx);
      const add = (who: string, role: string) =>
        tx`insert into public.company_members (company_id, member_id, role)
        values (${made.id}, ${who}, ${role})`;
      await add(made.admin, "editor");
      await add(made.editor, "admin");
      expect(await due(tx, made, monday)).toHaveLength(2);
      await tx`update public.company_members set is_deleted = true where member_id = ${made.editor}`;
      expect((await due(tx, made, monday)).map((row) => row.member_id)).toEqual([made.admin]);
      for (const state of [
        "email_confirmed_at = null",
        `banned_until = '2026-12-31'`,
        "deleted_at = now()",
      ]) {
        await expect(
          tx.savepoint(async (inner) => {
            await inner.unsafe(`update auth.users set ${state} where id = $1`, [made.admin]);
            expect(await due(inner, made, monday)).toEqual([]);
            throw new Error("undo");
          }),
        ).rejects.toThrow("undo");
      }
      await tx`update public.company_accounts set is_deleted = true where id = ${made.id}`;
      expect(await due(tx, made, monday)).toEqual([]);
    },
  );
});

describe("queueing", () => {
  const monday = "2026-03-09T08:00:00Z";

  inside("makes one mail for each person and week", async (tx) => {
    const made = await company(tx);
    await visit(tx, made, "2026-03-04T10:00:00Z");
    await choose(tx, made, made.member, true);
    expect(await queue(tx, monday)).toMatchObject({ failures: 0 });
    for (const at of [monday, "2026-03-09T23:00:00Z", "2026-03-10T23:00:00Z"]) {
      expect(await queue(tx, at)).toEqual({ mails: 0, companies: 0, failures: 0, is_more: false });
    }
    const sent = await mails(tx, made);
    expect(sent.map(({ recipient }) => recipient)).toEqual(
      [made.admin, made.member].map((id) => `${id}@test.example`).sort(),
    );
    expect(sent[0]).toMatchObject({ language: "en", created_by: null });
    await queue(tx, "2026-03-16T08:00:00Z");
    expect(await mails(tx, made)).toHaveLength(4);
  });

  inside("writes in the language its reader chose", async (tx) => {
    const made = await company(tx);
    await visit(tx, made, "2026-03-04T10:00:00Z");
    const reader = await account(tx, "business");
    await tx`insert into public.userprofiles (userid, email, language)
      values (${reader}, ${`${reader}@test.example`}, 'vi-VN')
      on conflict (userid) do update set language = excluded.language`;
    await tx`insert into public.company_members (company_id, member_id, role)
      values (${made.id}, ${reader}, 'admin')`;
    await queue(tx, monday);
    const languages = (await mails(tx, made)).map(({ props, language }) => [
      props.memberId,
      language,
    ]);
    expect(Object.fromEntries(languages)).toEqual({ [made.admin]: "en", [reader]: "vi" });
  });

  inside("says nothing where nothing happened for four weeks", async (tx) => {
    const made = await company(tx);
    // The own people do not count, nor what lies before the four weeks or after the last.
    await tx`insert into public.visits (user_id, experience_id, created_at)
      values (${made.editor}, ${made.experience}, '2026-03-04')`;
    await visit(tx, made, "2026-02-08T23:59:59Z");
    await visit(tx, made, "2026-03-09T00:00:00Z");
    await queue(tx, monday);
    expect(await mails(tx, made)).toEqual([]);
    // It was looked at and is not looked at again.
    expect(await due(tx, made, monday)).toEqual([]);
    await queue(tx, "2026-03-16T08:00:00Z");
    expect(await mails(tx, made)).toHaveLength(1);

    const other = await company(tx);
    await visit(tx, other, "2026-02-09T00:00:00Z");
    await queue(tx, monday);
    expect(await mails(tx, other)).toHaveLength(1);
  });

  inside("goes on where one company fails, and tries that one again", async (tx) => {
    const [broken, fine] = [await company(tx), await company(tx)];
    await visit(tx, broken, "2026-03-04T10:00:00Z");
    await visit(tx, fine, "2026-03-04T10:00:00Z");
    // Too short for an address of the outbox.
    await tx`update auth.users set email = 'x' where id = ${broken.admin}`;
    expect(await queue(tx, monday)).toMatchObject({ failures: 1 });
    expect([await mails(tx, fine), await mails(tx, broken)]).toEqual([[expect.anything()], []]);
    await tx`update auth.users set email = 'x@test.example' where id = ${broken.admin}`;
    expect(await queue(tx, monday)).toEqual({
      mails: 1,
      companies: 1,
      failures: 0,
      is_more: false,
    });
    expect(await mails(tx, broken)).toHaveLength(1);
  });

  inside("takes a few at a time, and not for longer than it may", async (tx) => {
    const made = [await company(tx), await company(tx), await company(tx)];
    for (const one of made) await visit(tx, one, "2026-03-04T10:00:00Z");
    const written = async () =>
      (await Promise.all(made.map((one) => mails(tx, one)))).flat().length;
    await queue(tx, monday, 0);
    expect(await written()).toBe(0);
    const [late] = await tx`
      select * from public.queue_weekly_summaries(${monday}, 1000, interval '-1 second')`;
    expect(late).toEqual({ mails: 0, companies: 0, failures: 0, is_more: true });
    // The world's companies are due, too.
    for (let round = 0; round < 20; round += 1) {
      const done = await queue(tx, monday, 1);
      if (!done?.is_more) break;
      expect(done).toMatchObject({ companies: 1, failures: 0 });
    }
    expect(await written()).toBe(3);
  });

  inside("is the server's alone, and so are the links of the mails", async (tx) => {
    for (const who of ["superAdmin", "owner", "member"] as const) {
      const id = world.id(who);
      expect(await refusal(tx, id, "select public.queue_weekly_summaries()")).toBe("42501");
      expect(
        await refusal(tx, id, "select public.weekly_summary_by_link($1, $2, false)", [
          world.id("acme"),
          world.id("admin"),
        ]),
      ).toBe("42501");
      expect(await refusal(tx, id, "select private.due_weekly_summaries(now())")).toBe("42501");
    }
  });

  it("twenty that run at once make one mail for each person", async () => {
    const made = await company(sql);
    await choose(sql, made, made.member, true);
    await visit(sql, made, "2026-03-04T10:00:00Z");
    const many = postgres({ ...(sql.options as object), max: 20 });
    try {
      const runs = await Promise.all(
        Array.from(
          { length: 20 },
          () => many`select * from public.queue_weekly_summaries(${monday}, 1000)`,
        ),
      );
      expect(runs.flat().every((run) => run.failures === 0)).toBe(true);
      // Once more, when those who waited in vain are gone.
      await queue(sql, monday);
      expect(await mails(sql, made)).toHaveLength(2);
    } finally {
      await many.end({ timeout: 5 });
    }
  });
});

describe("what it says", () => {
  inside("is what the metrics say", async (tx) => {
    const made = await company(tx, "Asia/Ho_Chi_Minh");
    // Monday and Sunday of the week by the company's clock, and one just before it.
    const first = await visit(tx, made, "2026-03-01T17:00:00Z");
    await visit(tx, made, "2026-03-08T16:59:59Z");
    await visit(tx, made, "2026-03-01T16:59:59Z");
    const [older, newer, wordless] = [randomUUID(), randomUUID(), randomUUID()];
    for (const [id, title, at] of [
      [older, `${"long words ".repeat(30)}`, "2026-03-03T10:00:00Z"],
      [newer, "  Tea on the\n second floor ", "2026-03-04T10:00:00Z"],
      [wordless, null, "2026-03-05T10:00:00Z"],
    ] as const) {
      await tx`insert into public.stories
          (id, user_id, experience_id, status, title, created_at, published_at)
        values (${id}, ${first}, ${made.experience}, 'PUBLISHED', ${title}, ${at}, ${at})`;
    }
    for (const name of ["New draft", "Old draft"]) {
      await tx`insert into public.experiences (owned_by, name, status, created_at)
        values (${made.id}, ${name}, 'inactive', ${name === "New draft" ? "2026-03-01" : "2026-01-01"})`;
    }
    await tx`insert into public.challenges (company_id, businessid, title, status, ends_at)
      values (${made.id}, ${made.admin}, 'Seven alleys', 'ACTIVE', '2026-03-14T18:00:00Z'),
        (${made.id}, ${made.admin}, 'Later', 'ACTIVE', '2026-03-15T17:00:00Z'),
        (${made.id}, ${made.admin}, 'Paused', 'PASSIVE', '2026-03-12T17:00:00Z')`;
    await tx`insert into public.company_invitations
        (company_id, email, role, token_hash, created_at, expires_at)
      values (${made.id}, 'late@test.example', 'member', ${"a".repeat(64)}, '2026-02-25', '2026-03-04'),
        (${made.id}, 'open@test.example', 'member', ${"b".repeat(64)}, '2026-03-08', '2026-03-15')`;
    await choose(tx, made, made.editor, true);
    await queue(tx, "2026-03-09T00:00:00Z");
    const sent = await mails(tx, made);
    const to = (id: string) => sent.find(({ props }) => props.memberId === id)?.props;
    expect(to(made.admin)).toEqual({
      company: `Company ${made.id}`,
      companyId: made.id,
      memberId: made.admin,
      from: "2026-03-02",
      to: "2026-03-08",
      explorers: { now: 2, before: 1 },
      visits: { now: 2, before: 1 },
      story_rate: { part: 1, whole: 3, part_before: 0, whole_before: 0 },
      engagement: { part: 0, whole: 3, part_before: 0, whole_before: 0 },
      redemption: { part: 0, whole: 0, part_before: 0, whole_before: 0 },
      days: [1, 0, 0, 0, 0, 0, 1],
      best: { id: made.experience, name: "Alley walk", visits: 2, stories: 3 },
      stories: [
        {
          experienceId: made.experience,
          experience: "Alley walk",
          text: "Tea on the second floor",
        },
        {
          experienceId: made.experience,
          experience: "Alley walk",
          text: expect.stringMatching(/^(long words )+.{0,10}…$/),
        },
      ],
      attention: {
        check_ins: 0,
        drafts: 1,
        expired_invitations: 1,
        ending: [{ title: "Seven alleys", day: "2026-03-15" }],
      },
    });
    // Who was invited is not everybody's.
    expect(to(made.editor)).toMatchObject({ attention: { expired_invitations: null } });
  });
});

describe("one's own choice", () => {
  inside("is what holds, and changes for oneself only", async (tx) => {
    const made = await company(tx);
    const mine = (who: string | null) =>
      rowsAs(tx, who, "select public.my_weekly_summary($1) as on", [made.id]);
    const set = (who: string, on: boolean) =>
      rowsAs(tx, who, "select public.set_my_weekly_summary($1, $2) as on", [made.id, on]);
    expect(await mine(made.admin)).toEqual([{ on: true }]);
    expect(await mine(made.editor)).toEqual([{ on: false }]);
    expect(await mine(world.id("stranger"))).toEqual([{ on: null }]);
    expect(await set(world.id("stranger"), true)).toEqual([{ on: null }]);
    await actAs(tx, made.editor);
    await tx`select public.set_my_weekly_summary(${made.id}, true)`;
    await tx`select public.set_my_weekly_summary(${made.id}, false)`;
    await tx`select public.set_my_weekly_summary(${made.id}, true)`;
    await tx`reset role`;
    expect(await mine(made.editor)).toEqual([{ on: true }]);
    expect(await mine(made.admin)).toEqual([{ on: true }]);
    const rows = await tx`select member_id from public.notification_settings
      where company_id = ${made.id}`;
    expect(rows).toEqual([{ member_id: made.editor }]);
  });

  inside("by the link of a mail, while one works there", async (tx) => {
    const made = await company(tx);
    const ask = async (who: string, on: boolean | null = null) => [
      ...(await tx`select * from public.weekly_summary_by_link(${made.id}, ${who}, ${on})`),
    ];
    const name = `Company ${made.id}`;
    expect(await ask(made.admin)).toEqual([{ company_name: name, is_on: true }]);
    expect(await ask(made.admin, false)).toEqual([{ company_name: name, is_on: false }]);
    expect(await ask(made.admin)).toEqual([{ company_name: name, is_on: false }]);
    expect(await ask(made.admin, true)).toEqual([{ company_name: name, is_on: true }]);
    expect(await ask(world.id("stranger"), true)).toEqual([]);
    await tx`update public.company_members set is_deleted = true where company_id = ${made.id}`;
    expect(await ask(made.admin, false)).toEqual([]);
  });
});
