/** What business rights ask of whoever set up a second factor. */
import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { attempt, refusal, rowsAs, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { world, inside } = await openWorld();

async function enroll(tx: Tx, who: string, status = "verified") {
  await tx`insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at)
    values (${randomUUID()}, ${world.id(who)}, ${randomUUID()}, 'totp', ${status}, now(), now())`;
}

/** The same statement with a session of that level. `become` of the harness names no level. */
const at = (level: string | null, who: string, statement: string) =>
  `select set_config('role', 'authenticated', true),
     set_config('request.jwt.claims', '${JSON.stringify({
       role: "authenticated",
       sub: world.id(who),
       ...(level ? { aal: level } : {}),
     })}', true); ${statement}`;

const MINE = "select private.my_company_ids() as id";
const count = async (tx: Tx, level: string | null, who: string, statement: string) => {
  const results = (await tx.savepoint((inner) =>
    inner.unsafe(at(level, who, statement)).then(async (rows) => {
      await inner`reset role`;
      return rows;
    }),
  )) as unknown as { length: number }[];
  return results.at(-1)?.length;
};

describe("without a second factor", () => {
  inside("any session has the rights of its person", async (tx) => {
    for (const level of ["aal1", "aal2", null]) {
      expect(await count(tx, level, "admin", MINE)).toBe(1);
    }
    // One that was never finished does not count: it would lock people out half-way.
    await enroll(tx, "admin", "unverified");
    expect(await count(tx, "aal1", "admin", MINE)).toBe(1);
  });
});

describe("with a second factor", () => {
  inside("companies are there for a session that has shown it, and for no other", async (tx) => {
    await enroll(tx, "admin");
    for (const level of ["aal1", "none", null]) {
      expect(await count(tx, level, "admin", MINE)).toBe(0);
    }
    expect(await count(tx, "aal2", "admin", MINE)).toBe(1);
    // Colleagues are not concerned.
    expect(await count(tx, "aal1", "editor", MINE)).toBe(1);
  });

  inside("what only a team reads or writes is closed", async (tx) => {
    const drafts = `select from public.experiences where owned_by = '${world.id("acme")}' and status = 'internal'`;
    const rename = `update public.company_accounts set slogan = 'x' where id = '${world.id("acme")}' returning id`;
    expect(await count(tx, "aal1", "admin", drafts)).toBeGreaterThan(0);
    await enroll(tx, "admin");
    expect(await count(tx, "aal1", "admin", drafts)).toBe(0);
    expect(await refusal(tx, world.id("admin"), rename)).toBe("42501");
    expect(await count(tx, "aal2", "admin", drafts)).toBeGreaterThan(0);
    expect(await count(tx, "aal2", "admin", rename)).toBe(1);
  });

  inside("a super admin is one only with it", async (tx) => {
    const all = "select from public.company_members where is_deleted";
    expect(await count(tx, "aal1", "superAdmin", all)).toBeGreaterThan(0);
    await enroll(tx, "superAdmin");
    expect(await count(tx, "aal1", "superAdmin", all)).toBe(0);
    expect(await count(tx, "aal2", "superAdmin", all)).toBeGreaterThan(0);
  });

  inside("an owner neither hands over, deletes nor founds, and reads no figures", async (tx) => {
    await enroll(tx, "owner");
    const acme = world.id("acme");
    const acts = [
      `select * from public.transfer_company('${acme}', '${world.id("admin")}')`,
      `select * from public.delete_company('${acme}')`,
      "select * from public.create_company('Another')",
    ];
    for (const act of acts) {
      const outcome = await attempt(tx, world.id("owner"), act);
      expect(outcome, act).toMatchObject({ code: "42501", error: { hint: "second_factor" } });
    }
    // Whoever leaves a team writes memberships, too.
    await enroll(tx, "editor");
    const leave = `select * from public.remove_member('${acme}', '${world.id("editor")}')`;
    expect(await attempt(tx, world.id("editor"), leave)).toMatchObject({ code: "42501" });
    const figures = `select * from private.metric_scope('{${acme}}', null, null)`;
    await tx`grant execute on function private.metric_scope(uuid[], date, date) to authenticated`;
    expect(await count(tx, "aal1", "owner", figures)).toBe(0);
    expect(await count(tx, "aal2", "owner", figures)).toBe(1);
  });

  inside("nobody changes what their business is called without it", async (tx) => {
    const rename = `update public.businessprofiles set description = 'x'
      where businessid = '${world.id("stranger")}' returning businessid`;
    const restate = `select public.create_my_profile(true, '{"description": "x"}')`;
    expect(await count(tx, "aal1", "stranger", rename)).toBe(1);
    await enroll(tx, "stranger");
    for (const act of [rename, restate]) {
      expect(await attempt(tx, world.id("stranger"), act), act).toMatchObject({
        code: "42501",
        error: { hint: "second_factor" },
      });
    }
    expect(await count(tx, "aal2", "stranger", rename)).toBe(1);
    expect(await count(tx, "aal2", "stranger", restate)).toBe(1);
  });

  inside("a business person's own challenge is theirs only with it", async (tx) => {
    await tx`insert into public.challenges (businessid, title, status)
      values (${world.id("stranger")}, 'Own', 'PASSIVE')`;
    const rename = `update public.challenges set title = 'y'
      where businessid = '${world.id("stranger")}' and company_id is null returning id`;
    expect(await count(tx, "aal1", "stranger", rename)).toBe(1);
    await enroll(tx, "stranger");
    expect(await count(tx, "aal1", "stranger", rename)).toBe(0);
    expect(await count(tx, "aal2", "stranger", rename)).toBe(1);
  });
});

describe("sessions", () => {
  async function session(tx: Tx, who: string, more: { refreshed?: string; over?: boolean } = {}) {
    const id = randomUUID();
    await tx`insert into auth.sessions (id, user_id, created_at, refreshed_at, aal, not_after)
      values (${id}, ${world.id(who)}, now() - interval '2 days', ${more.refreshed ?? null}, 'aal1',
        ${more.over ? "2020-01-01" : null})`;
    return id;
  }
  const list = "select * from public.list_my_sessions()";

  inside(
    "are listed to their owner, this one first, with what the app knows of them",
    async (tx) => {
      const here = await session(tx, "member");
      const there = await session(tx, "member", { refreshed: new Date().toISOString() });
      await session(tx, "member", { over: true });
      await session(tx, "stranger");
      await tx`insert into private.sign_ins (session_id, user_id, device, network, user_agent)
      values (${there}, ${world.id("member")}, 'Firefox on Linux', '203.0.113.x', 'Mozilla/5.0')`;
      const rows = await tx.savepoint(async (inner) => {
        await inner`select set_config('role', 'authenticated', true), set_config('request.jwt.claims',
        ${JSON.stringify({ role: "authenticated", sub: world.id("member"), session_id: here })}, true)`;
        const found = await inner.unsafe(list);
        await inner`reset role`;
        return found;
      });
      expect(rows).toMatchObject([
        { id: here, is_current: true, device: null, second_factor: false },
        { id: there, is_current: false, device: "Firefox on Linux", network: "203.0.113.x" },
      ]);
      expect(new Date(rows[1]?.last_used_at).getTime()).toBeGreaterThan(Date.now() - 60_000);
    },
  );

  inside("end for their owner; somebody else's id does nothing", async (tx) => {
    const own = await session(tx, "member");
    const foreign = await session(tx, "stranger");
    const end = (id: string) => `select * from public.end_my_session('${id}')`;
    expect(await rowsAs(tx, world.id("member"), end(foreign))).toEqual([]);
    expect(await rowsAs(tx, world.id("member"), end(randomUUID()))).toEqual([]);
    expect(await rowsAs(tx, world.id("member"), end(own))).toEqual([{ end_my_session: own }]);
    expect(await refusal(tx, null, end(own))).toBe("42501");
    const rows = await tx`select id from auth.sessions where id in ${tx([own, foreign])}`;
    // Attempts are undone: both are still there.
    expect(rows).toHaveLength(2);
  });

  inside("all others end at once, and nobody else's", async (tx) => {
    const here = await session(tx, "member");
    const others = [await session(tx, "member"), await session(tx, "member")];
    const foreign = await session(tx, "stranger");
    await tx.savepoint(async (inner) => {
      await inner`select set_config('role', 'authenticated', true), set_config('request.jwt.claims',
        ${JSON.stringify({ role: "authenticated", sub: world.id("member"), session_id: here })}, true)`;
      const ended = await inner`select * from public.end_other_sessions() as id`;
      expect(ended.map(({ id }) => id).sort()).toEqual(others.sort());
      await inner`reset role`;
    });
    const left =
      await tx`select id from auth.sessions where user_id in ${tx([world.id("member"), world.id("stranger")])}`;
    expect(left.map(({ id }) => id).sort()).toEqual([here, foreign].sort());
  });

  inside("are not shown or ended by a session that has not shown the second factor", async (tx) => {
    const own = await session(tx, "member");
    await enroll(tx, "member");
    for (const statement of [
      list,
      `select * from public.end_my_session('${own}')`,
      "select * from public.end_other_sessions()",
    ]) {
      expect(await refusal(tx, world.id("member"), statement)).toBe("42501");
    }
  });
});

describe("recovery codes", () => {
  const session = randomUUID();
  const elsewhere = randomUUID();
  const codes = ["abcd-efgh-jkmn-pqrs", "tuvw-xyz0-1234-5678"];

  /** Somebody with an app and codes, signed in twice. */
  async function lost(tx: Tx, who = "admin") {
    await enroll(tx, who);
    for (const id of [session, elsewhere]) {
      await tx`insert into auth.sessions (id, user_id, created_at, updated_at, aal)
        values (${id}, ${world.id(who)}, now(), now(), 'aal1')`;
    }
    await tx`select public.replace_recovery_codes(${world.id(who)}, ${codes})`;
  }
  /** In that session, which has shown the password and no more. */
  async function use(tx: Tx, code: string, who = "admin"): Promise<string[] | null> {
    const claims = { role: "authenticated", sub: world.id(who), session_id: session, aal: "aal1" };
    return tx.savepoint(async (inner) => {
      await inner`select set_config('role', 'authenticated', true),
        set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`;
      const [row] = await inner`select public.use_recovery_code(${code}) as ended`;
      await inner`reset role`;
      return row?.ended;
    });
  }

  inside("take the apps away, once, end all other sessions and are told by mail", async (tx) => {
    await lost(tx);
    await enroll(tx, "editor");
    expect(await use(tx, "abcd-efgh-jkmn-pqrt")).toBeNull();
    expect(await count(tx, "aal1", "admin", MINE)).toBe(0);
    // Typed as people type.
    expect(await use(tx, " ABCDEFGH jkmn-PQRS")).toEqual([elsewhere]);
    expect(await count(tx, "aal1", "admin", MINE)).toBe(1);
    expect(await tx`select id from auth.sessions where user_id = ${world.id("admin")}`).toEqual([
      { id: session },
    ]);
    const mails = await tx`select template, props from public.mail_outbox m
      join auth.users u on u.email = m.recipient where u.id = ${world.id("admin")}`;
    expect(mails).toMatchObject([{ template: "recovery-code-used", props: { left: 1 } }]);
    expect(await count(tx, "aal1", "editor", MINE)).toBe(0);

    // Without an app none is used up; with the next one the rest is good, and the used one is not.
    expect(await use(tx, codes[1] ?? "")).toBeNull();
    await enroll(tx, "admin");
    expect(await use(tx, codes[0] ?? "")).toBeNull();
    expect(await use(tx, codes[1] ?? "")).toEqual([]);
  });

  inside("are good for their own account only, and stand nowhere", async (tx) => {
    await lost(tx);
    await enroll(tx, "editor");
    expect(await use(tx, codes[0] ?? "", "editor")).toBeNull();
    const kept = await tx`select r::text as row from private.recovery_codes r`;
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/abcd|tuvw/);
  });

  inside("are made by the server, for whoever has an app; the former ones end", async (tx) => {
    const make = (who: string) =>
      `select public.replace_recovery_codes('${world.id(who)}', '{new0-new0-new0-new0}')`;
    expect(await attempt(tx, "server", make("admin"))).toMatchObject({
      code: "PT409",
      error: { hint: "no_factor" },
    });
    await lost(tx);
    expect(await refusal(tx, world.id("admin"), make("admin"))).toBe("42501");
    await tx.unsafe(make("admin"));
    expect(await use(tx, codes[0] ?? "")).toBeNull();
    const left = "select from public.count_my_recovery_codes() as n where n = 1";
    expect(await refusal(tx, world.id("admin"), left)).toBe("42501");
    expect(await count(tx, "aal2", "admin", left)).toBe(1);
    expect(await use(tx, "new0new0new0new0")).toEqual([elsewhere]);
  });
});
