/** The media library, and uploads in parts: for whom, and what belongs together. */
import { describe, expect } from "vitest";
import { actAs, refusal, rowsAs, type Tx, undone } from "./harness.ts";
import { openWorld } from "./world.ts";

const { world, inside } = await openWorld();

/** Rows of a statement run as somebody, and what it changed stays until the test ends. */
async function done<T>(tx: Tx, who: string, statement: string, parameters: string[]): Promise<T[]> {
  await actAs(tx, who);
  const rows = await tx.unsafe(statement, parameters as never[]);
  await tx`select set_config('role', 'none', true)`;
  return [...rows] as T[];
}

type Listed = { id: string; uses: { kind: string; name: string; experience_id: string | null }[] };

const list = (tx: Tx, who: string | null, ...filter: (string | null)[]) =>
  rowsAs<Listed>(tx, who, "select * from public.list_company_media($1, $2, $3)", [
    world.id("acme"),
    filter[0] ?? null,
    filter[1] ?? null,
  ]);
const remove = (tx: Tx, who: string, name = "acme picture") =>
  done<{ path: string }>(tx, who, "select * from public.delete_company_media($1, $2)", [
    world.id("acme"),
    world.id(name),
  ]);

/** Shows the company's picture everywhere a company can. */
async function showEverywhere(tx: Tx): Promise<string> {
  const picture = world.id("acme picture");
  const [{ url } = { url: "" }] = await tx<{ url: string }[]>`
    select url from public.media_assets where id = ${picture}`;
  await tx`update public.company_accounts set logo_id = ${picture} where id = ${world.id("acme")}`;
  await tx`update public.experiences set primary_photo_id = ${picture}, primary_photo = ${url},
      photos_id = ${[picture]}, photos = ${[url, "https://x.test/other.jpg"]}
    where id = ${world.id("acme internal")}`;
  await tx`update public.experience_details set media = ${[url]}
    where id = ${world.id("block of acme active")}`;
  await tx`update public.activities set primary_photo = ${url}
    where id = ${world.id("activity of acme active")}`;
  return url;
}

describe("the media library", () => {
  inside("shows a company's people its files, with size, use and place", async (tx) => {
    await showEverywhere(tx);
    const [file, ...others] = await list(tx, world.people.member);
    expect(others).toEqual([]);
    expect(file?.id).toBe(world.id("acme picture"));
    expect(file?.uses.map(({ kind }) => kind)).toEqual([
      "activity",
      "block",
      "company",
      "experience",
    ]);
    expect(file?.uses.at(-1)).toMatchObject({
      name: "acme internal",
      experience_id: world.id("acme internal"),
    });
    expect(await list(tx, world.people.member, "logo")).toEqual([]);
    expect(await list(tx, world.people.member, null, "video")).toEqual([]);
    expect(await list(tx, world.people.member, null, "image")).toHaveLength(1);
  });

  inside("is nobody else's business", async (tx) => {
    for (const who of ["stranger", "traveller"] as const) {
      expect(await list(tx, world.people[who])).toEqual([]);
    }
    expect(
      await refusal(tx, null, "select * from public.list_company_media($1)", [world.id("acme")]),
    ).toBe("42501");
  });

  inside("counts files and bytes", async (tx) => {
    await tx`update public.media_assets set size_bytes = 1234, usage = 'gallery'
      where id = ${world.id("acme picture")}`;
    const totals = await rowsAs(
      tx,
      world.people.member,
      "select * from public.company_media_totals($1)",
      [world.id("acme")],
    );
    expect(totals).toEqual([{ usage: "gallery", kind: "image", files: "1", bytes: "1234" }]);
  });

  inside("a file that goes is shown nowhere any more", async (tx) => {
    const url = await showEverywhere(tx);
    const [place] = await remove(tx, world.people.editor);
    expect(place?.path).toBe(world.id("path of acme picture"));
    const [experience] = await tx`select primary_photo, primary_photo_id, photos, photos_id
      from public.experiences where id = ${world.id("acme internal")}`;
    expect(experience).toEqual({
      primary_photo: null,
      primary_photo_id: null,
      photos: ["https://x.test/other.jpg"],
      photos_id: [],
    });
    const left = await tx`
      select 1 from public.media_assets where id = ${world.id("acme picture")}
      union all select 1 from public.experience_details where ${url} = any (media)
      union all select 1 from public.activities where primary_photo = ${url}
      union all select 1 from public.company_accounts where logo_id = ${world.id("acme picture")}`;
    expect(left).toHaveLength(0);
  });

  inside("whoever may not delete changes nothing", async (tx) => {
    await showEverywhere(tx);
    for (const who of ["member", "stranger", "former", "traveller"] as const) {
      expect(await remove(tx, world.people[who])).toEqual([]);
    }
    // Of another company, or of none.
    expect(await remove(tx, world.people.editor, "other picture")).toEqual([]);
    expect(await remove(tx, world.people.editor, "editor picture")).toEqual([]);
    const [file] = await list(tx, world.people.member);
    expect(file?.uses).toHaveLength(4);
  });
});

describe("another file in the place of one", () => {
  const REPLACE = "select public.replace_media_everywhere($1, $2) as places";
  const replace = async (tx: Tx, who: string, old = "acme picture", other = "editor picture") => {
    const [row] = await done<{ places: number }>(tx, who, REPLACE, [
      world.id(old),
      world.id(other),
    ]);
    return row?.places;
  };

  /** Everything that names a file, by id or link, with the names of files in place of both. */
  async function shown(tx: Tx, file: string) {
    const id = world.id(file);
    const rows = await tx<{ place: string }[]>`
      with file as (select id, url from public.media_assets where id = ${id})
      select place from (
        select 'logo' as place from public.company_accounts c, file where c.logo_id = file.id
        union all select 'cover' from public.experiences e, file where e.primary_photo_id = file.id
        union all select 'cover link' from public.experiences e, file
          where e.primary_photo = file.url
        union all select 'gallery ' || array_position(e.photos_id, file.id)
          from public.experiences e, file where file.id = any (e.photos_id)
        union all select 'gallery link ' || array_position(e.photos, file.url)
          from public.experiences e, file where file.url = any (e.photos)
        union all select 'block' from public.experience_details d, file
          where file.url = any (d.media)
        union all select 'block by id' from public.experience_details d, file
          where d.media_id = file.id
        union all select 'activity' from public.activities a, file where a.primary_photo = file.url
        union all select 'place' from public.locations l, file where l.primary_photo_id = file.id
        union all select 'story' from public.story_media s, file where s.media_id = file.id
        union all select 'comment' from public.comment_media c, file where c.media_id = file.id
      ) as all_places order by 1`;
    return rows.map(({ place }) => place);
  }
  const EVERYWHERE = [
    "activity",
    "block",
    "block by id",
    "comment",
    "cover",
    "cover link",
    "gallery 1",
    "gallery link 1",
    "logo",
    "place",
    "story",
  ];

  async function showInStoriesToo(tx: Tx) {
    const url = await showEverywhere(tx);
    const picture = world.id("acme picture");
    await tx`delete from public.story_media`;
    await tx`delete from public.comment_media`;
    await tx`update public.experience_details set media_id = ${picture}
      where id = ${world.id("block of acme active")}`;
    await tx`update public.locations set primary_photo_id = ${picture} where id = (
      select id from public.locations where experience_id = ${world.id("acme active")} limit 1)`;
    await tx`insert into public.story_media (story_id, media_id)
      values (${world.id("story of traveller")}, ${picture})`;
    await tx`insert into public.comment_media (comment_id, media_id)
      values (${world.id("comment of stranger")}, ${picture})`;
    return url;
  }

  inside("is shown wherever the other was, in one place of each list", async (tx) => {
    const url = await showInStoriesToo(tx);
    const other = world.id("editor picture");
    await tx`update public.media_assets set company_id = ${world.id("acme")} where id = ${other}`;
    // It is in the gallery already, behind the one that goes.
    await tx`update public.experiences set photos_id = ${[world.id("acme picture"), other]}
      where id = ${world.id("acme internal")}`;
    expect(await shown(tx, "acme picture")).toEqual(EVERYWHERE);
    // Company, experience, block, activity, place, story, comment.
    expect(await replace(tx, world.people.admin)).toBe(7);
    expect(await shown(tx, "acme picture")).toEqual([]);
    expect(await shown(tx, "editor picture")).toEqual(EVERYWHERE);
    const [experience] = await tx`select photos, photos_id from public.experiences
      where id = ${world.id("acme internal")}`;
    expect(experience?.photos).toHaveLength(2);
    expect(experience?.photos?.[0]).not.toBe(url);
    expect(experience?.photos_id).toEqual([other]);
    expect(
      await tx`select 1 from public.media_assets where id = ${world.id("acme picture")}`,
    ).toHaveLength(1);
  });

  inside("an editor's own picture becomes the company's", async (tx) => {
    await showInStoriesToo(tx);
    await tx`update public.company_accounts set logo_id = null`;
    await tx`update public.media_assets set usage = 'gallery', alt = 'A bridge'
      where id = ${world.id("acme picture")}`;
    expect(await replace(tx, world.people.editor)).toBe(6);
    const [file] = await tx`select company_id, usage, alt from public.media_assets
      where id = ${world.id("editor picture")}`;
    expect(file).toEqual({ company_id: world.id("acme"), usage: "gallery", alt: "A bridge" });
  });

  inside("links to one file that were signed at different times are one file", async (tx) => {
    const link = "https://files.test/storage/v1/object/sign/experience/a/b/c.jpg?token=";
    await tx`update public.media_assets set url = ${`${link}first`}
      where id = ${world.id("acme picture")}`;
    await tx`update public.experiences set photos = ${[`${link}second`, `${link}third`]}
      where id = ${world.id("acme internal")}`;
    await replace(tx, world.people.editor);
    expect(await shown(tx, "editor picture")).toContain("gallery link 1");
    const [{ photos } = { photos: [] }] = await tx<{ photos: string[] }[]>`
      select photos from public.experiences where id = ${world.id("acme internal")}`;
    expect(photos).toHaveLength(1);
  });

  inside("only by those who may, with a file of theirs, of the same kind", async (tx) => {
    await showInStoriesToo(tx);
    const [acme, editors] = [world.id("acme picture"), world.id("editor picture")];
    const { admin, editor, member, stranger, former, traveller } = world.people;
    for (const [who, old, other] of [
      [member, acme, editors],
      [stranger, acme, world.id("stranger picture")],
      [former, acme, editors],
      [traveller, acme, world.id("traveller picture")],
      // Somebody else's, another company's, nobody's.
      [admin, acme, editors],
      [editor, acme, world.id("other picture")],
      [editor, world.id("other picture"), editors],
      [editor, editors, acme],
      [editor, acme, crypto.randomUUID()],
    ]) {
      expect(await refusal(tx, who as string, REPLACE, [old, other])).toBe("P0002");
    }
    expect(await refusal(tx, null, REPLACE, [acme, editors])).toBe("42501");
    // The logo is an admin's.
    expect(await refusal(tx, editor, REPLACE, [acme, editors])).toBe("PT409");
    expect(await refusal(tx, admin, REPLACE, [acme, acme])).toBe("PT409");
    await tx`update public.company_accounts set logo_id = null`;
    await tx`update public.media_assets set mime_type = 'video/mp4' where id = ${editors}`;
    expect(await refusal(tx, editor, REPLACE, [acme, editors])).toBe("PT409");
    expect(await shown(tx, "editor picture")).toEqual([]);
  });
});

describe("links to what is no longer public", () => {
  /** What the server would move, by the names of files. */
  async function listed(tx: Tx): Promise<string[]> {
    await tx`set local role service_role`;
    const rows = await tx<{ media_id: string }[]>`
      select media_id from public.list_withdrawn_links()`;
    await tx`set local role none`;
    const names = ["acme picture", "editor picture", "traveller picture", "other picture"];
    return rows.map(({ media_id }) => names.find((name) => world.id(name) === media_id) ?? "?");
  }
  const become = (tx: Tx, status: string, experience = "acme active") =>
    tx`update public.experiences set status = ${status} where id = ${world.id(experience)}`;
  /** Nothing is shown anywhere, and nothing is to be moved. */
  async function empty(tx: Tx) {
    await tx`delete from public.withdrawn_links`;
    await tx`delete from public.story_media`;
    await tx`delete from public.comment_media`;
  }

  inside("are noted wherever the experience showed them, by id or link", async (tx) => {
    const [{ url } = { url: "" }] = await tx<{ url: string }[]>`
      select url from public.media_assets where id = ${world.id("acme picture")}`;
    const [picture, here] = [world.id("acme picture"), world.id("acme active")];
    const ways: ((inner: Tx) => Promise<unknown>)[] = [
      (inner) =>
        inner`update public.experiences set primary_photo_id = ${picture} where id = ${here}`,
      (inner) => inner`update public.experiences set primary_video = ${url} where id = ${here}`,
      (inner) => inner`update public.experiences set photos_id = ${[picture]} where id = ${here}`,
      (inner) => inner`update public.experiences set photos = ${["https://x.test/a.jpg", url]}
        where id = ${here}`,
      (inner) => inner`update public.experience_details set media = ${[url]}
        where experience_id = ${here}`,
      (inner) => inner`update public.experience_details set media_id = ${picture}
        where experience_id = ${here}`,
      (inner) =>
        inner`update public.activities set photos = ${[url]} where experience_id = ${here}`,
      (inner) => inner`update public.locations set primary_photo = ${url}
        where experience_id = ${here}`,
    ];
    for (const [index, show] of ways.entries()) {
      const found = await undone(tx, async (inner) => {
        await empty(inner);
        await show(inner);
        expect(await listed(inner)).toEqual([]);
        await become(inner, index % 2 ? "internal" : "inactive");
        return listed(inner);
      });
      expect(found, String(index)).toEqual(["acme picture"]);
    }
  });

  inside("stay while the file is shown to the public elsewhere", async (tx) => {
    const [picture, here] = [world.id("acme picture"), world.id("acme active")];
    const [{ url } = { url: "" }] = await tx<{ url: string }[]>`
      select url from public.media_assets where id = ${picture}`;
    await empty(tx);
    await tx`update public.experiences set primary_photo_id = ${picture} where id = ${here}`;
    const [second] = await tx<{ id: string }[]>`
      insert into public.experiences (owned_by, created_by, name, status)
      values (${world.id("acme")}, ${world.people.editor}, 'another', 'active') returning id`;
    const elsewhere: ((inner: Tx) => Promise<unknown>)[] = [
      (inner) => inner`update public.company_accounts set logo_id = ${picture}`,
      (inner) => inner`insert into public.story_media (story_id, media_id)
        values (${world.id("story of traveller")}, ${picture})`,
      (inner) => inner`insert into public.comment_media (comment_id, media_id)
        values (${world.id("comment of stranger")}, ${picture})`,
      (inner) =>
        inner`update public.experiences set photos = ${[url]} where id = ${second?.id ?? ""}`,
      (inner) => inner`insert into public.experience_details (experience_id, type, media)
        values (${second?.id ?? ""}, 'iconic_photos', ${[url]})`,
      (inner) => inner`insert into public.activities (experience_id, primary_photo_id)
        values (${second?.id ?? ""}, ${picture})`,
      (inner) => inner`insert into public.locations (experience_id, primary_photo)
        values (${second?.id ?? ""}, ${url})`,
      // Public again before anybody moved it.
      (inner) => become(inner, "active"),
    ];
    await become(tx, "internal");
    expect(await undone(tx, listed)).toEqual(["acme picture"]);
    for (const [index, show] of elsewhere.entries()) {
      const found = await undone(tx, async (inner) => {
        await show(inner);
        return listed(inner);
      });
      expect(found, String(index)).toEqual([]);
    }
  });

  inside("lead nowhere, and all that shows the file has the new one", async (tx) => {
    const url = await showEverywhere(tx);
    await tx`delete from public.withdrawn_links`;
    await tx`insert into public.withdrawn_links (media_id) values (${world.id("acme picture")})`;
    const path = world.id("path of acme picture");
    const move = (from: string) => tx<{ moved: boolean }[]>`
      select public.move_withdrawn_file(${world.id("acme picture")}, ${from}, 'x/y/new.jpg',
        'https://files.test/new') as moved`;
    await tx`set local role service_role`;
    expect((await move("elsewhere"))[0]?.moved).toBe(false);
    expect((await move(path))[0]?.moved).toBe(true);
    // Once.
    expect((await move(path))[0]?.moved).toBe(false);
    const [left] = await tx`select old_path from public.withdrawn_links`;
    expect(left?.old_path).toBe(path);
    await tx`set local role none`;
    const [file] = await tx`select url, storage_path from public.media_assets
      where id = ${world.id("acme picture")}`;
    expect(file).toEqual({ url: "https://files.test/new", storage_path: "x/y/new.jpg" });
    const old = await tx`
      select 1 from public.experiences where primary_photo = ${url} or ${url} = any (photos)
      union all select 1 from public.experience_details where ${url} = any (media)
      union all select 1 from public.activities where primary_photo = ${url}`;
    expect(old).toEqual([]);
    const [shown] = await tx`select primary_photo, photos[1] as first, primary_photo_id
      from public.experiences where id = ${world.id("acme internal")}`;
    expect(shown).toEqual({
      primary_photo: "https://files.test/new",
      first: "https://files.test/new",
      primary_photo_id: world.id("acme picture"),
    });
  });

  inside("are the server's business alone", async (tx) => {
    for (const who of [null, world.people.admin, world.people.superAdmin]) {
      expect(await refusal(tx, who, "select * from public.list_withdrawn_links()")).toBe("42501");
      expect(
        await refusal(
          tx,
          who,
          "select public.move_withdrawn_file($1, 'a', 'b', 'https://c.test')",
          [world.id("acme picture")],
        ),
      ).toBe("42501");
    }
  });
});

describe("uploads in parts", () => {
  const record = (tx: Tx, who: string, part: number, letter: string) =>
    done<{ answer: Record<string, number> }>(
      tx,
      who,
      "select public.record_upload_part($1, $2::integer, 10, repeat($3, 64)) as answer",
      [world.id("upload of traveller"), String(part), letter],
    );
  const claim = async (tx: Tx, who: string) => {
    const [row] = await done<{ claim: Record<string, unknown> }>(
      tx,
      who,
      "select public.claim_upload($1) as claim",
      [world.id("upload of traveller")],
    );
    return row?.claim;
  };

  inside("parts count once, and one caller puts them together", async (tx) => {
    const { traveller } = world.people;
    expect((await record(tx, traveller, 2, "b"))[0]?.answer).toMatchObject({ received: 2 });
    expect((await record(tx, traveller, 2, "b"))[0]?.answer).toMatchObject({ received: 2 });
    expect(await claim(tx, traveller)).toMatchObject({ outcome: "claimed" });
    expect(await claim(tx, traveller)).toEqual({ outcome: "busy" });
    // Whoever claimed it may have died.
    await tx`update public.uploads set claimed_at = now() - interval '6 minutes'`;
    expect(await claim(tx, traveller)).toMatchObject({ outcome: "claimed" });
  });

  inside("other content is a conflict, a part too many bad input", async (tx) => {
    const call = "select public.record_upload_part($1, $2, 10, repeat('c', 64))";
    const upload = world.id("upload of traveller");
    expect(await refusal(tx, world.people.traveller, call, [upload, 1])).toBe("PT409");
    expect(await refusal(tx, world.people.traveller, call, [upload, 3])).toBe("22023");
    expect(await refusal(tx, world.people.stranger, call, [upload, 2])).toBe("P0002");
    expect(await refusal(tx, null, call, [upload, 2])).toBe("42501");
  });

  inside("the record is the uploader's own, in their own folder", async (tx) => {
    const { traveller, member } = world.people;
    await record(tx, traveller, 2, "b");
    await claim(tx, traveller);
    const finish = "select public.complete_upload($1, $2::text::jsonb)";
    const file = (folder: string) =>
      JSON.stringify({
        bucket: "story",
        storage_path: `${folder}/x/y.png`,
        url: "https://x.test/y.png",
        user_id: member,
        company_id: world.id("acme"),
      });
    const upload = world.id("upload of traveller");
    expect(await refusal(tx, traveller, finish, [upload, file(member)])).toBe("42501");
    expect(await refusal(tx, member, finish, [upload, file(member)])).toBe("P0002");
    await done(tx, traveller, finish, [upload, file(traveller as string)]);
    const [made] = await tx`select m.user_id, m.company_id, u.status
      from public.uploads u join public.media_assets m on m.id = u.media_id where u.id = ${upload}`;
    expect(made).toEqual({ user_id: traveller, company_id: null, status: "completed" });
    expect(await claim(tx, traveller)).toMatchObject({ outcome: "completed" });
  });

  inside("nobody has a hundred of them open", async (tx) => {
    await tx`insert into public.uploads (user_id, file_name, total_parts)
      select ${world.people.traveller}, 'a.jpg', 1 from generate_series(1, 99)`;
    const begin = "insert into public.uploads (file_name, total_parts) values ('a.jpg', 1)";
    expect(await refusal(tx, world.people.traveller, begin)).toBe("PT409");
    expect(await refusal(tx, world.people.member, begin)).toBe("not refused: 1 rows");
  });
});
