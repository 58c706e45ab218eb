/** A team, its invitations and its log, as the dashboard changes and shows them. */
import { createHash, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { actAs, attempt, refusal, rowsAs, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { sql, world, inside } = await openWorld();
await sql`update auth.users set email_confirmed_at = now()`;
const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
const emailOf = async (tx: Tx, who: string): Promise<string> => {
  const [row] = await tx`select email from auth.users where id = ${world.id(who)}`;
  return String(row?.email);
};
const hint = async (tx: Tx, who: string, statement: string, given: readonly unknown[]) => {
  const outcome = await attempt(tx, world.id(who), statement, given);
  return "code" in outcome ? (outcome.error.hint ?? outcome.code) : outcome.count;
};
const mailsTo = async (tx: Tx, email: string) => {
  await tx`reset role`;
  const rows = await tx`select template, props from public.mail_outbox
    where recipient = ${email} order by created_at, template desc`;
  return rows.map(({ template, props }) => [template, props]);
};

const ROLE = "select * from public.change_member_role($1, $2, $3)";
const REMOVE = "select * from public.remove_member($1, $2)";
const READ = "select * from public.invitation_by_token($1)";
const REVOKE = "select * from public.revoke_invitation($1)";
const RESTORE = "select * from public.restore_invitation($1)";

/** An invitation whose token is known, as the server makes them. */
async function invited(tx: Tx, email: string, more: object = {}) {
  const token = randomUUID();
  const [row] = await tx`insert into public.company_invitations ${tx({
    company_id: world.id("acme"),
    email,
    role: "editor",
    token_hash: hashOf(token),
    invited_by: world.id("owner"),
    ...more,
  })} returning id`;
  return { token, id: String(row?.id) };
}

describe("an owner", () => {
  inside("does not leave before the company is handed over", async (tx) => {
    const [acme, owner, admin] = [world.id("acme"), world.id("owner"), world.id("admin")];
    expect(await hint(tx, "owner", REMOVE, [acme, owner])).toBe("owner");
    expect(await hint(tx, "owner", ROLE, [acme, owner, "editor"])).toBe("owner");
    expect(await hint(tx, "admin", REMOVE, [acme, owner])).toBe("owner");
    await actAs(tx, owner);
    await tx`select public.transfer_company(${acme}, ${admin})`;
    await tx`reset role`;
    expect(await hint(tx, "owner", REMOVE, [acme, owner])).toBe(1);
  });

  inside("without another admin is told that one is missing", async (tx) => {
    const acme = world.id("acme");
    await tx`update public.company_members set is_deleted = true
      where company_id = ${acme} and role = 'admin' and member_id <> ${world.id("owner")}`;
    expect(await hint(tx, "owner", REMOVE, [acme, world.id("owner")])).toBe("last_admin");
    expect(await hint(tx, "owner", ROLE, [acme, world.id("owner"), "member"])).toBe("last_admin");
  });
});

describe("the person concerned", () => {
  inside("is told of another role and of the end, but not of their own doing", async (tx) => {
    const acme = world.id("acme");
    const email = await emailOf(tx, "member");
    await actAs(tx, world.id("owner"));
    await tx.unsafe(ROLE, [acme, world.id("member"), "editor"]);
    // The same again is no news.
    await tx.unsafe(ROLE, [acme, world.id("member"), "editor"]);
    await tx.unsafe(REMOVE, [acme, world.id("member")]);
    const told = await mailsTo(tx, email);
    expect(told.map(([template]) => template)).toEqual(["role-changed", "membership-ended"]);
    expect(told[0]?.[1]).toMatchObject({ companyId: acme, role: "editor", by: expect.any(String) });

    const leaver = await emailOf(tx, "editor");
    await actAs(tx, world.id("editor"));
    await tx.unsafe(REMOVE, [acme, world.id("editor")]);
    expect(await mailsTo(tx, leaver)).toEqual([]);
  });

  inside("hears nothing of a change that was refused", async (tx) => {
    const refused = await hint(tx, "editor", ROLE, [world.id("acme"), world.id("member"), "admin"]);
    expect(refused).toBe("42501");
    expect(await mailsTo(tx, await emailOf(tx, "member"))).toEqual([]);
  });
});

describe("the log", () => {
  inside("names the person and the role of a membership that ended", async (tx) => {
    await actAs(tx, world.id("owner"));
    await tx.unsafe(REMOVE, [world.id("acme"), world.id("member")]);
    const [entry] = await tx`select action, changes from public.audit_log
      where entity = 'company_members' order by id desc limit 1`;
    expect(entry?.action).toBe("delete");
    expect(entry?.changes).toMatchObject({
      member_id: [world.id("member"), world.id("member")],
      role: ["member", "member"],
      is_deleted: [false, true],
    });
  });

  inside("names the address of an invitation, and neither link nor where it leads", async (tx) => {
    const { id } = await invited(tx, "new@test.example", {
      redirect_link: "https://buddy.test/x",
    });
    await actAs(tx, world.id("owner"));
    await tx.unsafe(REVOKE, [id]);
    await tx`reset role`;
    const entries = await tx`select action, changes from public.audit_log
      where entity_id = ${id} order by id`;
    expect(entries.map(({ action }) => action)).toEqual(["create", "update"]);
    expect(entries[1]?.changes.email).toEqual(["new@test.example", "new@test.example"]);
    expect(JSON.stringify(entries)).not.toMatch(/token|redirect/);
  });

  inside("tells admins the names of people who have left, and nobody else", async (tx) => {
    const NAMES = "select * from public.team_names($1, $2)";
    const ids = [world.id("former"), world.id("member"), world.id("stranger")];
    const asked = async (who: string) =>
      (await rowsAs(tx, world.id(who), NAMES, [world.id("acme"), ids])).map(({ id }) => id).sort();
    expect(await asked("admin")).toEqual([world.id("former"), world.id("member")].sort());
    for (const who of ["editor", "member", "former", "stranger"]) {
      expect(await asked(who), who).toEqual([]);
    }
  });
});

describe("list_team", () => {
  const TEAM = "select * from public.list_team($1)";

  inside("shows each person once, with the highest role; outsiders see nobody", async (tx) => {
    await tx`insert into public.company_members (company_id, member_id, role)
      values (${world.id("acme")}, ${world.id("admin")}, 'member')`;
    const team = await rowsAs(tx, world.id("member"), TEAM, [world.id("acme")]);
    const admins = team.filter(({ id }) => id === world.id("admin"));
    expect(admins).toMatchObject([{ role: "admin", is_owner: false }]);
    expect(team.filter(({ is_owner }) => is_owner).map(({ id }) => id)).toEqual([
      world.id("owner"),
    ]);
    for (const who of ["former", "stranger", "traveller"]) {
      expect(await rowsAs(tx, world.id(who), TEAM, [world.id("acme")]), who).toEqual([]);
    }
    expect(await rowsAs(tx, world.id("superAdmin"), TEAM, [world.id("gone")])).toEqual([]);
  });

  inside("tells admins when somebody was last here", async (tx) => {
    await tx`update auth.users set last_sign_in_at = '2026-01-01' where id = ${world.id("member")}`;
    await tx`insert into auth.sessions (id, user_id, updated_at)
      values (${randomUUID()}, ${world.id("member")}, '2026-02-01')`;
    const seen = async (who: string) => {
      const team = await rowsAs(tx, world.id(who), TEAM, [world.id("acme")]);
      return team.find(({ id }) => id === world.id("member"))?.last_active_at;
    };
    for (const who of ["owner", "admin", "superAdmin"]) {
      expect((await seen(who))?.toISOString(), who).toBe("2026-02-01T00:00:00.000Z");
    }
    for (const who of ["editor", "member"]) expect(await seen(who), who).toBeNull();
  });
});

describe("invitations", () => {
  inside("are made by the functions alone, and get their links from the server", async (tx) => {
    const owner = world.id("owner");
    expect(
      await refusal(
        tx,
        owner,
        `insert into public.company_invitations (company_id, email, role, token_hash)
          values ($1, 'victim@test.example', 'member', $2)`,
        [world.id("acme"), hashOf("mine")],
      ),
    ).toBe("42501");
    for (const who of ["owner", "superAdmin"]) {
      for (const statement of [
        `select public.invite_members('${world.id(who)}', 'aal2', '${world.id("acme")}', 'member', '[]')`,
        "select public.drop_unconfirmed_account('x')",
      ]) {
        expect(await refusal(tx, world.id(who), statement), who).toBe("42501");
      }
    }
  });

  inside("invited anew, the former one is named, and says so when it is withdrawn", async (tx) => {
    const ask = () => tx`select outcome, id from public.invite_members(
      ${world.id("owner")}, 'aal1', ${world.id("acme")}, 'member', ${tx.json([
        { email: "new@test.example", mail_id: randomUUID(), token_hash: hashOf(randomUUID()) },
      ])})`;
    const [[first], [second]] = [await ask(), await ask()];
    expect(second?.outcome).toBe("renewed");
    const [row] =
      await tx`select replaces from public.company_invitations where id = ${second?.id}`;
    expect(row?.replaces).toBe(first?.id);
    expect(await hint(tx, "owner", REVOKE, [first?.id])).toBe("replaced");
    await actAs(tx, world.id("owner"));
    await tx.unsafe(REVOKE, [second?.id]);
    // Both are over then: again changes nothing.
    expect(await hint(tx, "owner", REVOKE, [first?.id])).toBe(1);
  });

  inside("tell a visitor with the link what they are about, and others nothing", async (tx) => {
    const { token, id } = await invited(tx, "new@test.example", { note: "See you." });
    const asked = (given: string) => rowsAs(tx, null, READ, [given]);
    const [letter] = await asked(hashOf(token));
    expect(letter).toMatchObject({
      state: "pending",
      role: "editor",
      note: "See you.",
      email: "new@test.example",
      has_account: false,
    });
    expect(letter?.inviter).toBeTruthy();
    expect(await asked(token)).toEqual([]);
    expect(await asked(hashOf(randomUUID()))).toEqual([]);

    // Used up, it tells no more than the company.
    for (const [state, change] of [
      ["revoked", "revoked_at = now()"],
      ["accepted", "accepted_at = now()"],
      ["expired", "created_at = now() - interval '8 days', expires_at = now()"],
    ]) {
      await tx.savepoint(async (inner) => {
        await inner.unsafe(`update public.company_invitations set ${change} where id = '${id}'`);
        const [over] = await rowsAs(inner, null, READ, [hashOf(token)]);
        expect(over).toMatchObject({ state, email: null, note: null, role: null });
        expect(over?.has_account).toBeNull();
        await inner`update public.company_invitations set revoked_at = null, accepted_at = null,
          created_at = now(), expires_at = now() + interval '7 days' where id = ${id}`;
      });
    }
    const gone = await invited(tx, "x@test.example", { company_id: world.id("gone") });
    expect(await asked(hashOf(gone.token))).toEqual([]);
  });

  inside("know an account by its confirmed address only", async (tx) => {
    const email = await emailOf(tx, "traveller");
    const { token } = await invited(tx, email);
    const known = async () => (await rowsAs(tx, null, READ, [hashOf(token)]))[0]?.has_account;
    const drop = async () =>
      (await tx`select public.drop_unconfirmed_account(${hashOf(token)}) as done`)[0]?.done;
    expect(await known()).toBe(true);
    expect(await drop()).toBe(false);
    await tx`update auth.users set email_confirmed_at = null where id = ${world.id("traveller")}`;
    expect(await known()).toBe(false);
    // Who is suspended does not come back by an invitation.
    const ban = (until: string) =>
      tx`update auth.users set banned_until = ${until} where id = ${world.id("traveller")}`;
    await ban("2999-01-01");
    expect(await drop()).toBe(false);
    await ban("2020-01-01");
    await tx`set local role service_role`;
    expect(await drop()).toBe(true);
    await tx`reset role`;
    expect(await tx`select from auth.users where id = ${world.id("traveller")}`).toHaveLength(0);
  });

  inside("are withdrawn by admins, and for an hour the withdrawal is", async (tx) => {
    const { id, token } = await invited(tx, "new@test.example");
    for (const who of ["editor", "member", "former", "stranger", "traveller"]) {
      expect(await hint(tx, who, REVOKE, [id]), who).toBe(0);
      expect(await hint(tx, who, RESTORE, [id]), who).toBe(0);
    }
    await actAs(tx, world.id("admin"));
    expect(await tx.unsafe(REVOKE, [id])).toHaveLength(1);
    expect(await tx.unsafe(REVOKE, [id])).toHaveLength(1);
    expect((await tx.unsafe(READ, [hashOf(token)]))[0]?.state).toBe("revoked");
    expect(await tx.unsafe(RESTORE, [id])).toHaveLength(1);
    expect((await tx.unsafe(READ, [hashOf(token)]))[0]?.state).toBe("pending");
    await tx`reset role`;

    await tx`update public.company_invitations set revoked_at = now() - interval '2 hours'
      where id = ${id}`;
    expect(await hint(tx, "admin", RESTORE, [id])).toBe("over");
    await tx`update public.company_invitations set revoked_at = now() where id = ${id}`;
    await invited(tx, "new@test.example", { created_at: new Date(Date.now() + 1000) });
    expect(await hint(tx, "admin", RESTORE, [id])).toBe("over");
  });

  inside("that were accepted are not withdrawn", async (tx) => {
    const { id } = await invited(tx, "new@test.example", { accepted_at: new Date() });
    expect(await hint(tx, "admin", REVOKE, [id])).toBe("accepted");
    expect(await hint(tx, "admin", RESTORE, [id])).toBe(1);
  });

  inside(
    "are listed to admins, the latest of each address, with what became of the mail",
    async (tx) => {
      await tx`delete from public.company_invitations where company_id = ${world.id("acme")}`;
      const before = new Date(Date.now() - 60_000);
      await invited(tx, "twice@test.example", { created_at: before, revoked_at: before });
      const latest = await invited(tx, "twice@test.example");
      const failed = await invited(tx, "failed@test.example", { created_at: before });
      await tx`insert into public.mail_outbox (recipient, template, props, status, failure, invitation_id)
      values ('failed@test.example', 'invitation', '{}', 'failed', 'address', ${failed.id})`;
      const LIST = "select * from public.list_invitations($1)";
      const COUNT = "select * from public.count_invitations($1)";
      const rows = await rowsAs(tx, world.id("admin"), LIST, [world.id("acme")]);
      expect(rows.map((row) => [row.id, row.state, row.mail_status, row.mail_failure])).toEqual([
        [latest.id, "pending", null, null],
        [failed.id, "pending", "failed", "address"],
      ]);
      expect(await rowsAs(tx, world.id("superAdmin"), COUNT, [world.id("acme")])).toEqual([
        { state: "pending", invitations: "2" },
      ]);
      for (const who of ["editor", "member", "former", "stranger"]) {
        expect(await rowsAs(tx, world.id(who), LIST, [world.id("acme")]), who).toEqual([]);
        expect(await rowsAs(tx, world.id(who), COUNT, [world.id("acme")]), who).toEqual([]);
      }
      const PAGE = "select * from public.list_invitations($1, 'pending', 1, $2, $3)";
      const [older] = await rowsAs(tx, world.id("admin"), PAGE, [
        world.id("acme"),
        rows[0]?.created_at,
        rows[0]?.id,
      ]);
      expect(older?.id).toBe(failed.id);
    },
  );

  inside("accepted, the inviter is told, unless they have left", async (tx) => {
    const join = async (who: string) => {
      const { token } = await invited(tx, await emailOf(tx, who), {
        invited_by: world.id("admin"),
      });
      await actAs(tx, world.id(who));
      await tx`select public.accept_invitation(${token})`;
      await tx`reset role`;
    };
    const inviter = await emailOf(tx, "admin");
    await join("traveller");
    const [[template, props] = []] = await mailsTo(tx, inviter);
    expect(template).toBe("invitation-accepted");
    expect(props).toMatchObject({
      companyId: world.id("acme"),
      role: "editor",
      email: await emailOf(tx, "traveller"),
    });
    await tx`update public.company_members set role = 'member'
      where member_id = ${world.id("admin")} and role = 'admin'`;
    await join("stranger");
    expect(await mailsTo(tx, inviter)).toHaveLength(1);
  });

  inside("give a newcomer the name they chose", async (tx) => {
    await tx`update public.userprofiles set firstname = 'Bảo', lastname = 'Trần'
      where userid = ${world.id("traveller")}`;
    const { token } = await invited(tx, await emailOf(tx, "traveller"));
    await actAs(tx, world.id("traveller"));
    await tx`select public.accept_invitation(${token})`;
    const [made] = await tx`select businessname from public.businessprofiles
      where businessid = ${world.id("traveller")}`;
    expect(made?.businessname).toBe("Bảo Trần");
  });
});

describe("of 20 simultaneous", () => {
  it("withdrawals and accepts of one invitation exactly one side wins", async () => {
    const [user] = await sql`select email from auth.users where id = ${world.id("stranger")}`;
    const token = randomUUID();
    const [row] = await sql`insert into public.company_invitations
        (company_id, email, role, token_hash, invited_by)
      values (${world.id("acme")}, ${user?.email}, 'member', ${hashOf(token)}, ${world.id("owner")})
      returning id`;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        sql
          .begin(async (tx) => {
            await actAs(tx, world.id(n % 2 ? "stranger" : "owner"));
            const done =
              n % 2
                ? await tx`select from public.accept_invitation(${token})`
                : await tx`select from public.revoke_invitation(${row?.id})`;
            return `${n % 2 ? "joined" : "revoked"} ${done.count}`;
          })
          .catch((error: { code: string; hint: string }) => error.hint),
      ),
    );
    const joined = outcomes.filter((outcome) => outcome === "joined 1").length;
    const revoked = outcomes.filter((outcome) => outcome === "revoked 1").length;
    expect([joined > 0, revoked > 0].filter(Boolean)).toHaveLength(1);
    expect(joined).toBeLessThanOrEqual(1);
    const members = await sql`select from public.company_members
      where company_id = ${world.id("acme")} and member_id = ${world.id("stranger")}`;
    expect(members).toHaveLength(joined);
  });
});
