/** UploadThing's own client, unchanged, against our ingest. */
import sharp from "sharp";
import { genUploader } from "uploadthing/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UploadRouter } from "../../lib/media/uploadthing/routes.ts";
import { adminClient, baseUrl, type Person, sql, type Team, team } from "./support.ts";
import { NodeRequest } from "./xml-http-request.ts";

const ENDPOINT = `${baseUrl}/api/uploadthing`;

let ours: Team;
let photo: Buffer;

beforeAll(async () => {
  ours = await team();
  // Noise does not compress: about a megabyte.
  photo = await sharp({
    create: {
      width: 700,
      height: 500,
      channels: 3,
      background: "#000",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
});

afterAll(async () => {
  for (const { id } of [ours.owner, ours.editor, ours.member, ours.stranger]) {
    const files = await sql<{ bucket_id: string; name: string }[]>`
      select bucket_id, name from storage.objects where name like ${`${id}/%`}`;
    for (const { bucket_id, name } of files) {
      await adminClient.storage.from(bucket_id).remove([name]);
    }
  }
});

const { uploadFiles } = genUploader<UploadRouter>({ url: ENDPOINT, fetch, package: "test" });
const file = (bytes: Uint8Array, name = "hall.png", type = "image/png") =>
  new File([new Uint8Array(bytes)], name, { type });
const as = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
const input = (more: { attempt?: string; experienceId?: string } = {}) => ({
  companyId: ours.companyId,
  title: "Post office",
  ...more,
});

async function leftOf({ id }: Person) {
  const [row] = await sql`
    select (select count(*)::int from storage.objects where name like ${`${id}/%`}) as files,
      (select count(*)::int from public.media_assets where user_id = ${id}) as records`;
  return row;
}

describe("UploadThing's client", () => {
  test("brings several pictures, each with its record", async () => {
    const done = await uploadFiles("gallery", {
      files: [file(photo), file(photo, "again.png")],
      input: input(),
      headers: as(ours.editor),
    });
    expect(done).toHaveLength(2);
    for (const { serverData } of done) {
      expect(serverData).toMatchObject({ status: "stored" });
      if (serverData.status !== "stored") continue;
      const { id, url } = serverData.picture;
      expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(photo)).toBe(true);
      const [row] = await sql`select user_id, company_id, bucket, usage, mime_type,
        size_bytes::int as size, width, height from public.media_assets where id = ${id}`;
      expect(row).toEqual({
        user_id: ours.editor.id,
        company_id: ours.companyId,
        bucket: "experience",
        usage: "gallery",
        mime_type: "image/png",
        size: photo.length,
        width: 700,
        height: 500,
      });
    }
    const [parts] = await sql`select count(*)::int as left from storage.objects
      where bucket_id = 'uploads' and name like ${`${ours.editor.id}/%`}`;
    expect(parts?.left).toBe(0);
  });

  test("goes on where a cut connection ended, byte for byte", async () => {
    const attempt = crypto.randomUUID();
    const send = () =>
      uploadFiles("gallery", {
        files: [file(photo)],
        input: input({ attempt }),
        headers: as(ours.editor),
      });
    NodeRequest.cutAfter = 300_000;
    await expect(send()).rejects.toThrow();
    await expect
      .poll(async () => {
        const [row] = await sql`select received::int from public.ingest_files
          where custom_id = ${`${ours.editor.id}/${attempt}/0`}`;
        return row?.received;
      })
      .toBeGreaterThan(100_000);

    NodeRequest.sent = [];
    const [done] = await send();
    expect(Number(/\d+/.exec(NodeRequest.sent[0]?.range ?? "")?.[0])).toBeGreaterThan(100_000);
    expect(done?.serverData.status).toBe("stored");
    if (done?.serverData.status !== "stored") return;
    const back = await fetch(done.serverData.picture.url);
    expect(Buffer.from(await back.arrayBuffer()).equals(photo)).toBe(true);

    // Once more, because the answer was lost: the same record, nothing stored again.
    const before = await leftOf(ours.editor);
    const [again] = await send();
    expect(again?.serverData).toEqual(done.serverData);
    expect(await leftOf(ours.editor)).toEqual(before);
  });

  test("is refused before a byte moves: strangers, low roles, foreign records, sizes, types", async () => {
    NodeRequest.sent = [];
    const refused = async (
      who: Person | null,
      slug: "gallery" | "logo",
      one: File,
      more = {},
    ): Promise<string> => {
      const attempt = uploadFiles(slug, {
        files: [one],
        input: input(more),
        headers: who ? as(who) : {},
      });
      return attempt.then(
        () => "taken",
        (error: Error) => error.message,
      );
    };
    const notAllowed = "You may not add files to this company.";
    expect(await refused(null, "gallery", file(photo))).toBe("Sign in to add files.");
    expect(await refused(ours.stranger, "gallery", file(photo))).toBe(notAllowed);
    expect(await refused(ours.member, "gallery", file(photo))).toBe(notAllowed);
    expect(await refused(ours.editor, "logo", file(photo))).toBe(notAllowed);
    expect(
      await refused(ours.editor, "gallery", file(photo), { experienceId: crypto.randomUUID() }),
    ).toBe("There is no such experience.");
    expect(await refused(ours.editor, "gallery", file(Buffer.alloc(4_600_000), "huge.png"))).toBe(
      "“huge.png” has 4.6 MB. Pictures may have up to 4.5 MB.",
    );
    expect(await refused(ours.editor, "gallery", file(photo, "drawing.svg", "image/svg+xml"))).toBe(
      "“drawing.svg” is not a JPEG, PNG or WebP picture.",
    );
    expect(await refused(ours.editor, "gallery", file(photo), { role: "admin" })).toBe(
      "Invalid input",
    );
    expect(NodeRequest.sent).toEqual([]);
    expect(await leftOf(ours.stranger)).toEqual({ files: 0, records: 0 });
  });

  test("learns that a file is not what it says, and nothing of it stays", async () => {
    const before = await leftOf(ours.owner);
    const [done] = await uploadFiles("logo", {
      files: [file(Buffer.from("<html><script>alert(1)</script></html>"), "page.png")],
      input: input(),
      headers: as(ours.owner),
    });
    expect(done?.serverData).toEqual({
      status: "refused",
      message: "This file is not a JPEG, PNG or WebP picture.",
    });
    expect(await leftOf(ours.owner)).toEqual(before);
  });
});

describe("the ingest", () => {
  const open = async () => {
    const answer = await fetch(`${ENDPOINT}?actionType=upload&slug=gallery`, {
      method: "POST",
      headers: { ...as(ours.editor), "content-type": "application/json" },
      body: JSON.stringify({
        files: [{ name: "hall.png", size: photo.length, type: "image/png" }],
        input: input(),
      }),
    });
    const [{ url, key }] = (await answer.json()) as [{ url: string; key: string }];
    return { url, key };
  };
  const put = (url: string, bytes: Uint8Array, start = 0) => {
    const body = new FormData();
    body.append("file", file(bytes));
    return fetch(url, { method: "PUT", headers: { range: `bytes=${start}-` }, body });
  };

  test("takes only what it signed, up to the size it signed", async () => {
    const { url, key } = await open();
    const changed = url.replace(/(x-ut-file-size=)\d+/, "$19");
    for (const wrong of [changed, `${url.slice(0, -1)}x`, url.split("&signature")[0] ?? ""]) {
      expect((await fetch(wrong, { method: "HEAD" })).status).toBe(403);
      expect((await put(wrong, photo)).status).toBe(403);
    }
    const foreign = (await open()).url.replace(/ingest\/[^?]+/, `ingest/${key}`);
    expect((await put(foreign, photo)).status).toBe(403);
    expect((await put(url, Buffer.concat([photo, photo]))).status).toBe(413);
    const gap = await put(url, photo, photo.length - 5);
    expect([gap.status, gap.headers.get("x-ut-range-start")]).toEqual([409, "0"]);
    const head = await fetch(url, { method: "HEAD" });
    expect([head.status, head.headers.get("x-ut-range-start")]).toEqual([200, "0"]);
    expect((await put(url, photo)).status).toBe(200);
  });

  test("puts overlapping pieces together once", async () => {
    const { url } = await open();
    expect((await put(url, photo.subarray(0, 500_000))).status).toBe(400);
    const done = await put(url, photo.subarray(200_000), 200_000);
    const { serverData } = (await done.json()) as { serverData: { picture: { url: string } } };
    const back = await fetch(serverData.picture.url);
    expect(Buffer.from(await back.arrayBuffer()).equals(photo)).toBe(true);
  });

  test("is where the page was opened, as far as that is one of our addresses", async () => {
    const { port } = new URL(baseUrl);
    const own = new URL(baseUrl).origin;
    const twin = own.includes("localhost")
      ? `http://127.0.0.1:${port}`
      : `http://localhost:${port}`;
    for (const [origin, expected] of [
      [own, own],
      [twin, twin],
      ["https://elsewhere.test", own],
      ["null", own],
    ]) {
      const answer = await fetch(`${ENDPOINT}?actionType=upload&slug=gallery`, {
        method: "POST",
        headers: {
          ...as(ours.editor),
          "content-type": "application/json",
          origin: origin as string,
          host: "elsewhere.test",
          "x-forwarded-host": "elsewhere.test",
        },
        body: JSON.stringify({
          files: [{ name: "hall.png", size: photo.length, type: "image/png" }],
          input: input(),
        }),
      });
      const [{ url }] = (await answer.json()) as [{ url: string }];
      expect(new URL(url).origin).toBe(expected);
      // Whichever name it is reached under.
      const reached = url.replace(/^https?:\/\/[^/]+/, own);
      expect((await fetch(reached, { method: "HEAD" })).status).toBe(200);
      if (origin === twin) expect((await put(reached, photo)).status).toBe(200);
    }
  });

  test("hears registrations and results from its router alone", async () => {
    for (const name of ["route-metadata", "callback-result"]) {
      const answer = await fetch(`${ENDPOINT}/ingest/${name}`, {
        method: "POST",
        headers: { "x-uploadthing-api-key": "sk_live_0", "content-type": "application/json" },
        body: "{}",
      });
      expect(answer.status).toBe(403);
    }
    const forged = await fetch(`${ENDPOINT}?slug=gallery`, {
      method: "POST",
      headers: {
        "uploadthing-hook": "callback",
        "x-uploadthing-signature": `hmac-sha256=${"0".repeat(64)}`,
        "content-type": "application/json",
      },
      body: "{}",
    });
    expect(forged.status).toBe(400);
  });
});
