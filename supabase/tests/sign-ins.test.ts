/** Noting sign-ins, telling people about them, and profiles of people who come through a provider. */
import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { refusal, rowsAs, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { world, inside } = await openWorld();

type SignIn = {
  browser?: string;
  system?: string;
  network?: string;
  mark?: string;
  dashboard?: boolean;
  country?: string;
  session?: string | null;
};

/** What `note_sign_in` answers somebody who signs in like this. */
async function note(tx: Tx, who: string, given: SignIn = {}): Promise<string> {
  const { session = randomUUID(), browser = null, system = null, network = null } = given;
  const claims = { role: "authenticated", sub: world.id(who), session_id: session };
  return tx.savepoint(async (inner) => {
    await inner`select set_config('role', 'authenticated', true),
      set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`;
    const [row] = await inner`
      select public.note_sign_in(${browser}, ${system}, ${network}, 'agent', ${given.mark ?? null},
        ${given.dashboard ?? false}, ${given.country ?? null}) as outcome`;
    await inner`reset role`;
    return row?.outcome;
  });
}

const mails = (tx: Tx, who: string) => tx`
  select template, props from public.mail_outbox m join auth.users u on u.email = m.recipient
  where u.id = ${world.id(who)} order by m.created_at`;

const laptop = { browser: "Firefox", system: "Linux", network: "203.0.x.x" };
const phone = { browser: "Safari", system: "iPhone", network: "198.51.x.x" };

describe("note_sign_in", () => {
  inside("leaves a thief no room to write the account's owner a letter", async (tx) => {
    await note(tx, "member", laptop);
    const letter = "Call 0900 123456 now. ".repeat(1_000);
    const written = { browser: letter, system: letter, network: letter, country: letter };
    await note(tx, "member", written);
    const [sent] = await mails(tx, "member");
    expect(JSON.stringify(sent?.props).length).toBeLessThan(200);
    expect(sent?.props).toMatchObject({ network: null, country: null });
  });

  inside("says where, as far as it is known", async (tx) => {
    await note(tx, "member", laptop);
    await note(tx, "member", { ...phone, country: "VN" });
    const [sent] = await mails(tx, "member");
    expect(sent?.props).toMatchObject({ network: phone.network, country: "VN" });
  });

  inside("tells of a device that is new to the account, and not twice", async (tx) => {
    await tx`update auth.users set created_at = now() - interval '1 year'`;
    expect(await note(tx, "member", laptop)).toBe("first");
    expect(await note(tx, "member", laptop)).toBe("known");
    expect(await mails(tx, "member")).toEqual([]);
    expect(await note(tx, "member", phone)).toBe("new");
    expect(await note(tx, "member", phone)).toBe("known");
    const sent = await mails(tx, "member");
    expect(sent).toMatchObject([
      {
        template: "new-sign-in",
        props: { browser: "Safari", system: "iPhone", network: "198.51.x.x", country: null },
      },
    ]);
    expect(sent[0]?.props.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    // The same kind of device elsewhere is another one.
    expect(await note(tx, "member", { ...laptop, network: "192.0.x.x" })).toBe("new");
    // What one person uses says nothing about another.
    expect(await note(tx, "editor", phone)).toBe("first");
  });

  inside("knows a browser by its mark, wherever it is; the mark itself is not kept", async (tx) => {
    await note(tx, "member", { ...laptop, mark: "cookie-of-this-browser" });
    const moved = { ...laptop, network: "192.0.x.x" };
    expect(await note(tx, "member", { ...moved, mark: "cookie-of-this-browser" })).toBe("known");
    expect(await note(tx, "member", { ...phone, mark: "another" })).toBe("new");
    // An empty mark is none: it must not make strangers alike.
    expect(await note(tx, "editor", { ...laptop, mark: "" })).toBe("first");
    expect(await note(tx, "editor", { ...phone, mark: "" })).toBe("new");
    const kept = await tx`select i::text as row from private.sign_ins i`;
    expect(JSON.stringify(kept)).not.toContain("cookie-of-this-browser");
  });

  inside("counts a session once, and none that names no session", async (tx) => {
    const session = randomUUID();
    expect(await note(tx, "member", { ...laptop, session })).toBe("first");
    expect(await note(tx, "member", { ...phone, session })).toBe("noted");
    expect(await note(tx, "member", { ...phone, session: null })).toBe("known");
    expect(await mails(tx, "member")).toEqual([]);
  });

  inside("forgets a device after a year, unless its session lives", async (tx) => {
    const session = randomUUID();
    await note(tx, "member", { ...laptop, session });
    await tx`update private.sign_ins set created_at = now() - interval '13 months'`;
    await tx`insert into auth.sessions (id, user_id) values (${session}, ${world.id("member")})`;
    expect(await note(tx, "member", laptop)).toBe("known");
    await tx`delete from auth.sessions where id = ${session}`;
    await tx`update private.sign_ins set created_at = now() - interval '13 months'`;
    expect(await note(tx, "member", laptop)).toBe("first");
  });

  inside("welcomes who is new to a business, or to the dashboard, once", async (tx) => {
    await tx`update auth.users set created_at = now()`;
    await note(tx, "member", laptop);
    await note(tx, "member", laptop);
    await note(tx, "traveller", laptop);
    expect(await mails(tx, "member")).toMatchObject([
      { template: "welcome", props: { name: "member" } },
    ]);
    expect(await mails(tx, "traveller")).toEqual([]);
    await tx`delete from private.sign_ins`;
    await note(tx, "traveller", { ...laptop, dashboard: true });
    expect(await mails(tx, "traveller")).toMatchObject([{ template: "welcome" }]);
    await tx`update auth.users set created_at = now() - interval '8 days'`;
    await note(tx, "admin", laptop);
    expect(await mails(tx, "admin")).toEqual([]);
  });

  inside("is for people who are signed in", async (tx) => {
    expect(await refusal(tx, null, "select public.note_sign_in()")).toBe("42501");
  });
});

describe("a new password", () => {
  inside("is told to its owner; the first one and other changes are no news", async (tx) => {
    const id = world.id("member");
    const set = (hash: string) =>
      tx`update auth.users set encrypted_password = ${hash} where id = ${id}`;
    await tx`update auth.users set encrypted_password = '' where id = ${id}`;
    await set("first");
    await set("first");
    await tx`update auth.users set last_sign_in_at = now() where id = ${id}`;
    expect(await mails(tx, "member")).toEqual([]);
    await set("second");
    expect(await mails(tx, "member")).toMatchObject([{ template: "password-changed" }]);
  });

  inside("is told whichever role sets it", async (tx) => {
    await tx`update auth.users set encrypted_password = 'a' where id = ${world.id("member")}`;
    await tx.savepoint(async (inner) => {
      await inner`set local role supabase_auth_admin`;
      await inner`update auth.users set encrypted_password = 'b' where id = ${world.id("member")}`;
      await inner`reset role`;
    });
    expect(await mails(tx, "member")).toHaveLength(1);
  });
});

describe("people who come through a provider", () => {
  async function newcomer(tx: Tx, metadata: object) {
    const id = randomUUID();
    await tx`insert into auth.users (id, email, raw_user_meta_data, raw_app_meta_data, created_at, last_sign_in_at)
      values (${id}, ${`${id}@test.example`}, ${tx.json(metadata as never)}, '{"provider": "google"}', now(), now())`;
    const [profile] = await tx`
      select firstname, lastname, username, language from public.userprofiles where userid = ${id}`;
    const business = await tx`select from public.businessprofiles where businessid = ${id}`;
    return { id, profile, isBusiness: business.length > 0 };
  }

  inside("get their names from what it says", async (tx) => {
    const cases: [object, object][] = [
      [
        { full_name: "Linh Trần Mai" },
        { firstname: "Linh", lastname: "Trần Mai", username: "LinhTranMai" },
      ],
      [{ name: "  An   Lê " }, { firstname: "An", lastname: "Lê" }],
      [{ name: "Cher" }, { firstname: "Cher", lastname: null }],
      [
        { full_name: "X Y", given_name: "Hoa", family_name: "Phạm", locale: "vi-VN" },
        { firstname: "Hoa", lastname: "Phạm", language: "vi-VN" },
      ],
      [
        { full_name: "X Y", first_name: "Own", last_name: "Words" },
        { firstname: "Own", lastname: "Words" },
      ],
      [{ full_name: "" }, { firstname: null, lastname: null }],
      [{}, { firstname: null, username: null }],
      [{ locale: "not a language!" }, { language: null }],
    ];
    for (const [metadata, expected] of cases) {
      const { profile, isBusiness } = await newcomer(tx, metadata);
      expect(profile, JSON.stringify(metadata)).toMatchObject(expected);
      expect(isBusiness).toBe(false);
    }
  });

  inside("get picture and channel with the first visit, once", async (tx) => {
    const picture = "https://pictures.example/a.jpg";
    const { id } = await newcomer(tx, { full_name: "An Lê", avatar_url: picture });
    const finish = async () => {
      const [row] = await tx.savepoint(async (inner) => {
        await inner`select set_config('role', 'authenticated', true), set_config('request.jwt.claims',
          ${JSON.stringify({ role: "authenticated", sub: id })}, true)`;
        const rows = await inner`select public.finish_oauth_sign_in() as first`;
        await inner`reset role`;
        return rows;
      });
      return row?.first;
    };
    expect(await finish()).toBe(true);
    const [shown] = await tx`select m.url, m.user_id from public.userprofiles u
      join public.media_assets m on m.id = u.avatar_id where u.userid = ${id}`;
    expect(shown).toEqual({ url: picture, user_id: id });
    await tx`update auth.users set created_at = now() - interval '1 day' where id = ${id}`;
    expect(await finish()).toBe(false);
    expect(await tx`select from public.media_assets where user_id = ${id}`).toHaveLength(1);
    expect(await tx`select from public.channels where user_id = ${id}`).toHaveLength(1);

    // A picture somebody took away does not come back.
    await tx`update public.userprofiles set avatar_id = null where userid = ${id}`;
    await finish();
    const [after] = await tx`select avatar_id from public.userprofiles where userid = ${id}`;
    expect(after?.avatar_id).toBeNull();
  });

  inside("get no picture that is no link", async (tx) => {
    for (const avatar_url of [
      "javascript:alert(1)",
      "http://plain.example/a.jpg",
      "https://",
      "x",
    ]) {
      const { id } = await newcomer(tx, { avatar_url });
      await rowsAs(tx, id, "select public.finish_oauth_sign_in()");
      await tx.savepoint(async (inner) => {
        await inner`select set_config('role', 'authenticated', true), set_config('request.jwt.claims',
          ${JSON.stringify({ role: "authenticated", sub: id })}, true)`;
        await inner`select public.finish_oauth_sign_in()`;
        await inner`reset role`;
      });
      expect(
        await tx`select from public.media_assets where user_id = ${id}`,
        avatar_url,
      ).toHaveLength(0);
    }
  });
});
