/** The outbox as a queue. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { refusal, rolledBack, type Sql, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { sql, world } = await openWorld();

type Delivery = {
  id: string;
  attempt: number;
  status: "sent" | "stored" | "failed";
  final?: boolean;
  failure?: string;
  provider_id?: string;
  error?: string;
};

/** A mail in the outbox that is claimed for its first attempt. */
async function written(db: Tx, more: object = {}): Promise<string> {
  const id = randomUUID();
  const mail = { id, recipient: "a@b.test", template: "message", props: { body: "x" }, ...more };
  await db`set local role service_role`;
  await db.unsafe("select public.write_mails($1)", [[mail]] as never[]);
  await db`reset role`;
  return id;
}

async function record(db: Tx, ...deliveries: Delivery[]) {
  await db`set local role service_role`;
  const rows = await db.unsafe("select * from public.record_deliveries($1)", [
    deliveries,
  ] as never[]);
  await db`reset role`;
  return rows.map(({ status }) => status);
}

const claimed = async (db: Tx | Sql, limit = 10) =>
  (await db`select id from public.claim_mails(${limit})`).map(({ id }) => String(id));

const rowOf = async (db: Tx, id: string) => {
  const [row] = await db`
    select status, attempts, props, failure, last_error, provider_id, language,
      sent_at is not null as dated,
      round(extract(epoch from next_attempt_at - now()) / 60)::int as minutes
    from public.mail_outbox where id = ${id}`;
  return row;
};

describe("the outbox", () => {
  it("is the server's alone, functions and all", async () => {
    await rolledBack(sql, async (tx) => {
      for (const who of ["superAdmin", "owner"]) {
        for (const [call, given] of [
          ["public.write_mails($1)", []],
          ["public.claim_mails($1)", 10],
          ["public.record_deliveries($1)", []],
          ["private.queue_mail('a@b.test', 'message', $1)", {}],
        ] as const) {
          expect(await refusal(tx, world.id(who), `select ${call}`, [given]), call).toBe("42501");
        }
        expect(await refusal(tx, world.id(who), "select public.tidy_mails()")).toBe("42501");
        expect(await refusal(tx, world.id(who), "select props from public.mail_outbox")).toBe(
          "42501",
        );
      }
    });
  });

  it("holds nothing an invitation could be accepted with", async () => {
    const columns = await sql`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = 'mail_outbox' and data_type = 'text'
      order by 1`;
    // The rendered mail has no place to stand in.
    expect(columns.map(({ name }) => name)).toEqual([
      "failure",
      "language",
      "last_error",
      "provider_id",
      "recipient",
      "status",
      "template",
    ]);
  });

  it("writes in the language people read, else in that of whoever writes", async () => {
    await rolledBack(sql, async (tx) => {
      await tx`update public.userprofiles set language = 'vi-VN', email = 'viet@b.test'
        where userid = ${world.id("owner")}`;
      await tx`update public.userprofiles set language = 'fr', email = 'franc@b.test'
        where userid = ${world.id("editor")}`;
      const language = async (recipient: string, by: string | null, given: string | null = null) =>
        (
          await rowOf(
            tx,
            await written(tx, {
              recipient,
              created_by: by && world.id(by),
              language: given,
            }),
          )
        )?.language;
      expect(await language("Viet@b.test", null)).toBe("vi");
      expect(await language("viet@b.test", null, "en")).toBe("en");
      expect(await language("nobody@b.test", "owner")).toBe("vi");
      expect(await language("franc@b.test", "owner")).toBe("en");
      expect(await language("nobody@b.test", null)).toBe("en");
      const [queued] = await tx`
        select language from public.mail_outbox
        where id = private.queue_mail('viet@b.test', 'message', '{}')`;
      expect(queued).toBeUndefined(); // not visible to the statement that writes it
      const [row] = await tx`select language, status, attempts from public.mail_outbox
        where recipient = 'viet@b.test' and attempts = 0`;
      expect(row).toEqual({ language: "vi", status: "queued", attempts: 0 });
    });
  });
});

describe("record_deliveries", () => {
  it("clears what was sent", async () => {
    await rolledBack(sql, async (tx) => {
      const id = await written(tx);
      const sent: Delivery = { id, attempt: 1, status: "sent", provider_id: "re_1" };
      expect(await record(tx, sent)).toEqual(["sent"]);
      expect(await rowOf(tx, id)).toMatchObject({
        status: "sent",
        props: null,
        provider_id: "re_1",
        dated: true,
        last_error: null,
      });
      // Over: nothing that comes later changes it.
      expect(await record(tx, { id, attempt: 1, status: "failed" })).toEqual([]);
    });
  });

  it("tries again later and later, until it gives up", async () => {
    await rolledBack(sql, async (tx) => {
      const id = await written(tx);
      for (const [attempt, least, most] of [
        [1, 1, 1],
        [2, 2, 2],
        [5, 14, 18],
        [20, 324, 396],
      ] as const) {
        await tx`update public.mail_outbox set attempts = ${attempt} where id = ${id}`;
        const failed: Delivery = {
          id,
          attempt,
          status: "failed",
          error: "500",
          failure: "service",
        };
        expect(await record(tx, failed)).toEqual(["queued"]);
        const row = await rowOf(tx, id);
        expect(row).toMatchObject({ failure: "service", last_error: "500", props: { body: "x" } });
        expect(row?.minutes).toBeGreaterThanOrEqual(least);
        expect(row?.minutes).toBeLessThanOrEqual(most);
        expect(await claimed(tx)).not.toContain(id);
      }
      await tx`update public.mail_outbox set give_up_at = now() + interval '1 hour' where id = ${id}`;
      expect(await record(tx, { id, attempt: 20, status: "failed" })).toEqual(["failed"]);
      expect(await rowOf(tx, id)).toMatchObject({ status: "failed", props: { body: "x" } });
    });
  });

  it("does not try again what is refused for good, and keeps no secrets of it", async () => {
    await rolledBack(sql, async (tx) => {
      const refused = await written(tx);
      const secret = await written(tx, { is_secret: true, give_up_after: 0 });
      expect(
        await record(
          tx,
          { id: refused, attempt: 1, status: "failed", final: true, failure: "address" },
          { id: secret, attempt: 1, status: "failed" },
        ),
      ).toEqual(["failed", "failed"]);
      expect(await rowOf(tx, refused)).toMatchObject({ failure: "address", props: { body: "x" } });
      expect(await rowOf(tx, secret)).toMatchObject({ failure: "service", props: null });
    });
  });

  it("takes no word of whoever was too late", async () => {
    await rolledBack(sql, async (tx) => {
      const id = await written(tx);
      expect(await claimed(tx)).not.toContain(id);
      await tx`update public.mail_outbox set next_attempt_at = now() where id = ${id}`;
      expect(await claimed(tx)).toContain(id);
      expect(await record(tx, { id, attempt: 1, status: "failed", final: true })).toEqual([]);
      expect(await record(tx, { id, attempt: 2, status: "sent" })).toEqual(["sent"]);
    });
  });
});

describe("claim_mails", () => {
  it("gives each mail to one of 20 who ask at once", async () => {
    const marker = `${randomUUID()}@b.test`;
    await sql`insert into public.mail_outbox (recipient, template, props)
      select ${marker}, 'message', '{}' from generate_series(1, 100)`;
    try {
      const taken = (await Promise.all(Array.from({ length: 20 }, () => claimed(sql, 10)))).flat();
      const ours = await sql`select id, attempts from public.mail_outbox
        where recipient = ${marker}`;
      expect(new Set(taken).size).toBe(taken.length);
      // Those that one could not take because another held them are left for the next round.
      const rest = await claimed(sql, 200);
      const all = new Set([...taken, ...rest]);
      expect(all.size).toBe(taken.length + rest.length);
      expect(ours.every(({ id }) => all.has(String(id)))).toBe(true);
      expect(await claimed(sql, 200)).toEqual([]);
    } finally {
      await sql`delete from public.mail_outbox where recipient = ${marker}`;
    }
  });

  it("gives back what nobody came back with", async () => {
    await rolledBack(sql, async (tx) => {
      const id = await written(tx);
      await tx`update public.mail_outbox set next_attempt_at = now() - interval '1 second'
        where id = ${id}`;
      expect(await claimed(tx)).toContain(id);
      expect(await rowOf(tx, id)).toMatchObject({ attempts: 2, status: "queued", minutes: 5 });
    });
  });
});

describe("tidy_mails", () => {
  it("lets old mails go and keeps a mailbox of a thousand", async () => {
    await rolledBack(sql, async (tx) => {
      await tx`delete from public.mail_outbox`;
      await tx`insert into public.mail_outbox (recipient, template, props, status, created_at)
        select 'a@b.test', 'message', '{}', status, now() - age * interval '1 day'
        from (values ('sent', 29), ('sent', 31), ('failed', 89), ('failed', 91), ('queued', 200))
          as v (status, age)`;
      await tx`insert into public.mail_outbox (recipient, template, props, status, created_at)
        select 'a@b.test', 'message', '{}', 'stored', now() - n * interval '1 minute'
        from generate_series(1, 1005) as n`;
      await tx`select public.tidy_mails()`;
      const rows = await tx`select status, count(*)::int from public.mail_outbox
        group by 1 order by 1`;
      expect(rows.map(({ status, count }) => [status, count])).toEqual([
        ["failed", 1],
        ["queued", 1],
        ["sent", 1],
        ["stored", 1000],
      ]);
    });
  });
});
