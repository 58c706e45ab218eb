/** Inviting and accepting, as the database does it. */
import { createHash, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { actAs, attempt, refusal, rolledBack, rowsAs, type Sql, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { sql, world } = await openWorld();
await sql`update auth.users set email_confirmed_at = now()`;

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
const emailOf = async (db: Sql | Tx, who: string) => {
  const [row] = await db`select email from auth.users where id = ${world.id(who)}`;
  return String(row?.email);
};

/** The server's call, with rights of whom it is made for. */
const INVITE = "select * from public.invite_members($1, 'aal1', $2, $3, $4::text::jsonb)";
const ACCEPT = "select * from public.accept_invitation($1)";

/** Arguments of INVITE. */
const batch = (who: string, company: string, role: string, emails: readonly string[]) => [
  world.id(who),
  world.id(company),
  role,
  JSON.stringify(
    emails.map((email) => ({ email, mail_id: randomUUID(), token_hash: hashOf(randomUUID()) })),
  ),
];

describe("invite_members", () => {
  it("invites a batch, says who is a member already, renews what was not answered", async () => {
    await rolledBack(sql, async (tx) => {
      const member = await emailOf(tx, "member");
      const rows = await tx.savepoint(async (inner) => {
        const ask = (...emails: string[]) =>
          inner.unsafe(INVITE, batch("admin", "acme", "member", emails));
        return [...(await ask(" New@Test.example", member)), ...(await ask("new@test.example"))];
      });
      expect(rows.map(({ outcome, email }) => [outcome, email])).toEqual([
        ["invited", "new@test.example"],
        ["member", member],
        ["renewed", "new@test.example"],
      ]);
      expect(rows[1]).toMatchObject({ member_id: world.id("member"), role: "member" });
      await tx`reset role`;
      const kept = await tx`
        select revoked_at is null as open from public.company_invitations
        where email = 'new@test.example' order by open`;
      expect(kept.map(({ open }) => open)).toEqual([false, true]);
    });
  });

  it("writes the mails in the same transaction, claimed, as one batch; none for a member", async () => {
    await rolledBack(sql, async (tx) => {
      const member = await emailOf(tx, "member");
      const traveller = await emailOf(tx, "traveller");
      const given = batch("admin", "acme", "member", ["new@test.example", member, traveller]);
      const rows = await tx.unsafe(INVITE, given);
      const mails = await tx`select m.*, i.id as invited, next_attempt_at > now() as is_claimed
        from public.mail_outbox m join public.company_invitations i on i.id = m.invitation_id
        where i.email in ('new@test.example', ${traveller})
        order by m.recipient = ${traveller}`;
      expect(mails.map(({ recipient, props }) => [recipient, props.known])).toEqual([
        ["new@test.example", false],
        [traveller, true],
      ]);
      expect(mails.map(({ invited }) => invited)).toEqual([rows[0]?.id, rows[2]?.id]);
      expect(new Set(mails.map(({ batch: one }) => one)).size).toBe(1);
      for (const mail of mails) {
        expect(mail).toMatchObject({
          template: "invitation",
          status: "queued",
          is_claimed: true,
          created_by: world.id("admin"),
          company_id: world.id("acme"),
        });
        expect(mail.props).toMatchObject({ role: "member", inviter: expect.any(String) });
      }
      // Whoever was to deliver them never came: they fall due.
      await tx`update public.mail_outbox set next_attempt_at = now() - interval '1 second'`;
      const due = await tx`select * from public.claim_mails(10)`;
      expect(due.map(({ id }) => id)).toEqual(expect.arrayContaining(mails.map(({ id }) => id)));
    });
  });

  it("leaves neither invitations nor mails behind when one of the batch fails", async () => {
    await rolledBack(sql, async (tx) => {
      const given = batch("admin", "acme", "member", ["new@test.example", "no address"]);
      expect(await refusal(tx, "server", INVITE, given)).toBe("23514");
      const kept = tx`select from public.mail_outbox where recipient = 'new@test.example'`;
      expect(await kept).toHaveLength(0);
    });
  });

  it("asks for the second factor of whoever has one", async () => {
    await rolledBack(sql, async (tx) => {
      await tx`insert into auth.mfa_factors
          (id, user_id, factor_type, status, created_at, updated_at)
        values (${randomUUID()}, ${world.id("owner")}, 'totp', 'verified', now(), now())`;
      const given = batch("owner", "acme", "member", ["new@test.example"]);
      expect(await refusal(tx, "server", INVITE, given)).toBe("42501");
      const lifted = INVITE.replace("aal1", "aal2");
      expect(await attempt(tx, "server", lifted, given)).toMatchObject({ count: 1 });
    });
  });

  it("is for admins; to the platform's own company for a SUPER_ADMIN", async () => {
    await rolledBack(sql, async (tx) => {
      const outcome = async (who: string, company: string) => {
        const given = batch(who, company, "admin", ["new@test.example"]);
        const tried = await attempt(tx, "server", INVITE, given);
        return "code" in tried ? tried.code : tried.count;
      };
      expect(await outcome("owner", "acme")).toBe(1);
      expect(await outcome("superAdmin", "acme")).toBe(1);
      for (const who of ["editor", "member", "former", "stranger", "traveller"]) {
        expect(await outcome(who, "acme"), who).toBe("42501");
      }
      expect(await outcome("superAdmin", "platform")).toBe(1);
      expect(await outcome("superAdmin", "gone")).toBe(0);
      // Even an admin of the platform's company, if there were one below SUPER_ADMIN.
      await tx`insert into public.company_members (company_id, member_id, role)
        values (${world.id("platform")}, ${world.id("stranger")}, 'admin')`;
      expect(await outcome("stranger", "platform")).toBe("42501");
    });
  });

  it("refuses roles that are none, and more than 500 a day", async () => {
    await rolledBack(sql, async (tx) => {
      const bad = batch("owner", "acme", "SUPER_ADMIN", ["a@test.example"]);
      expect(await refusal(tx, "server", INVITE, bad)).toBe("23514");
      await tx`insert into public.company_invitations (company_id, email, role, token_hash)
        select ${world.id("acme")}, 'bulk' || n || '@test.example', 'member',
          encode(sha256(('bulk' || n)::bytea), 'hex') from generate_series(1, 500) as n`;
      const one = batch("owner", "acme", "member", ["a@test.example"]);
      expect(await refusal(tx, "server", INVITE, one)).toBe("PT409");
    });
  });
});

describe("mails to strangers", () => {
  const refused = async (tx: Tx, who: string, company: string, email: string) => {
    const outcome = await attempt(tx, "server", INVITE, batch(who, company, "member", [email]));
    return "code" in outcome ? outcome.error.hint : "invited";
  };

  it("reach one address ten times a day at most, whoever sends them", async () => {
    await rolledBack(sql, async (tx) => {
      for (const n of Array.from({ length: 10 }, (_, index) => index)) {
        await tx`insert into public.company_invitations (company_id, email, role, token_hash,
            revoked_at)
          values (${world.id(n % 2 ? "acme" : "other")}, 'victim@test.example', 'member',
            ${hashOf(`victim ${n}`)}, now())`;
      }
      expect(await refused(tx, "owner", "acme", "VICTIM@test.example ")).toBe("too_many");
      expect(await refused(tx, "owner", "acme", "other@test.example")).toBe("invited");
      await tx`update public.company_invitations set created_at = now() - interval '2 days',
          expires_at = now()
        where email = 'victim@test.example'`;
      expect(await refused(tx, "owner", "acme", "victim@test.example")).toBe("invited");
    });
  });

  it("are 500 a day from one person, however many companies they found", async () => {
    await rolledBack(sql, async (tx) => {
      await tx`insert into public.company_invitations
          (company_id, email, role, token_hash, invited_by)
        select ${world.id("other")}, 'bulk' || n || '@test.example', 'member',
          encode(sha256(('bulk' || n)::bytea), 'hex'), ${world.id("owner")}
        from generate_series(1, 500) as n`;
      expect(await refused(tx, "owner", "acme", "a@test.example")).toBe("too_many");
      expect(await refused(tx, "admin", "acme", "a@test.example")).toBe("invited");
    });
  });
});

describe("accept_invitation", () => {
  /** A token for somebody of the world, invited by the server. */
  async function tokenFor(db: Sql | Tx, who: string, more: object = {}): Promise<string> {
    const token = randomUUID();
    await db`insert into public.company_invitations ${db({
      company_id: world.id("acme"),
      email: await emailOf(db, who),
      role: "editor",
      token_hash: hashOf(token),
      ...more,
    })}`;
    return token;
  }
  const hint = async (tx: Tx, who: string, token: string) => {
    const outcome = await attempt(tx, world.id(who), ACCEPT, [token]);
    return "code" in outcome ? outcome.error.hint : outcome.count;
  };

  it("makes the membership and, for a traveller, the business profile", async () => {
    await rolledBack(sql, async (tx) => {
      const token = await tokenFor(tx, "traveller");
      await actAs(tx, world.id("traveller"));
      const [membership] = await tx.unsafe(ACCEPT, [token]);
      expect(membership).toMatchObject({
        company_id: world.id("acme"),
        member_id: world.id("traveller"),
        role: "editor",
        is_deleted: false,
      });
      await tx`reset role`;
      const [made] = await tx`select type, businessname from public.businessprofiles
        where businessid = ${world.id("traveller")}`;
      expect(made).toMatchObject({ type: null });
      const [used] = await tx`select accepted_by from public.company_invitations
        where token_hash = ${hashOf(token)}`;
      expect(used?.accepted_by).toBe(world.id("traveller"));
      // Used up, and said so only to whom it was sent.
      expect(await hint(tx, "traveller", token)).toBe("accepted");
      expect(await hint(tx, "stranger", token)).toBe("other_address");
    });
  });

  it("brings a former member back", async () => {
    await rolledBack(sql, async (tx) => {
      const token = await tokenFor(tx, "former", { role: "admin" });
      const [membership] = await rowsAs(tx, world.id("former"), ACCEPT, [token]);
      expect(membership).toMatchObject({ id: world.id("acme former"), is_deleted: false });
    });
  });

  it("refuses other addresses, guesses, and what is over", async () => {
    await rolledBack(sql, async (tx) => {
      const good = await tokenFor(tx, "stranger");
      expect(await hint(tx, "traveller", good)).toBe("other_address");
      expect(await hint(tx, "stranger", `${good}x`)).toBe(0);
      expect(await hint(tx, "stranger", hashOf(good))).toBe(0);
      expect(await refusal(tx, null, ACCEPT, [good])).toBe("42501");

      await tx`update auth.users set email_confirmed_at = null where id = ${world.id("stranger")}`;
      expect(await hint(tx, "stranger", good)).toBe("other_address");
      await tx`update auth.users set email_confirmed_at = now()`;

      await tx`update public.company_invitations set revoked_at = now()
        where token_hash = ${hashOf(good)}`;
      expect(await hint(tx, "stranger", good)).toBe("revoked");
      const old = await tokenFor(tx, "stranger", {
        created_at: new Date(Date.now() - 8 * 86_400_000),
        expires_at: new Date(Date.now() - 1000),
      });
      expect(await hint(tx, "stranger", old)).toBe("expired");
      await tx`update public.company_invitations set revoked_at = now()
        where token_hash = ${hashOf(old)}`;
      const gone = await tokenFor(tx, "stranger", { company_id: world.id("gone") });
      expect(await hint(tx, "stranger", gone)).toBe(0);
    });
  });

  it("ends with the team: for whom it was sent to, and for whom it was sent by", async () => {
    await rolledBack(sql, async (tx) => {
      await tx`set constraints all immediate`;
      const toMember = await tokenFor(tx, "member", { role: "admin" });
      const byMember = await tokenFor(tx, "stranger", { invited_by: world.id("member") });
      const other = await tokenFor(tx, "traveller", { invited_by: world.id("owner") });
      await tx`update public.company_members set is_deleted = true
        where company_id = ${world.id("acme")} and member_id = ${world.id("member")}`;
      expect(await hint(tx, "member", toMember)).toBe("revoked");
      expect(await hint(tx, "stranger", byMember)).toBe("revoked");
      expect(await hint(tx, "traveller", other)).toBe(1);
    });
  });

  it("stays when somebody only changes the role", async () => {
    const token = await tokenFor(sql, "stranger", { invited_by: world.id("editor") });
    const change = (role: string) =>
      sql.begin(async (tx) => {
        await actAs(tx, world.id("owner"));
        await tx`select public.change_member_role(${world.id("acme")}, ${world.id("editor")}, ${role})`;
      });
    await change("member");
    await change("editor");
    const [kept] = await sql`delete from public.company_invitations
      where token_hash = ${hashOf(token)} returning revoked_at`;
    expect(kept?.revoked_at).toBeNull();
  });

  it("of 20 simultaneous accepts one wins and one membership is made", async () => {
    const token = await tokenFor(sql, "traveller");
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        sql
          .begin(async (tx) => {
            await actAs(tx, world.id("traveller"));
            return (await tx.unsafe(ACCEPT, [token])).count;
          })
          .catch((error: { code: string; hint: string }) => `${error.code} ${error.hint}`),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 1)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "PT409 accepted")).toHaveLength(19);
    const rows = await sql`select from public.company_members
      where company_id = ${world.id("acme")} and member_id = ${world.id("traveller")}`;
    expect(rows).toHaveLength(1);
  });
});

describe("mailable_addresses", () => {
  it("are members of companies one runs; everybody's for a SUPER_ADMIN", async () => {
    await rolledBack(sql, async (tx) => {
      const emails = [await emailOf(tx, "member"), await emailOf(tx, "stranger")];
      const asked = async (who: string) =>
        (
          await rowsAs<{ mailable_addresses: string }>(
            tx,
            world.id(who),
            "select * from public.mailable_addresses($1)",
            [emails],
          )
        ).map((row) => row.mailable_addresses);
      expect(await asked("admin")).toEqual([emails[0]]);
      expect(await asked("editor")).toEqual([]);
      expect(await asked("traveller")).toEqual([]);
      expect((await asked("superAdmin")).sort()).toEqual(emails.toSorted());
    });
  });
});

describe("translations", () => {
  it("are one for each language and thing, and of an activity of that experience", async () => {
    await rolledBack(sql, async (tx) => {
      const add = (experience: string, activity: string | null) =>
        refusal(
          tx,
          "server",
          `insert into public.experiences_activities_localizations
            (experience_id, activity_id, language) values ($1, $2, 'vi')`,
          [world.id(experience), activity && world.id(activity)],
        );
      expect(await add("acme active", null)).toBe("23505");
      expect(await add("acme active", "activity of acme active")).toBe("23505");
      expect(await add("other active", "activity of acme active")).toBe("23503");
    });
  });
});

describe("uploads", () => {
  it("know only parts they announced, and end when all are there", async () => {
    await rolledBack(sql, async (tx) => {
      const set = (assignment: string) =>
        attempt(tx, "server", `update public.uploads set ${assignment} where id = $1`, [
          world.id("upload of traveller"),
        ]).then((outcome) => ("code" in outcome ? outcome.code : outcome.count));
      expect(await set("received_parts = '{1}', status = 'uploading'")).toBe(1);
      expect(await set("received_parts = '{1,2}', status = 'completed'")).toBe(1);
      expect(await set("received_parts = '{3}'")).toBe("23514");
      expect(await set("received_parts = '{0}'")).toBe("23514");
      expect(await set("status = 'completed'")).toBe("23514");
      expect(await set("file_name = '../a.jpg'")).toBe("23514");
    });
  });
});
