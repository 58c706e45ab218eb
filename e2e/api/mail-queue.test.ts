/** Mails that wait in the outbox: who sends them, and who sees them. */
import { describe, expect, test } from "vitest";
import { baseUrl, call, mailsTo, person, sql, uniqueEmail } from "./support.ts";

const cron = "/api/cron/mail";
const secret = process.env.TEST_CRON_SECRET;

/** As a function of the database does it. */
const queue = (email: string, props: object, language: string | null = null) =>
  sql`select private.queue_mail(${email}, 'message', ${sql.json(props as never)}, ${language})`;

describe("GET /api/cron/mail", () => {
  test("sends what functions of the database have queued", async () => {
    const email = uniqueEmail("queued");
    await queue(email, {
      subject: "From a trigger",
      body: "Hello.",
      reason: "You asked.",
      action: { label: "Go", url: "/companies" },
    });
    expect(await mailsTo(email)).toEqual([]);
    const answer = await call("GET", cron, { token: secret });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.tried).toBeGreaterThan(0);
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ subject: "From a trigger", language: "en" });
    expect(mail?.html).toContain(`href="${baseUrl}/companies"`);
  });

  test("20 at once send each mail once", async () => {
    const email = uniqueEmail("crowd");
    for (let n = 0; n < 30; n += 1) {
      await queue(email, { subject: `Mail ${n}`, body: "Hello.", reason: "You asked." });
    }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call("GET", cron, { token: secret })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const rows = await sql`select status, attempts from public.mail_outbox
      where recipient = ${email}`;
    expect(rows).toHaveLength(30);
    expect(rows.every(({ status, attempts }) => status === "stored" && attempts === 1)).toBe(true);
  });

  test("a template that is none fails for good, and holds up nothing", async () => {
    const [broken, whole] = [uniqueEmail("broken"), uniqueEmail("whole")];
    await sql`select private.queue_mail(${broken}, 'no-such-template', '{}')`;
    await queue(whole, { subject: "Whole", body: "Hello.", reason: "You asked." });
    await call("GET", cron, { token: secret });
    const [row] = await sql`select status, last_error from public.mail_outbox
      where recipient = ${broken}`;
    expect(row).toEqual({ status: "failed", last_error: "Error: No template no-such-template." });
    expect(await mailsTo(whole)).toHaveLength(1);
  });

  test("is for the scheduler alone", async () => {
    const who = await person("curious");
    for (const token of [undefined, "", "wrong", `${secret}x`, who.token]) {
      const answer = await call("GET", cron, token ? { token } : {});
      expect(answer.status, token).toBe(401);
    }
  });
});
