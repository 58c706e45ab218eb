/** What the account pages ask of the database. */
import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { refusal, rowsAs, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { world, inside } = await openWorld();

async function enroll(tx: Tx, who: string) {
  await tx`insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at)
    values (${randomUUID()}, ${world.id(who)}, 'Phone', 'totp', 'verified', now(), now())`;
}

/** As somebody, without undoing it. */
async function act(tx: Tx, who: string, statement: string) {
  await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims',
    ${JSON.stringify({ role: "authenticated", sub: world.id(who), aal: "aal1" })}, true)`;
  const rows = await tx.unsafe(statement);
  await tx`reset role`;
  return rows;
}

inside("whoever set up a second factor is asked for it, nobody else", async (tx) => {
  const ask = "select public.needs_second_factor() as asked";
  expect(await rowsAs(tx, world.id("member"), ask)).toEqual([{ asked: false }]);
  await enroll(tx, "admin");
  expect(await rowsAs(tx, world.id("admin"), ask)).toEqual([{ asked: true }]);
  expect(await rowsAs(tx, world.id("member"), ask)).toEqual([{ asked: false }]);
  expect(await refusal(tx, null, ask)).toBe("42501");
});

inside("names and language go into both profiles, or into neither", async (tx) => {
  const profiles = async () => {
    const [row] = await tx`select u.firstname, u.lastname, u.language, b.businessname
      from public.userprofiles u join public.businessprofiles b on b.businessid = u.userid
      where u.userid = ${world.id("member")}`;
    return row;
  };
  await act(tx, "member", "select public.update_my_account('Mai', ' Trần ', 'vi', ' Mai Tours ')");
  expect(await profiles()).toEqual({
    firstname: "Mai",
    lastname: "Trần",
    language: "vi",
    businessname: "Mai Tours",
  });
  await act(tx, "member", "select public.update_my_account('Mai', '', 'en')");
  expect(await profiles()).toEqual({
    firstname: "Mai",
    lastname: null,
    language: "en",
    businessname: "Mai Tours",
  });
  const taken = "select public.update_my_account('Other', '', 'en', 'MAI tours')";
  expect(await refusal(tx, world.id("stranger"), taken)).toBe("23505");
});

describe("a change of address", () => {
  async function ask(tx: Tx, who: string) {
    await tx`update auth.users set email_change = 'new@world.example',
      email_change_token_new = ${randomUUID()}, email_change_token_current = ${randomUUID()} where id = ${world.id(who)}`;
    for (const type of ["email_change_token_new", "email_change_token_current", "recovery_token"]) {
      await tx.unsafe(
        `insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to)
        values ('${randomUUID()}', '${world.id(who)}', '${type}', '${randomUUID()}', 'x')`,
      );
    }
  }
  const cancel = "select public.cancel_my_email_change() as done";

  inside("is taken back by its owner, with its codes and no others", async (tx) => {
    await ask(tx, "member");
    await ask(tx, "stranger");
    expect(await act(tx, "member", cancel)).toMatchObject([{ done: true }]);
    expect(await act(tx, "member", cancel)).toMatchObject([{ done: false }]);
    const rows = await tx`select u.id, u.email_change,
        array(select t.token_type::text from auth.one_time_tokens t where t.user_id = u.id order by 1)
          as codes
      from auth.users u where u.id in ${tx([world.id("member"), world.id("stranger")])}`;
    const of = (who: string) => rows.find(({ id }) => id === world.id(who));
    expect(of("member")).toMatchObject({ email_change: "", codes: ["recovery_token"] });
    expect(of("stranger")).toMatchObject({ email_change: "new@world.example" });
    expect(of("stranger")?.codes).toHaveLength(3);
  });

  inside("is not touched by a session without the second factor", async (tx) => {
    await ask(tx, "member");
    await enroll(tx, "member");
    expect(await refusal(tx, world.id("member"), cancel)).toBe("42501");
  });

  inside("is told to the mailbox that was left, if it ever was confirmed", async (tx) => {
    const [before] = await tx`select email from auth.users where id = ${world.id("member")}`;
    const mails = () => tx`select recipient, props from public.mail_outbox
      where template = 'email-changed'`;
    await tx`update auth.users set email_confirmed_at = null where id = ${world.id("stranger")}`;
    await tx`update auth.users set email = 'elsewhere@world.example' where id = ${world.id("stranger")}`;
    expect(await mails()).toHaveLength(0);
    await tx`update auth.users set email_confirmed_at = now() where id = ${world.id("member")}`;
    await tx`update auth.users set email = 'moved@world.example' where id = ${world.id("member")}`;
    expect(await mails()).toEqual([
      {
        recipient: before?.email,
        props: { oldEmail: before?.email, newEmail: "moved@world.example" },
      },
    ]);
  });
});
