/** Constraints, triggers and functions: what the database promises beyond who may read and write. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { actAs, attempt, refusal, rolledBack, rowsAs, type Tx } from "./harness.ts";
import { actors, createWorld, openWorld, type World } from "./world.ts";

const { sql, world, inside } = await openWorld();

/**
 * Runs the second statement while the first is not committed yet, makes sure that it waits for it
 * instead of deciding on what it saw before, and answers how it ended: a SQLSTATE, or "done".
 */
async function meanwhile(
  [firstPerson, first]: [string, string],
  [secondPerson, second]: [string, string],
): Promise<string> {
  const held = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const holding = sql.begin(async (tx) => {
    await actAs(tx, firstPerson);
    await tx.unsafe(first);
    entered.resolve();
    await held.promise;
  });
  await Promise.race([entered.promise, holding]);
  const pid = Promise.withResolvers<number>();
  const waiting = sql.begin(async (tx) => {
    const [self] = await tx`select pg_backend_pid() as pid`;
    pid.resolve(self?.pid);
    await actAs(tx, secondPerson);
    await tx.unsafe(second);
  });
  const ended = waiting.then(
    () => "done",
    (error) => error.code as string,
  );
  await expect
    .poll(async () => {
      const [row] = await sql`select wait_event_type as event from pg_stat_activity
        where pid = ${await pid.promise}`;
      return row?.event;
    })
    .toBe("Lock");
  held.resolve();
  await holding;
  return ended;
}

async function signUp(tx: Tx, meta: Record<string, unknown>, email = `${randomUUID()}@x.test`) {
  const id = randomUUID();
  await tx`insert into auth.users (id, email, raw_user_meta_data)
    values (${id}, ${email}, ${tx.json(meta as never)})`;
  return id;
}

describe("an account", () => {
  inside("gets a traveller profile in its own transaction", async (tx) => {
    const id = await signUp(tx, { first_name: "Ánh", last_name: "Nguyễn Đức", phone: "090" });
    expect(
      await tx`select email, username, firstname, lastname, phone from public.userprofiles
      where userid = ${id}`,
    ).toEqual([
      {
        email: expect.stringContaining("@x.test"),
        username: "AnhNguyenDuc",
        firstname: "Ánh",
        lastname: "Nguyễn Đức",
        phone: "090",
      },
    ]);
    expect(await tx`select from public.businessprofiles where businessid = ${id}`).toEqual([]);
  });

  inside("of a business gets both profiles and a channel", async (tx) => {
    const id = await signUp(tx, {
      account: "business",
      business_name: " Saigon Walks ",
      username: "saigon_walks",
      description: "Walks",
    });
    const [profile] = await tx`select * from public.businessprofiles where businessid = ${id}`;
    expect(profile).toMatchObject({
      businessname: "Saigon Walks",
      username: "saigon_walks",
      description: "Walks",
      type: null,
    });
    expect(await tx`select from public.userprofiles where userid = ${id}`).toHaveLength(1);
    expect(await tx`select channel_type from public.channels where user_id = ${id}`).toEqual([
      { channel_type: "Travel Buddy" },
    ]);
  });

  inside("cannot make itself a super admin by its metadata", async (tx) => {
    const id = await signUp(tx, {
      account: "business",
      type: "SUPER_ADMIN",
      editors: [randomUUID()],
    });
    expect(
      await tx`select type, editors from public.businessprofiles where businessid = ${id}`,
    ).toEqual([{ type: null, editors: null }]);
  });

  inside("is not refused over metadata nobody can use", async (tx) => {
    const id = await signUp(tx, {
      account: "business",
      username: "'; drop table",
      first_name: "x".repeat(5000),
      language: "not a language at all",
      business_name: "",
    });
    const [profile] = await tx`select username, language, length(firstname) as length
      from public.userprofiles where userid = ${id}`;
    expect(profile).toEqual({ username: "droptable", language: null, length: 100 });
    const [business] = await tx`select businessname from public.businessprofiles
      where businessid = ${id}`;
    expect(business?.businessname).toBe("droptable");
  });

  inside("asking for a business name that is taken is refused whole", async (tx) => {
    await signUp(tx, { account: "business", business_name: "Taken" });
    const meta = JSON.stringify({ account: "business", business_name: " tAKEN" });
    const outcome = await attempt(
      tx,
      "server",
      `insert into auth.users (id, email, raw_user_meta_data)
        values (gen_random_uuid(), 'second@x.test', '${meta}')`,
    );
    expect(outcome).toMatchObject({
      code: "23505",
      error: { constraint: "businessprofiles_businessname_key" },
    });
    expect(
      await rowsAs(tx, null, "select public.is_business_name_taken(' taken ') as taken"),
    ).toEqual([{ taken: true }]);
    expect(await rowsAs(tx, null, "select public.is_business_name_taken('free') as taken")).toEqual(
      [{ taken: false }],
    );
  });

  inside("carries a changed e-mail into its profiles", async (tx) => {
    const id = await signUp(tx, { account: "business" });
    await tx`update auth.users set email = 'new@x.test' where id = ${id}`;
    expect(
      await tx`select u.email as traveller, b.email as business
      from public.userprofiles u join public.businessprofiles b on b.businessid = u.userid
      where userid = ${id}`,
    ).toEqual([{ traveller: "new@x.test", business: "new@x.test" }]);
  });

  inside("that ends leaves its company, the company's pictures and its experiences", async (tx) => {
    await tx`delete from auth.users where id = ${world.people.owner}`;
    const [company] = await tx`select owned_by, created_by from public.company_accounts
      where id = ${world.id("acme")}`;
    expect(company).toEqual({ owned_by: null, created_by: null });
    await tx`delete from auth.users where id = ${world.people.former}`;
    const [picture] = await tx`select user_id from public.media_assets
      where id = ${world.id("acme picture")}`;
    expect(picture).toEqual({ user_id: null });
    const [experience] = await tx`select created_by from public.experiences
      where id = ${world.id("acme inactive")}`;
    expect(experience).toEqual({ created_by: null });
  });
});

describe("constraints", () => {
  const cases: [string, string, (w: World) => string, string][] = [
    [
      "a company's name",
      "23514",
      () => "insert into public.company_accounts (name) values ('  ')",
      "company_accounts_name_check",
    ],
    [
      "a name used twice, case and blanks aside",
      "23505",
      () => "insert into public.company_accounts (name) values ('Xyz'), (' xYZ ')",
      "company_accounts_name_key",
    ],
    [
      "the name of a deleted company",
      "23505",
      (w) =>
        `insert into public.company_accounts (name) select name from public.company_accounts where id = '${w.id("gone")}'`,
      "company_accounts_name_key",
    ],
    [
      "a second platform company",
      "23505",
      () =>
        "insert into public.company_accounts (name, is_platform) values ('second platform', true)",
      "company_accounts_platform_key",
    ],
    [
      "an unknown time zone",
      "23514",
      () => "insert into public.company_accounts (name, time_zone) values ('zone', 'Mars/Base')",
      "company_accounts_time_zone_check",
    ],
    [
      "a country that is no code",
      "23514",
      () => "insert into public.company_accounts (name, country) values ('land', 'Vietnam')",
      "company_accounts_country_check",
    ],
    [
      "an unknown role",
      "23514",
      (w) =>
        `insert into public.company_members (company_id, member_id, role) values ('${w.id("acme")}', '${w.id("stranger")}', 'boss')`,
      "company_members_role_check",
    ],
    [
      "the same role twice",
      "23505",
      (w) =>
        `insert into public.company_members (company_id, member_id, role) values ('${w.id("acme")}', '${w.id("member")}', 'member')`,
      "company_members_company_id_member_id_role_key",
    ],
    [
      "an unknown profile type",
      "23514",
      () => "update public.businessprofiles set type = 'GOD'",
      "businessprofiles_type_check",
    ],
    [
      "a user name with a blank",
      "23514",
      () => "update public.userprofiles set username = 'a b c'",
      "userprofiles_username_check",
    ],
    [
      "a business name used twice",
      "23505",
      () => "update public.businessprofiles set businessname = 'same'",
      "businessprofiles_businessname_key",
    ],
    [
      "an unknown status",
      "23514",
      () => "update public.experiences set status = 'draft'",
      "experiences_status_check",
    ],
    [
      "an experience without a name",
      "23514",
      () => "update public.experiences set name = ' '",
      "experiences_name_check",
    ],
    [
      "a latitude off the globe",
      "23514",
      () => "update public.experiences set latitude = 91, longitude = 0",
      "experiences_latitude_check",
    ],
    [
      "a longitude off the globe",
      "23514",
      () => "update public.locations set latitude = 9, longitude = 181",
      "locations_longitude_check",
    ],
    [
      "half a position",
      "23514",
      () => "update public.experiences set latitude = 10",
      "experiences_position_check",
    ],
    [
      "its own parent",
      "23514",
      () => "update public.experiences set parent_experience = id",
      "experiences_parent_check",
    ],
    [
      "a parent of another company",
      "23514",
      (w) =>
        `update public.experiences set parent_experience = '${w.id("other active")}' where id = '${w.id("acme active")}'`,
      "experiences_parent_check",
    ],
    [
      "a link that runs a script",
      "23514",
      () => "update public.experiences set primary_photo = 'javascript:alert(1)'",
      "experiences_primary_photo_check",
    ],
    [
      "a script among the photos",
      "23514",
      () => "update public.experiences set photos = '{https://x.test/a,javascript:alert(1)}'",
      "experiences_photos_check",
    ],
    [
      "an experience nobody owns",
      "23502",
      () => "update public.experiences set owned_by = null",
      "",
    ],
    [
      "a company that still has experiences, deleted for good",
      // PostgreSQL 18 tells RESTRICT from other violations.
      "23001|23503",
      (w) => `delete from public.company_accounts where id = '${w.id("acme")}'`,
      "experiences_owned_by_fkey",
    ],
    [
      "tips that are no list",
      "23514",
      () => "update public.experience_details set tips = '{}'",
      "experience_details_tips_check",
    ],
    [
      "an unknown kind of block",
      "23514",
      () => "update public.experience_details set type = 'x'",
      "experience_details_type_check",
    ],
    [
      "an unknown activity status",
      "23514",
      () => "update public.activities set status = 'x'",
      "activities_status_check",
    ],
    [
      "the same visit twice",
      "23505",
      (w) =>
        `insert into public.visits (user_id, experience_id) values ('${w.id("traveller")}', '${w.id("acme active")}')`,
      "visits_user_id_experience_id_key",
    ],
    [
      "an unknown story status",
      "23514",
      () => "update public.stories set status = 'published'",
      "stories_status_check",
    ],
    [
      "an unknown usage",
      "23514",
      () => "update public.media_assets set usage = 'x'",
      "media_assets_usage_check",
    ],
    [
      "a bucket without a path",
      "23514",
      () => "update public.media_assets set storage_path = null",
      "media_assets_place_check",
    ],
    [
      "a second record of a file",
      "23505",
      (w) =>
        `insert into public.media_assets (bucket, storage_path, url) select bucket, storage_path, url from public.media_assets where id = '${w.id("acme picture")}'`,
      "media_assets_place_key",
    ],
    [
      "an unknown channel",
      "23514",
      () => "update public.channels set channel_type = 'Radio'",
      "channels_channel_type_check",
    ],
    [
      "an invitation that outlasts the season",
      "23514",
      () => "update public.company_invitations set expires_at = now() + interval '1 year'",
      "company_invitations_expires_at_check",
    ],
    [
      "a plain token",
      "23514",
      () => "update public.company_invitations set token_hash = 'secret'",
      "company_invitations_token_hash_check",
    ],
    [
      "two open invitations of one person",
      "23505",
      (w) =>
        `insert into public.company_invitations (company_id, email, role, token_hash) select company_id, email, 'editor', repeat('b', 64) from public.company_invitations where id = '${w.id("invitation to acme")}'`,
      "company_invitations_open_key",
    ],
  ];
  it.each(cases)("refuse %s", async (_, code, statement, constraint) => {
    const outcome = await rolledBack(sql, (tx) => attempt(tx, "server", statement(world)));
    expect(outcome).toMatchObject({ code: expect.stringMatching(`^(${code})$`) });
    if (constraint && "error" in outcome) expect(outcome.error.constraint).toBe(constraint);
  });
});

describe("triggers", () => {
  inside("stamp updated_at, whatever the client says", async (tx) => {
    const [row] = await rowsAs(
      tx,
      world.people.editor,
      `update public.experience_details set updated_at = '2000-01-01'
        where id = '${world.id("block of acme active")}'
        returning updated_at = now() as stamped`,
    );
    expect(row).toEqual({ stamped: true });
  });

  inside("archive what a deleted company had published, and keep it archived", async (tx) => {
    await tx`update public.company_accounts set is_deleted = true where id = ${world.id("acme")}`;
    const status = await tx`select status, count(*)::int from public.experiences
      where owned_by = ${world.id("acme")} group by status order by status`;
    expect(status).toEqual([
      { status: "inactive", count: 2 },
      { status: "internal", count: 1 },
    ]);
    expect(
      await refusal(
        tx,
        "server",
        `update public.experiences set status = 'active'
        where id = '${world.id("acme inactive")}'`,
      ),
    ).toBe("23514");
  });

  inside("refuse pictures the caller may not show", async (tx) => {
    const show = (picture: string) =>
      `update public.experiences set primary_photo_id = '${world.id(picture)}'
        where id = '${world.id("acme active")}'`;
    for (const picture of ["traveller picture", "other picture"]) {
      expect(await refusal(tx, world.people.editor, show(picture)), picture).toBe("23503");
    }
    expect(
      await refusal(
        tx,
        world.people.editor,
        `update public.experiences
          set photos_id = '{${world.id("acme picture")},${world.id("other picture")}}'
          where id = '${world.id("acme active")}'`,
      ),
    ).toBe("23503");
    expect(
      await rowsAs(tx, world.people.editor, `${show("acme picture")} returning id`),
    ).toHaveLength(1);
    const others = [
      `update public.company_accounts set logo_id = '${world.id("traveller picture")}'
        where id = '${world.id("acme")}'`,
      `update public.userprofiles set avatar_id = '${world.id("traveller picture")}'
        where userid = '${world.people.admin}'`,
      `insert into public.experience_details (experience_id, media_id)
        values ('${world.id("acme active")}', '${world.id("traveller picture")}')`,
    ];
    for (const statement of others) {
      expect(await refusal(tx, world.people.admin, statement)).toBe("23503");
    }
  });

  inside("hand a picture to the company that shows it", async (tx) => {
    await actAs(tx, world.people.editor);
    await tx`update public.experiences set photos_id = array[${world.id("editor picture")}::uuid]
      where id = ${world.id("acme active")}`;
    const [picture] = await tx`select company_id from public.media_assets
      where id = ${world.id("editor picture")}`;
    expect(picture).toEqual({ company_id: world.id("acme") });
    // An edit of something else must not stumble over pictures already there.
    await actAs(tx, world.people.admin);
    const edited = await tx`update public.experiences
      set photos_id = photos_id || ${world.id("acme picture")}::uuid
      where id = ${world.id("acme active")} returning id`;
    expect(edited).toHaveLength(1);
  });

  inside("refuse to move a story to an experience its author cannot see", async (tx) => {
    const move = (experience: string) =>
      `update public.stories set experience_id = '${world.id(experience)}'
        where id = '${world.id("draft of traveller")}'`;
    expect(await refusal(tx, world.people.traveller, move("acme internal"))).toBe("23503");
    expect(await refusal(tx, world.people.traveller, move("other active"))).toContain(
      "not refused",
    );
  });

  inside("write the log with who, what and the change", async (tx) => {
    await actAs(tx, world.people.admin);
    await tx`update public.company_accounts set slogan = 'Go' where id = ${world.id("acme")}`;
    await tx`update public.company_accounts set slogan = 'Go' where id = ${world.id("acme")}`;
    const log = await tx`select actor_id, action, entity, entity_id, changes
      from public.audit_log where company_id = ${world.id("acme")}
        and entity = 'company_accounts' and action = 'update'`;
    expect(log).toEqual([
      {
        actor_id: world.people.admin,
        action: "update",
        entity: "company_accounts",
        entity_id: world.id("acme"),
        changes: { slogan: [null, "Go"] },
      },
    ]);
    await tx`delete from public.experiences where id = ${world.id("acme active")}`;
    await tx`select public.remove_member(${world.id("acme")}, ${world.people.member})`;
    const later = await tx`select entity, action, changes ? 'token_hash' as leaks
      from public.audit_log where company_id = ${world.id("acme")} order by id desc limit 2`;
    expect(later).toEqual([
      { entity: "company_members", action: "delete", leaks: false },
      { entity: "experiences", action: "delete", leaks: false },
    ]);
    const leaks = await tx`select from public.audit_log where changes ? 'token_hash'`;
    expect(leaks).toEqual([]);
  });
});

describe("creating a company", () => {
  inside("makes the creator admin and owner, a traveller too", async (tx) => {
    await actAs(tx, world.people.traveller);
    const [company] = await tx`select * from public.create_company(
      p_name => '  Nordwind  ', p_description => 'd', p_country => 'NO', p_time_zone => 'Europe/Oslo')`;
    expect(company).toMatchObject({
      name: "Nordwind",
      description: "d",
      created_by: world.people.traveller,
      owned_by: world.people.traveller,
      is_deleted: false,
      time_zone: "Europe/Oslo",
    });
    expect(await tx`select role, is_owner from public.company_access(${company?.id})`).toEqual([
      { role: "admin", is_owner: true },
    ]);
    const [profile] = await tx`select username, type from public.businessprofiles
      where businessid = ${world.people.traveller}`;
    expect(profile).toEqual({ username: null, type: null });
  });

  inside("is refused to the signed out, without a name and with a taken one", async (tx) => {
    const create = "select public.create_company('Nordwind')";
    expect(await refusal(tx, null, create)).toBe("42501");
    expect(await refusal(tx, world.people.stranger, "select public.create_company('  ')")).toBe(
      "23514",
    );
    expect(
      await refusal(
        tx,
        world.people.stranger,
        `select public.create_company(upper(name)) from public.company_accounts
          where id = '${world.id("acme")}'`,
      ),
    ).toBe("23505");
  });

  it("lets one of two who ask for the same name at once have it", async () => {
    const name = `Race ${randomUUID()}`;
    const create = (person: string) =>
      sql.begin(async (tx) => {
        await actAs(tx, person);
        await tx`select public.create_company(${name})`;
      });
    const outcomes = await Promise.allSettled([
      create(world.people.stranger),
      create(world.people.traveller),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(refused?.reason.code).toBe("23505");
    const made = await sql`select m.role from public.company_accounts c
      join public.company_members m on m.company_id = c.id where c.name = ${name}`;
    expect(made).toEqual([{ role: "admin" }]);
  });
});

describe("a company's team", () => {
  const call = (statement: string) => async (tx: Tx) => {
    const result: Record<string, string> = {};
    for (const actor of actors) {
      const outcome = await attempt(tx, world.caller(actor), statement);
      result[actor] = "code" in outcome ? outcome.code : `${outcome.count}`;
    }
    return result;
  };
  const forAdmins = {
    signedOut: "42501",
    stranger: "42501",
    traveller: "42501",
    former: "42501",
    member: "42501",
    editor: "42501",
    admin: "1",
    owner: "1",
    superAdmin: "1",
  };

  it("is changed by admins only", async () => {
    const acme = world.id("acme");
    const { editor, member } = world.people;
    await rolledBack(sql, async (tx) => {
      expect(
        await call(`select * from public.change_member_role('${acme}', '${editor}', 'admin')`)(tx),
      ).toEqual(forAdmins);
      // Everybody may leave, so the member themselves may as well.
      expect(await call(`select * from public.remove_member('${acme}', '${member}')`)(tx)).toEqual({
        ...forAdmins,
        member: "1",
      });
    });
  });

  inside("answers nothing for people who are not in it and companies that are gone", async (tx) => {
    const { admin, stranger } = world.people;
    const nothing = [
      `select * from public.change_member_role('${world.id("acme")}', '${stranger}', 'editor')`,
      `select * from public.remove_member('${world.id("acme")}', '${stranger}')`,
      `select * from public.change_member_role('${world.id("gone")}', '${admin}', 'editor')`,
      `select * from public.remove_member('${world.id("gone")}', '${admin}')`,
      `select * from public.remove_member('${randomUUID()}', '${stranger}')`,
    ];
    for (const statement of nothing) expect(await rowsAs(tx, admin, statement)).toEqual([]);
  });

  inside("holds one role per person after a change", async (tx) => {
    const acme = world.id("acme");
    const { editor, admin } = world.people;
    await tx`insert into public.company_members (company_id, member_id, role)
      values (${acme}, ${editor}, 'admin')`;
    await actAs(tx, admin);
    await tx`select public.change_member_role(${acme}, ${editor}, 'member')`;
    await tx`select public.change_member_role(${acme}, ${editor}, 'member')`;
    expect(
      await tx`select role from public.company_members where company_id = ${acme}
        and member_id = ${editor} and not is_deleted`,
    ).toEqual([{ role: "member" }]);
    expect(
      await refusal(tx, admin, `select public.change_member_role('${acme}', '${editor}', 'boss')`),
    ).toBe("23514");
  });

  inside("keeps its last admin", async (tx) => {
    const acme = world.id("acme");
    const { admin, owner, superAdmin } = world.people;
    await actAs(tx, owner);
    await tx`select public.remove_member(${acme}, ${admin})`;
    for (const [who, statement] of [
      [owner, `select public.remove_member('${acme}', '${owner}')`],
      [owner, `select public.remove_member('${acme}', '${owner}', 'admin')`],
      [owner, `select public.change_member_role('${acme}', '${owner}', 'editor')`],
      [superAdmin, `select public.remove_member('${acme}', '${owner}')`],
      [superAdmin, `select public.change_member_role('${acme}', '${owner}', 'member')`],
    ] as const) {
      const outcome = await attempt(tx, who, statement);
      expect(outcome, statement).toMatchObject({ code: "PT409", error: { hint: "last_admin" } });
    }
  });

  inside("keeps its owner against the other admins", async (tx) => {
    const acme = world.id("acme");
    const { admin, owner } = world.people;
    for (const statement of [
      `select public.remove_member('${acme}', '${owner}')`,
      `select public.change_member_role('${acme}', '${owner}', 'member')`,
    ]) {
      expect(await attempt(tx, admin, statement)).toMatchObject({
        code: "PT409",
        error: { hint: "owner" },
      });
    }
    // Nor do they go before somebody else owns it.
    const leaving = `select public.remove_member('${acme}', '${owner}')`;
    expect(await refusal(tx, owner, leaving)).toBe("PT409");
    await tx`update public.company_accounts set owned_by = ${admin} where id = ${acme}`;
    expect(await refusal(tx, owner, leaving)).toContain("not refused");
  });

  it("keeps an admin when the last two leave at the same time", async () => {
    const alone = await createWorld(sql);
    const acme = alone.id("acme");
    const { admin, owner } = alone.people;
    const outcome = await meanwhile(
      [admin, `select public.remove_member('${acme}', '${admin}')`],
      [owner, `select public.remove_member('${acme}', '${owner}')`],
    );
    expect(outcome).toBe("PT409");
    const [left] = await sql`select count(*)::int from public.company_members
      where company_id = ${acme} and role = 'admin' and not is_deleted`;
    expect(left?.count).toBe(1);
  });

  it("publishes nothing while the company is being deleted", async () => {
    const ending = await createWorld(sql);
    const acme = ending.id("acme");
    const outcome = await meanwhile(
      [ending.people.owner, `select public.delete_company('${acme}')`],
      [
        ending.people.editor,
        `update public.experiences set status = 'active' where id = '${ending.id("acme inactive")}'`,
      ],
    );
    expect(outcome).toBe("23514");
    const shown = await sql`select from public.experiences
      where owned_by = ${acme} and status = 'active'`;
    expect(shown).toEqual([]);
  });

  inside("is handed over by its owner, to an admin", async (tx) => {
    const acme = world.id("acme");
    const { admin, owner, editor, superAdmin } = world.people;
    const give = (to: string) => `select * from public.transfer_company('${acme}', '${to}')`;
    expect(await refusal(tx, admin, give(admin))).toBe("42501");
    expect(await attempt(tx, owner, give(editor))).toMatchObject({
      code: "PT409",
      error: { hint: "not_a_member" },
    });
    for (const who of [owner, superAdmin]) {
      expect(await rowsAs(tx, who, give(admin))).toMatchObject([{ owned_by: admin }]);
    }
  });

  inside("is handed over and changed in one, or neither", async (tx) => {
    const acme = world.id("acme");
    const { admin, owner, editor, member, stranger } = world.people;
    const give = (to: string, changes: object) =>
      `select name, owned_by from public.hand_over_company('${acme}', '${to}', '${JSON.stringify(changes)}')`;
    const name = "Acme under new management";
    for (const who of [editor, member, stranger]) {
      expect(await rowsAs(tx, who, give(admin, { name }))).toEqual([]);
    }
    expect(await refusal(tx, null, give(admin, { name }))).toBe("42501");
    expect(await refusal(tx, admin, give(admin, { name }))).toBe("42501");
    expect(await attempt(tx, owner, give(editor, { name }))).toMatchObject({ code: "PT409" });
    expect(await refusal(tx, owner, give(admin, { name: null }))).toBe("23502");
    const [before] = await tx`select name from public.company_accounts where id = ${acme}`;
    expect(before?.name).not.toBe(name);
    expect(await rowsAs(tx, admin, give(owner, { name }))).toEqual([{ name, owned_by: owner }]);
    expect(await rowsAs(tx, owner, give(admin, {}))).toMatchObject([{ owned_by: admin }]);
  });

  inside("ends with the company, which its owner alone deletes", async (tx) => {
    const acme = world.id("acme");
    const { admin, owner, stranger, superAdmin } = world.people;
    const end = `select * from public.delete_company('${acme}')`;
    for (const who of [null, stranger, admin]) expect(await refusal(tx, who, end)).toBe("42501");
    for (const who of [owner, superAdmin]) {
      expect(await rowsAs(tx, who, end)).toMatchObject([{ id: acme, is_deleted: true }]);
    }
    await actAs(tx, owner);
    await tx.unsafe(end);
    expect(await rowsAs(tx, owner, end)).toEqual([]);
    expect(
      await rowsAs(tx, admin, `select from public.company_members where company_id = '${acme}'`),
    ).toEqual([]);
    expect(
      await rowsAs(tx, admin, `select from public.experiences where owned_by = '${acme}'`),
    ).toEqual([]);
    expect(await rowsAs(tx, admin, `select from public.company_access('${acme}')`)).toEqual([]);
    expect(
      await attempt(tx, superAdmin, `select public.delete_company('${world.id("platform")}')`),
    ).toMatchObject({ code: "PT409", error: { hint: "platform" } });
  });
});

describe("business login", () => {
  inside("finds profile and channel, and makes what is missing once", async (tx) => {
    const { owner, traveller } = world.people;
    await tx`delete from public.channels where user_id = ${owner}`;
    await tx`delete from public.userprofiles where userid = ${owner}`;
    await actAs(tx, owner);
    const [first] = await tx`select * from public.ensure_traveller_profile_and_channel()`;
    const [again] = await tx`select * from public.ensure_traveller_profile_and_channel()`;
    expect(first).toEqual({ businessid: owner, userid: owner, channel_id: expect.any(String) });
    expect(again).toEqual(first);
    expect(
      await rowsAs(tx, traveller, "select * from public.ensure_traveller_profile_and_channel()"),
    ).toEqual([]);
    expect(await refusal(tx, null, "select public.ensure_traveller_profile_and_channel()")).toBe(
      "42501",
    );
  });
});

describe("reads", () => {
  const contract = [
    "address",
    "created_at",
    "created_by",
    "default_questions",
    "description",
    "id",
    "name",
    "owned_by",
    "parent_experience",
    "photos",
    "photos_id",
    "primary_keyword",
    "primary_photo",
    "primary_photo_id",
    "primary_video",
    "primary_video_id",
    "status",
    "thumbnail_description",
    "updated_at",
    "url_slug",
  ]; // prettier-ignore

  inside("list active experiences for travellers, the platform's own aside", async (tx) => {
    const rows = await rowsAs(
      tx,
      world.people.traveller,
      "select * from public.list_experiences()",
    );
    const mine = rows.filter((row) => row.owned_by === world.id("acme"));
    expect(mine).toMatchObject([
      {
        id: world.id("acme active"),
        completed: true,
        company_accounts: { id: world.id("acme"), name: expect.stringContaining("acme") },
      },
    ]);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      [...contract, "company_accounts", "completed"].sort(),
    );
    expect(rows.map((row) => row.id)).not.toContain(world.id("platform active"));
    expect(rows.filter((row) => row.status !== "active")).toEqual([]);
    const others = await rowsAs(tx, world.people.former, "select * from public.list_experiences()");
    expect(others.filter((row) => row.completed)).toEqual([]);
    expect(await refusal(tx, null, "select public.list_experiences()")).toBe("42501");
  });

  inside("page without gaps or repeats, ties included", async (tx) => {
    await tx`insert into public.experiences (owned_by, created_by, name, status, created_at)
      select ${world.id("other")}, null, 'page ' || n, 'active', now() - (n / 3) * interval '1 day'
      from generate_series(1, 20) as n`;
    const all = await rowsAs(
      tx,
      null,
      "select id, created_at::text from public.list_public_experiences()",
    );
    expect(all.length).toBeGreaterThanOrEqual(22);
    const paged: string[] = [];
    let last: { id: string; created_at: string } | undefined;
    for (let page = 0; page < 20; page += 1) {
      const rows = await rowsAs<{ id: string; created_at: string }>(
        tx,
        null,
        `select id, created_at::text from public.list_public_experiences(4, $1::text::timestamptz, $2)`,
        [last?.created_at ?? null, last?.id ?? null],
      );
      paged.push(...rows.map((row) => row.id));
      last = rows.at(-1);
      if (rows.length < 4) break;
    }
    expect(paged).toEqual(all.map((row) => row.id));
  });

  inside("name owner and creator to the public, and nothing unpublished", async (tx) => {
    const one = (name: string) => `select * from public.get_public_experience('${world.id(name)}')`;
    const [shown] = await rowsAs(tx, null, one("acme active"));
    expect(shown).toMatchObject({
      owner: expect.stringContaining("acme"),
      created_by: expect.stringContaining("editor_"),
      owned_by: world.id("acme"),
    });
    expect(Object.keys(shown ?? {}).sort()).toEqual([...contract, "owner"].sort());
    expect(await rowsAs(tx, null, one("platform active"))).toHaveLength(1);
    for (const who of [null, world.people.owner, world.people.superAdmin]) {
      expect(await rowsAs(tx, who, one("acme inactive"))).toEqual([]);
      expect(await rowsAs(tx, who, one("acme internal"))).toEqual([]);
    }
    const list = await rowsAs(tx, null, "select * from public.list_public_experiences()");
    expect(list.map((row) => row.id)).not.toContain(world.id("platform active"));
    expect(list.filter((row) => row.status !== "active")).toEqual([]);
  });

  inside("list business experiences by company, all for a super admin", async (tx) => {
    const names = async (who: string, creator?: string) =>
      (
        await rowsAs(tx, who, "select name from public.list_business_experiences($1)", [
          creator ?? null,
        ])
      ).map((row) => row.name);
    expect((await names(world.people.member)).sort()).toEqual(["acme active", "acme inactive"]);
    expect(await names(world.people.member, world.people.former)).toEqual(["acme inactive"]);
    expect(await names(world.people.traveller)).toEqual([]);
    expect(await names(world.people.superAdmin)).toEqual(
      expect.arrayContaining(["acme inactive", "other inactive", "gone inactive"]),
    );
  });

  inside("show every live company with owner, logo and banner to anybody signed in", async (tx) => {
    await tx`update public.company_accounts set logo_id = ${world.id("acme picture")}
      where id = ${world.id("acme")}`;
    const [card] = await rowsAs(
      tx,
      world.people.traveller,
      `select * from public.get_company('${world.id("acme")}')`,
    );
    expect(card).toEqual({
      id: world.id("acme"),
      name: expect.stringContaining("acme"),
      created_at: expect.any(Date),
      description: null,
      slogan: null,
      business_owner: {
        businessid: world.people.owner,
        username: expect.stringContaining("owner_"),
        created: expect.any(String),
      },
      banner: null,
      logo: { url: expect.stringContaining("https://files.test/") },
    });
    const list = await rowsAs(tx, world.people.traveller, "select * from public.list_companies()");
    expect(list.map((row) => row.id)).toEqual(
      expect.arrayContaining([world.id("acme"), world.id("other"), world.id("platform")]),
    );
    expect(list.map((row) => row.id)).not.toContain(world.id("gone"));
    expect(
      await rowsAs(
        tx,
        world.people.owner,
        `select * from public.get_company('${world.id("gone")}')`,
      ),
    ).toEqual([]);
    for (const read of ["list_companies()", `get_company('${world.id("acme")}')`]) {
      expect(await refusal(tx, null, `select public.${read}`)).toBe("42501");
    }
  });

  it("say what somebody is in a company", async () => {
    await rolledBack(sql, async (tx) => {
      const roles: Record<string, unknown> = {};
      for (const actor of actors) {
        const outcome = await attempt(
          tx,
          world.caller(actor),
          `select role, is_owner from public.company_access('${world.id("acme")}')`,
        );
        roles[actor] = "code" in outcome ? outcome.code : outcome.rows[0]?.role;
      }
      expect(roles).toEqual({
        signedOut: "42501",
        stranger: null,
        traveller: null,
        former: null,
        member: "member",
        editor: "editor",
        admin: "admin",
        owner: "admin",
        superAdmin: "SUPER_ADMIN",
      });
    });
  });

  inside("list members to members", async (tx) => {
    const list = `select * from public.list_company_members('${world.id("acme")}')`;
    const rows = await rowsAs(tx, world.people.member, list);
    expect(rows.map((row) => row.role).sort()).toEqual(["admin", "admin", "editor", "member"]);
    expect(rows[0]).toEqual({
      id: expect.any(String),
      role: expect.any(String),
      username: expect.any(String),
      email: expect.any(String),
      businessname: expect.any(String),
      joined_on: expect.any(Date),
      membership_id: expect.any(String),
    });
    expect(
      await rowsAs(
        tx,
        world.people.member,
        `select * from public.list_company_members('${world.id("acme")}', 'editor')`,
      ),
    ).toHaveLength(1);
    expect(await rowsAs(tx, world.people.superAdmin, list)).toHaveLength(4);
    for (const who of [world.people.stranger, world.people.former]) {
      expect(await rowsAs(tx, who, list)).toEqual([]);
    }
  });

  inside("show a business profile with the companies the reader shares", async (tx) => {
    const profile = (of: string | null, company: string | null = null) =>
      ["select * from public.get_business_profile($1, $2)", [of, company]] as const;
    const [first] = await rowsAs(tx, world.people.owner, ...profile(null));
    expect(first?.first_time).toBe(true);
    await tx`update auth.users set created_at = now() - interval '1 day', last_sign_in_at = now()
      where id = ${world.people.owner}`;
    const [own] = await rowsAs(tx, world.people.owner, ...profile(null));
    expect(own).toMatchObject({ businessid: world.people.owner, first_time: false, type: null });
    expect(own?.companies).toEqual([
      { id: world.id("acme"), name: expect.any(String), is_deleted: false, role: "admin" },
    ]);
    const [none] = await rowsAs(tx, world.people.owner, ...profile(null, "no such name"));
    expect(none?.companies).toEqual([]);
    expect(await rowsAs(tx, world.people.member, ...profile(world.people.owner))).toHaveLength(1);
    for (const who of [world.people.stranger, world.people.traveller, world.people.former]) {
      expect(await rowsAs(tx, who, ...profile(world.people.owner))).toEqual([]);
    }
  });

  inside("list the caller's companies once, with the highest role", async (tx) => {
    await tx`insert into public.company_members (company_id, member_id, role)
      values (${world.id("acme")}, ${world.people.editor}, 'member')`;
    expect(
      await rowsAs(tx, world.people.editor, "select id, role, is_owner from public.my_companies()"),
    ).toEqual([{ id: world.id("acme"), role: "editor", is_owner: false }]);
    expect(await rowsAs(tx, world.people.admin, "select id from public.my_companies()")).toEqual([
      { id: world.id("acme") },
    ]);
    expect(await rowsAs(tx, world.people.former, "select id from public.my_companies()")).toEqual(
      [],
    );
  });

  inside("page, search, filter and sort a company's experiences", async (tx) => {
    const acme = world.id("acme");
    await tx`insert into public.experiences (owned_by, name, address, status) values
      (${acme}, 'Chợ Đồng Xuân', 'Hà Nội', 'active'),
      (${acme}, '100% cacao_walk', null, 'inactive')`;
    const page = async (who: string | null, more = "") => {
      const [row] = await rowsAs<{ total: string; experiences: { name: string }[] }>(
        tx,
        who,
        `select * from public.list_company_experiences('${acme}'${more})`,
      );
      return { total: Number(row?.total), names: row?.experiences.map((one) => one.name) };
    };
    const { member, stranger, traveller } = world.people;
    expect(await page(member, ", p_sort => 'name', p_descending => false")).toEqual({
      total: 5,
      names: ["100% cacao_walk", "acme active", "acme inactive", "acme internal", "Chợ Đồng Xuân"],
    });
    expect(await page(member, ", p_search => 'DONG xuan ha noi'")).toEqual({
      total: 1,
      names: ["Chợ Đồng Xuân"],
    });
    expect(await page(member, ", p_search => 'ben thanh', p_status => '{internal}'")).toEqual({
      total: 1,
      names: ["acme internal"],
    });
    expect((await page(member, ", p_search => '%'")).names).toEqual(["100% cacao_walk"]);
    expect((await page(member, ", p_search => 'o_w'")).names).toEqual(["100% cacao_walk"]);
    expect(await page(member, ", p_limit => 2, p_offset => 4, p_sort => 'name'")).toEqual({
      total: 5,
      names: ["100% cacao_walk"],
    });
    expect(await page(member, ", p_offset => 100")).toEqual({ total: 5, names: [] });
    for (const sort of ["created_at", "updated_at", "status"]) {
      expect((await page(member, `, p_sort => '${sort}'`)).names).toHaveLength(5);
    }
    // Outsiders see what is published, as everywhere.
    expect((await page(stranger)).total).toBe(2);
    expect((await page(traveller, ", p_status => '{internal}'")).total).toBe(0);
    expect(
      await refusal(
        tx,
        member,
        `select public.list_company_experiences('${acme}', p_sort => 'id;')`,
      ),
    ).toBe("22023");
    expect(await refusal(tx, null, `select public.list_company_experiences('${acme}')`)).toBe(
      "42501",
    );
  });

  inside("count for members of the company, its own people aside", async (tx) => {
    const overview = `select * from public.company_overview('${world.id("acme")}')`;
    for (const who of ["member", "superAdmin"] as const) {
      const [counts] = await rowsAs(tx, world.people[who], overview);
      expect(
        Object.fromEntries(Object.entries(counts ?? {}).map(([k, v]) => [k, Number(v)])),
      ).toEqual({
        experiences_active: 1,
        experiences_inactive: 1,
        experiences_internal: 1,
        members: 4,
        admins: 2,
        editors: 1,
        plain_members: 1,
        visits: 1,
        visitors: 1,
        stories: 1,
        storytellers: 1,
      });
    }
    for (const who of ["stranger", "traveller", "former"] as const) {
      expect(await rowsAs(tx, world.people[who], overview)).toEqual([]);
    }
    expect(await refusal(tx, null, overview)).toBe("42501");
    const [row] = await rowsAs(
      tx,
      world.people.member,
      `select experiences from public.list_company_experiences('${world.id("acme")}', p_status => '{active}')`,
    );
    expect(row?.experiences).toMatchObject([{ name: "acme active", visits: 1, stories: 1 }]);
  });
});
