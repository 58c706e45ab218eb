/** Uploads with real files: pictures made here, and a film that ffmpeg made where it is installed. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import sharp from "sharp";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  adminClient,
  authOptions,
  baseUrl,
  call,
  expectFailure,
  type Person,
  person,
  publishableKey,
  sql,
  supabaseUrl,
  type Team,
  team,
} from "./support.ts";

const IMAGE = "/api/v1/storage/upload-image";
const IMAGES = "/api/v1/storage/upload-images";
const VIDEO = "/api/v1/storage/upload-video";
const INITIALIZE = "/api/v1/storage/upload-image/initialize";
const PART = "/api/v1/storage/upload-image/resumable";
const RESUMABLE = "/api/v1/storage/upload-image/resumable/initialize";
const CHUNK = "/api/v1/storage/upload-image/resumable/chunk";
const COMPLETE = "/api/v1/storage/upload-image/resumable/complete";
const OPEN = "/api/v1/storage/uploads";
const FINISH = "/api/v1/storage/uploads/complete";

const NAME = /^[0-9a-f-]{36}\/[a-z0-9-]+\/[0-9a-f]{32}(-c)?\.(jpg|png|webp|gif|avif|mp4|mov|webm)$/;
const YEAR = 31_536_000;

let lan: Person;
let mai: Person;
let ours: Team;
let photo: Buffer;
let clean: Buffer;

beforeAll(async () => {
  [lan, mai, ours] = await Promise.all([person("lan"), person("mai"), team()]);
  const halves = sharp({
    create: { width: 400, height: 200, channels: 3, background: "#0b7a5c" },
  });
  photo = await halves
    .clone()
    .withExif({
      IFD0: { Make: "Testcamera" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "15/1 52/1 3/1" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  clean = await halves.clone().png().toBuffer();
});

afterAll(async () => {
  for (const { id } of [lan, mai, ours.owner, ours.editor, ours.member, ours.stranger]) {
    const files = await sql<{ bucket_id: string; name: string }[]>`
      select bucket_id, name from storage.objects where name like ${`${id}/%`}`;
    for (const { bucket_id, name } of files)
      await adminClient.storage.from(bucket_id).remove([name]);
  }
});

// What is there -----------------------------------------------------------------------------------

/** Everything of a person: nothing may stay of what was refused. */
async function belongings({ id }: Person) {
  const [counts] = await sql`
    select (select count(*)::int from storage.objects where name like ${`${id}/%`}) as files,
      (select count(*)::int from public.media_assets where user_id = ${id}) as records,
      (select count(*)::int from public.upload_parts p join public.uploads u on u.id = upload_id
        where u.user_id = ${id}) as parts`;
  return counts;
}

async function bytesBehind(link: string): Promise<Buffer> {
  const answer = await fetch(link);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

type Fields = Record<string, string | Blob | readonly File[]>;

async function send(path: string, { token }: Person, fields: Fields): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) for (const file of value as File[]) body.append(name, file);
    else body.append(name, value as string | Blob);
  }
  const response = await fetch(baseUrl + path, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}

const file = (bytes: Uint8Array, name: string, type: string) =>
  new File([new Uint8Array(bytes)], name, { type });
const jpeg = (bytes: Uint8Array = photo, name = "photo.jpg") => file(bytes, name, "image/jpeg");
const post = (path: string, { token }: Person, body: unknown) =>
  call("POST", path, { token, body });

function good(answer: Answer): Answer["body"] {
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

// Films -------------------------------------------------------------------------------------------

const hasFfmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;

/** A real film where ffmpeg is installed; otherwise boxes with noise in them, built like one. */
function makeFilm(bytes: number): Buffer {
  if (hasFfmpeg) {
    const folder = mkdtempSync(join(tmpdir(), "travel-buddy-film-"));
    try {
      const seconds = Math.max(1, Math.round(bytes / 400_000));
      execFileSync("ffmpeg", [
        ...[
          "-loglevel",
          "error",
          "-f",
          "lavfi",
          "-i",
          `testsrc2=size=320x240:rate=24:duration=${seconds}`,
        ],
        ...[
          "-f",
          "lavfi",
          "-i",
          `anoisesrc=duration=${seconds}:seed=1`,
          "-c:v",
          "mpeg4",
          "-b:v",
          "3200k",
        ],
        ...["-minrate", "3200k", "-maxrate", "3200k", "-bufsize", "1600k", "-c:a", "aac"],
        join(folder, "film.mp4"),
      ]);
      return readFileSync(join(folder, "film.mp4"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const box = (kind: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8);
    head.write(kind, 4, "latin1");
    return Buffer.concat([head, body]);
  };
  const noise = Buffer.alloc(bytes);
  for (let at = 0; at + 32 <= bytes; at += 32) {
    createHash("sha256").update(String(at)).digest().copy(noise, at);
  }
  return Buffer.concat([
    box("ftyp", Buffer.from("isom\0\0\x02\0isommp41", "latin1")),
    box("moov", Buffer.alloc(100)),
    box("mdat", noise),
  ]);
}

let film: Buffer;
beforeAll(() => {
  film = makeFilm(3_000_000);
});

test.skipIf(!hasFfmpeg)("the film of these tests is a real one", () => {
  expect(film.length).toBeGreaterThan(1_000_000);
  expect(film.toString("latin1", 4, 8)).toBe("ftyp");
});

// Whole files -------------------------------------------------------------------------------------

test("a phone's photo is stored upright, without its place, on record with its size", async () => {
  const fields = { file: jpeg(), bucket: "profile", title: "Chợ Bến Thành" };
  const body = good(await send(IMAGE, lan, fields));
  expect(body).toEqual({
    success: true,
    signedUrl: expect.stringContaining(`${supabaseUrl}/storage/v1/object/sign/profile/${lan.id}/`),
    filePath: expect.stringMatching(NAME),
    media_id: expect.any(String),
    message: expect.any(String),
  });
  expect(body.filePath).toMatch(`${lan.id}/cho-ben-thanh/`);

  const stored = await bytesBehind(body.signedUrl);
  const { width, height, orientation, exif } = await sharp(stored).metadata();
  expect({ width, height, exif }).toEqual({ width: 200, height: 400, exif: undefined });
  expect([undefined, 1]).toContain(orientation);
  expect(stored.toString("latin1")).not.toContain("Testcamera");

  const [row] = await sql`select * from public.media_assets where id = ${body.media_id}`;
  expect(row).toMatchObject({
    user_id: lan.id,
    company_id: null,
    bucket: "profile",
    storage_path: body.filePath,
    url: body.signedUrl,
    usage: "profile",
    mime_type: "image/jpeg",
    size_bytes: String(stored.length),
    width: 200,
    height: 400,
    blur_data_url: expect.stringMatching(/^data:image\/webp;base64,/),
  });
  const token = new URL(body.signedUrl).searchParams.get("token") ?? "";
  const { iat, exp } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  expect(exp - iat).toBe(YEAR);
});

test.each(["/api/v1/storage/upload_image", "/api/storage/upload_image", IMAGE, `${IMAGE}/create`])(
  "a clean picture comes back byte for byte, as base64 and as a form, at %s",
  async (address) => {
    for (const imageBase64 of [
      clean.toString("base64"),
      `data:image/png;base64,${clean.toString("base64")}`,
      clean.toString("base64").replace(/(.{76})/g, "$1\r\n"),
    ]) {
      const body = good(
        await post(address, lan, { imageBase64, bucket: "story", title: "Bridge" }),
      );
      expect((await bytesBehind(body.signedUrl)).equals(clean)).toBe(true);
    }
    const fields = {
      file: file(clean, "bridge.png", "image/png"),
      bucket: "story",
      title: "Bridge",
    };
    const body = good(await send(address, lan, fields));
    expect((await bytesBehind(body.signedUrl)).equals(clean)).toBe(true);
    expect(body.filePath).toMatch(/\.png$/);
  },
);

test("the type is the content's, whatever a phone calls it", async () => {
  const webp = await sharp(clean).webp().toBuffer();
  const fields = { file: jpeg(webp, "IMG_0001.JPG"), bucket: "story", title: "x" };
  const body = good(await send(IMAGE, lan, fields));
  expect(body.filePath).toMatch(/\.webp$/);
  expect((await fetch(body.signedUrl)).headers.get("content-type")).toBe("image/webp");
});

test("a film comes back byte for byte, as base64 and as a form", async () => {
  const target = { bucket: "story", title: "Ferry" };
  for (const address of [VIDEO, "/api/v1/storage/upload_video"]) {
    const sent = good(
      await post(address, lan, { videoBase64: film.toString("base64"), ...target }),
    );
    expect((await bytesBehind(sent.signedUrl)).equals(film)).toBe(true);
    const form = good(
      await send(address, lan, { file: file(film, "ferry.mp4", "video/mp4"), ...target }),
    );
    expect((await bytesBehind(form.signedUrl)).equals(film)).toBe(true);
    const [row] = await sql`select * from public.media_assets where id = ${form.media_id}`;
    expect(row).toMatchObject({ mime_type: "video/mp4", size_bytes: String(film.length) });
  }
});

test("a film loses where it was taken, whichever way it comes, and nothing else", async () => {
  const position = "+15.8801+108.3380/";
  const word = Buffer.from(`\0\0\0\x22udta\0\0\0\x1a\xa9xyz${position}`, "latin1");
  const gone = Buffer.from(`\0\0\0\x22udta\0\0\0\x1afree${"\0".repeat(position.length)}`, "latin1");
  const placed = Buffer.concat([film, word]);
  const target = { bucket: "story", title: "Ferry" };
  const asForm = good(
    await send(VIDEO, lan, { file: file(placed, "placed.mp4", "video/mp4"), ...target }),
  );
  const { parts, id } = await begin(lan, placed, 2_000_000, "placed.mp4");
  let inParts: Answer["body"];
  for (const [index, part] of parts.entries()) {
    inParts = good(await sendPart(lan, id, index + 1, part));
  }
  const ticket = await place(lan, placed, "video/mp4");
  await tus(ticket, placed, lan);
  const straight = good(await finish(lan, ticket));
  for (const { signedUrl } of [asForm, inParts, straight]) {
    expect((await bytesBehind(signedUrl)).equals(Buffer.concat([film, gone]))).toBe(true);
  }
  // The one that was sent straight to the storage is not there any more.
  expect(straight.filePath).not.toBe(ticket.object_name);
  const { data } = await adminClient.storage.from("story").download(ticket.object_name);
  expect(data).toBeNull();
  expect(good(await finish(lan, ticket))).toEqual(straight);
});

test("of several pictures each is reported on its own", async () => {
  const before = await belongings(lan);
  const files = [
    jpeg(),
    jpeg(Buffer.from("<html>"), "page.jpg"),
    file(clean, "b.png", "image/png"),
  ];
  const target = { bucket: "story", title: "Several" };
  for (const name of ["files", "files[]"]) {
    const body = good(await send(IMAGES, lan, { [name]: files, ...target }));
    expect(body).toMatchObject({
      success: false,
      results: [
        { filename: "photo.jpg", success: true, media_id: expect.any(String) },
        { filename: "page.jpg", success: false, error: expect.stringContaining("not a JPEG") },
        { filename: "b.png", success: true, media_id: expect.any(String) },
      ],
    });
    expect(body.signedUrls).toEqual([body.results[0].signedUrl, body.results[2].signedUrl]);
  }
  const imagesBase64 = [clean.toString("base64"), "no base64!", clean.toString("base64")];
  const body = good(await post(IMAGES, lan, { imagesBase64, ...target }));
  expect(body.results.map(({ success }: { success: boolean }) => success)).toEqual([
    true,
    false,
    true,
  ]);
  const after = await belongings(lan);
  expect(after?.files - before?.files).toBe(6);
  expect(after?.records - before?.records).toBe(6);
  // Whom the call itself is wrong for, nobody is stored.
  expectFailure(await send(IMAGES, lan, { files, bucket: "nowhere", title: "x" }), 400, ["bucket"]);
  expectFailure(await send(IMAGES, lan, target), 400, ["files"]);
});

test("30 uploads at once are 30 files", async () => {
  const pictures = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      sharp({
        create: {
          width: 100 + index,
          height: 50,
          channels: 3,
          background: { r: index, g: 1, b: 2 },
        },
      })
        .png()
        .toBuffer(),
    ),
  );
  const answers = await Promise.all(
    pictures.map((bytes) =>
      send(IMAGE, lan, { file: file(bytes, "x.png", "image/png"), bucket: "story", title: "Same" }),
    ),
  );
  const bodies = answers.map(good);
  expect(new Set(bodies.map(({ filePath }) => filePath)).size).toBe(30);
  const stored = await Promise.all(bodies.map(({ signedUrl }) => bytesBehind(signedUrl)));
  stored.forEach((bytes, index) => {
    expect(bytes.equals(pictures[index] as Buffer)).toBe(true);
  });
});

test("the same call with the same key stores one file", async () => {
  const headers = { "idempotency-key": crypto.randomUUID() };
  const body = { imageBase64: clean.toString("base64"), bucket: "story", title: "Once" };
  const first = await call("POST", IMAGE, { token: lan.token, body, headers });
  const again = await call("POST", IMAGE, { token: lan.token, body, headers });
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(again.body).toEqual(first.body);
});

test("registering an uploaded file as old clients do finds its record", async () => {
  const fields = { file: jpeg(), bucket: "experience", title: "Banner" };
  const { signedUrl, media_id } = good(await send(IMAGE, lan, fields));
  const registered = await post("/api/v1/media-assets", lan, { signedUrl, usage: "banner" });
  expect(good(registered).data.id).toBe(media_id);
  const [row] = await sql`select usage from public.media_assets where id = ${media_id}`;
  expect(row?.usage).toBe("banner");
  // Somebody else with the link gets a record of their own, of the link alone.
  const theirs = good(await post("/api/v1/media-assets", mai, { signedUrl }));
  expect(theirs.data.id).not.toBe(media_id);
  for (const bad of [`${supabaseUrl}/storage/v1/object/sign/story/%zz`, "https://x.test/a.jpg"]) {
    expect(good(await post("/api/v1/media-assets", mai, { signedUrl: bad })).data.id).toBeTruthy();
  }
});

// In parts ----------------------------------------------------------------------------------------

const split = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

const sendPart = (who: Person, uploadId: string, number: number, bytes: Uint8Array) =>
  send(PART, who, { uploadId, partNumber: String(number), chunk: blob(bytes) });
const sendChunk = (who: Person, upload_id: string, index: number, bytes: Uint8Array) =>
  send(CHUNK, who, { upload_id, chunk_index: String(index), chunk: blob(bytes) });

async function begin(who: Person, bytes: Buffer, size: number, fileName = "ferry.mp4") {
  const parts = split(bytes, size);
  const body = { fileName, totalParts: parts.length, mimeType: "video/mp4" };
  return { parts, id: good(await post(INITIALIZE, who, body)).uploadId as string };
}

test("two steps: parts in any order, at once and twice; the last one answers the link", async () => {
  const { parts, id } = await begin(lan, film, 700_000, "Phà Cần Giờ.mp4");
  expect(parts.length).toBeGreaterThanOrEqual(3);
  const [first, ...rest] = parts.map((bytes, index) => ({ bytes, number: index + 1 }));
  const early = await Promise.all(
    [...rest, ...rest].toReversed().map(({ bytes, number }) => sendPart(lan, id, number, bytes)),
  );
  for (const answer of early) expect(good(answer).signedUrl).toBeUndefined();
  const state = good(await call("GET", `${PART}?upload_id=${id}`, { token: lan.token }));
  expect(state).toMatchObject({ missing_parts: [1], completed: false });

  const done = good(await sendPart(lan, id, 1, first?.bytes as Buffer));
  expect(done.filePath).toMatch(NAME);
  expect(done.filePath).toContain("/pha-can-gio/");
  expect((await bytesBehind(done.signedUrl)).equals(film)).toBe(true);
  // A lost answer: the part is sent again.
  const again = good(await sendPart(lan, id, 1, first?.bytes as Buffer));
  expect(again).toEqual(done);
  const [left] = await sql`select count(*)::int as count from storage.objects
    where bucket_id = 'uploads' and name like ${`${lan.id}/${id}/%`}`;
  expect(left?.count).toBe(0);
});

test("three steps: the seed's initialize, chunk and complete", async () => {
  const sent = await post(RESUMABLE, lan, {
    filename: "ferry.mp4",
    file_size: film.length,
    chunk_size: 1_000_000,
  });
  const { upload_id, total_chunks, chunk_size } = good(sent);
  expect(chunk_size).toBe(1_000_000);
  expect(total_chunks).toBe(Math.ceil(film.length / 1_000_000));
  const chunks = split(film, chunk_size);
  for (const index of chunks.keys()) {
    if (index === 1) continue;
    const answer = good(await sendChunk(lan, upload_id, index, chunks[index] as Buffer));
    expect(answer).toMatchObject({ chunk_index: index, total: total_chunks });
  }
  const twice = good(await sendChunk(lan, upload_id, 0, chunks[0] as Buffer));
  expect(twice.uploaded).toBe(total_chunks - 1);

  const target = { upload_id, bucket: "experience", title: "Ferry" };
  const early = await post(COMPLETE, lan, target);
  expectFailure(early, 400, ["chunks"]);
  expect(early.body.error).toBe("1 chunk is still missing: 1.");

  good(await sendChunk(lan, upload_id, 1, chunks[1] as Buffer));
  const done = good(await send(COMPLETE, lan, target));
  expect(done).toMatchObject({ success: true, path: expect.stringMatching(NAME) });
  expect((await bytesBehind(done.signedUrl)).equals(film)).toBe(true);
  expect(good(await post(COMPLETE, lan, target))).toEqual(done);
});

test("a photo in parts is cleaned like any other", async () => {
  const { parts, id } = await begin(lan, photo, Math.ceil(photo.length / 3), "photo.jpg");
  const answers: Answer[] = [];
  for (const [index, bytes] of parts.entries()) {
    answers.push(await sendPart(lan, id, index + 1, bytes));
  }
  const { signedUrl, media_id } = good(answers.at(-1) as Answer);
  expect((await bytesBehind(signedUrl)).toString("latin1")).not.toContain("Testcamera");
  const [row] =
    await sql`select width, height, usage from public.media_assets where id = ${media_id}`;
  expect(row).toEqual({ width: 200, height: 400, usage: "story" });
});

test("two clients on one upload: one file, one record, the same answer", async () => {
  const before = await belongings(lan);
  const { upload_id, chunk_size } = good(
    await post(RESUMABLE, lan, { filename: "a.mp4", file_size: film.length, chunk_size: 500_000 }),
  );
  const client = async (order: "up" | "down") => {
    const chunks = [...split(film, chunk_size).entries()];
    if (order === "down") chunks.reverse();
    for (const [index, bytes] of chunks) good(await sendChunk(lan, upload_id, index, bytes));
    return good(await post(COMPLETE, lan, { upload_id, bucket: "story", title: "Both" }));
  };
  const [first, second] = await Promise.all([client("up"), client("down")]);
  expect(first).toEqual(second);
  expect((await bytesBehind(first.signedUrl)).equals(film)).toBe(true);
  const after = await belongings(lan);
  expect(after?.files - before?.files).toBe(1);
  expect(after?.records - before?.records).toBe(1);
});

test("a part with other content does not take the place of the first", async () => {
  const { parts, id } = await begin(lan, film, 1_000_000);
  good(await sendPart(lan, id, 1, parts[0] as Buffer));
  expectFailure(await sendPart(lan, id, 1, parts[1] as Buffer), 409);
  let last: Answer | undefined;
  for (const [index, bytes] of parts.entries()) last = await sendPart(lan, id, index + 1, bytes);
  expect((await bytesBehind(good(last as Answer).signedUrl)).equals(film)).toBe(true);
});

test("what cannot be a part is refused", async () => {
  const { upload_id } = good(
    await post(RESUMABLE, lan, { filename: "a.mp4", file_size: 2_500_000, chunk_size: 1_000_000 }),
  );
  const sized = (index: number, size: number) =>
    sendChunk(lan, upload_id, index, Buffer.alloc(size, 1));
  expectFailure(await sized(0, 999_999), 400, ["chunk"]);
  expectFailure(await sized(2, 1_000_000), 400, ["chunk"]);
  expectFailure(await sized(3, 10), 400, ["chunk_index"]);
  expectFailure(await sized(0, 0), 400, ["chunk"]);
  expectFailure(await sized(0, 5_242_881), 400, ["chunk"]);
  const index = (chunk_index: string) =>
    send(CHUNK, lan, { upload_id, chunk_index, chunk: blob(Buffer.alloc(10)) });
  for (const bad of ["-1", "1.5", "x", "99999999999999999999"]) {
    expectFailure(await index(bad), 400, ["chunk_index"]);
  }
  expectFailure(await post(RESUMABLE, lan, { filename: "a.mp4", file_size: 50_000_001 }), 400, [
    "file_size",
  ]);
  const large = { filename: "a.mp4", file_size: 20_000_000, chunk_size: 5_242_881 };
  expectFailure(await post(RESUMABLE, lan, large), 400, ["chunk_size"]);
  const tiny = { filename: "a.mp4", file_size: 20_000_000, chunk_size: 1 };
  expectFailure(await post(RESUMABLE, lan, tiny), 400, ["chunk_size"]);
});

test("parts that were stored past the API and are larger than recorded are not read", async () => {
  // Recorded as a byte each, they would pass for a picture, which is read into memory.
  const client = createClient(supabaseUrl, publishableKey, {
    ...authOptions,
    accessToken: async () => lan.token,
  });
  const body = { fileName: "big.jpg", totalParts: 2, mimeType: "image/jpeg" };
  const id = good(await post(INITIALIZE, lan, body)).uploadId as string;
  for (const number of [1, 2]) {
    const sha256 = String(number).repeat(64);
    const stored = await client.storage
      .from("uploads")
      .upload(`${lan.id}/${id}/${number}-${sha256}`, Buffer.alloc(3_000_000, 7), {
        contentType: "application/octet-stream",
      });
    expect(stored.error).toBeNull();
    const told = { p_upload_id: id, p_part: number, p_size: 1, p_sha256: sha256 };
    expect((await client.rpc("record_upload_part", told)).error).toBeNull();
  }
  const target = { upload_id: id, bucket: "story", title: "Big" };
  const answer = await post(COMPLETE, lan, target);
  expectFailure(answer, 400);
  expect(answer.text).toContain("not as large as it was said to be");
});

test("an expired upload is over", async () => {
  const { id, parts } = await begin(lan, film, 1_000_000);
  good(await sendPart(lan, id, 1, parts[0] as Buffer));
  await sql`update public.uploads set expires_at = now() - interval '1 second' where id = ${id}`;
  expectFailure(await sendPart(lan, id, 2, parts[1] as Buffer), 404);
  expectFailure(await post(COMPLETE, lan, { upload_id: id, bucket: "story", title: "x" }), 404);
  expectFailure(await call("GET", `${PART}?upload_id=${id}`, { token: lan.token }), 404);
});

// Straight to the storage -------------------------------------------------------------------------

async function place(who: Person, bytes: Buffer, mime_type: string, bucket = "story") {
  const wish = { bucket, title: "Straight there", mime_type, file_size: bytes.length };
  return good(await post(OPEN, who, wish));
}

/** What a new client does with the answer. */
function tus(ticket: Answer["body"], bytes: Buffer, { token }: Person) {
  return new Promise<void>((resolve, reject) => {
    new Upload(bytes, {
      endpoint: ticket.upload_url,
      headers: { apikey: ticket.apikey, authorization: `Bearer ${token}` },
      metadata: {
        bucketName: ticket.bucket,
        objectName: ticket.object_name,
        contentType: ticket.content_type,
        cacheControl: ticket.cache_control,
      },
      chunkSize: ticket.chunk_size,
      retryDelays: null as unknown as number[],
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
}

const finish = (who: Person, { bucket, object_name }: Answer["body"]) =>
  post(FINISH, who, { bucket, object_name });

test("tus: a film goes straight to the storage and is recorded as it is", async () => {
  const ticket = await place(lan, film, "video/mp4");
  expect(ticket.object_name).toMatch(`${lan.id}/straight-there/`);
  expectFailure(await finish(lan, ticket), 404);
  await tus(ticket, film, lan);
  const done = good(await finish(lan, ticket));
  expect(done.filePath).toBe(ticket.object_name);
  expect((await bytesBehind(done.signedUrl)).equals(film)).toBe(true);
  expect(good(await finish(lan, ticket))).toEqual(done);
});

test("tus: a photo is cleaned, and the one with its place does not stay", async () => {
  const ticket = await place(lan, photo, "image/jpeg");
  await tus(ticket, photo, lan);
  const done = good(await finish(lan, ticket));
  const stored = await bytesBehind(done.signedUrl);
  expect(stored.toString("latin1")).not.toContain("Testcamera");
  const { data } = await adminClient.storage.from("story").download(ticket.object_name);
  expect(data).toBeNull();
  expect(good(await finish(lan, ticket))).toEqual(done);
  // A clean one stays where it is.
  const second = await place(lan, clean, "image/png");
  await tus(second, clean, lan);
  expect(good(await finish(lan, second)).filePath).toBe(second.object_name);
});

test("tus: what is not what it was announced as is removed", async () => {
  const before = await belongings(lan);
  const page = Buffer.from("<!doctype html><script>alert(1)</script>");
  for (const [bytes, type] of [
    [page, "image/png"],
    [page, "video/mp4"],
    [clean, "image/jpeg"],
    [film.subarray(0, -1000), "video/mp4"],
  ] as const) {
    const ticket = await place(lan, Buffer.from(bytes), type);
    await tus(ticket, Buffer.from(bytes), lan);
    expectFailure(await finish(lan, ticket), 400, ["file"]);
  }
  expect(await belongings(lan)).toEqual(before);
});

test("tus: nobody finishes, overwrites or claims what is somebody else's", async () => {
  const ticket = await place(lan, clean, "image/png");
  await expect(tus(ticket, clean, mai)).rejects.toThrow(/403/);
  await tus(ticket, clean, lan);
  expectFailure(await finish(mai, ticket), 404);
  await expect(tus(ticket, clean, lan)).rejects.toThrow(/409/);
  for (const object_name of [
    `${lan.id}/../${mai.id}/x.png`,
    `${lan.id}/x/${"0".repeat(32)}.png`,
    "nowhere",
  ]) {
    expectFailure(await post(FINISH, lan, { bucket: "story", object_name }), 404);
  }
  expectFailure(
    await post(OPEN, lan, {
      bucket: "story",
      title: "x",
      mime_type: "image/svg+xml",
      file_size: 5,
    }),
    400,
    ["mime_type"],
  );
  expectFailure(
    await post(OPEN, lan, { bucket: "uploads", title: "x", mime_type: "image/png", file_size: 5 }),
    400,
    ["bucket"],
  );
  expectFailure(
    await post(OPEN, lan, { bucket: "profile", title: "x", mime_type: "video/mp4", file_size: 5 }),
    400,
    ["bucket"],
  );
  expectFailure(
    await post(OPEN, lan, {
      bucket: "story",
      title: "x",
      mime_type: "image/png",
      file_size: 4_500_001,
    }),
    400,
    ["file_size"],
  );
});

// Defect 13 ---------------------------------------------------------------------------------------

describe("defect 13: what is refused leaves nothing behind", () => {
  const page = Buffer.from("<!doctype html><html><script>fetch('/api')</script></html>");
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  const bomb = () =>
    sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: "#000" } })
      .png({ compressionLevel: 9 })
      .toBuffer();

  test.each<[string, () => Promise<File> | File]>([
    ["a page", () => jpeg(page)],
    ["a drawing (SVG)", () => file(svg, "a.svg", "image/svg+xml")],
    ["a drawing under a picture's name", () => jpeg(svg)],
    ["a picture under a page's name", () => file(clean, "a.html", "image/png")],
    ["a picture under a page's type", () => file(clean, "a.png", "text/html")],
    ["a program's name", () => file(clean, "a.png.exe", "image/png")],
    ["a film", () => file(film, "a.mp4", "video/mp4")],
    ["a picture with a page behind it", () => jpeg(Buffer.concat([photo, page]))],
    ["a picture cut off", () => jpeg(photo.subarray(0, photo.length / 2))],
    ["a decompression bomb", async () => file(await bomb(), "a.png", "image/png")],
    ["more than 4.5 MB", () => jpeg(Buffer.concat([photo, Buffer.alloc(4_500_000)]))],
    ["nothing", () => jpeg(Buffer.alloc(0))],
  ])("%s", async (_what, make) => {
    const before = await belongings(lan);
    const answer = await send(IMAGE, lan, { file: await make(), bucket: "story", title: "x" });
    expectFailure(answer, 400, ["file"]);
    expect(await belongings(lan)).toEqual(before);
  });

  test.each<[string, () => File]>([
    ["a page", () => file(page, "a.mp4", "video/mp4")],
    ["a film cut off", () => file(film.subarray(0, -500), "a.mp4", "video/mp4")],
    ["a film with a page behind it", () => file(Buffer.concat([film, page]), "a.mp4", "video/mp4")],
    ["a picture", () => file(clean, "a.png", "image/png")],
  ])("as a film: %s", async (_what, make) => {
    const before = await belongings(lan);
    expectFailure(await send(VIDEO, lan, { file: make(), bucket: "story", title: "x" }), 400, [
      "file",
    ]);
    expect(await belongings(lan)).toEqual(before);
  });

  test("in parts: neither the file nor its parts nor the upload", async () => {
    const before = await belongings(lan);
    const { parts, id } = await begin(lan, page, 20, "a.jpg");
    let last: Answer | undefined;
    for (const [index, bytes] of parts.entries()) last = await sendPart(lan, id, index + 1, bytes);
    expectFailure(last as Answer, 400, ["file"]);
    expect(await belongings(lan)).toEqual(before);
    expectFailure(await sendPart(lan, id, 1, parts[0] as Buffer), 404);
  });

  test.each(["nowhere", "uploads", "../story", "story/../profile", ""])(
    "the bucket “%s”",
    async (bucket) => {
      const fields = { file: jpeg(), bucket, title: "x" };
      expectFailure(await send(IMAGE, lan, fields), 400, ["bucket"]);
    },
  );
});

test.each([
  "../../etc/passwd",
  "..\\..\\x",
  "/abs",
  "a/b/c",
  "%2e%2e%2f",
  "<script>",
  "   \u202Egpj",
])("defect 13: the title “%s” stays one harmless folder", async (title) => {
  const body = good(await send(IMAGE, lan, { file: jpeg(), bucket: "story", title }));
  expect(body.filePath).toMatch(NAME);
  expect(body.filePath.startsWith(`${lan.id}/`)).toBe(true);
});

test.each([
  "../a.jpg",
  "a/b.jpg",
  "a\\b.jpg",
  "page.html",
  "drawing.svg",
  "a.jpg.exe",
  "a\u0000.jpg",
])("defect 13: a file is not called “%s”", async (fileName) => {
  expectFailure(await post(INITIALIZE, lan, { fileName, totalParts: 1 }), 400, ["fileName"]);
  expectFailure(await post(RESUMABLE, lan, { filename: fileName, file_size: 5 }), 400, [
    "filename",
  ]);
});

test("defect 13: the same upload twice are two files; neither replaces the other", async () => {
  const fields = { file: jpeg(), bucket: "story", title: "Twice" };
  const [first, second] = [
    good(await send(IMAGE, lan, fields)),
    good(await send(IMAGE, lan, fields)),
  ];
  expect(first.filePath).not.toBe(second.filePath);
});

test("defect 13: an upload belongs to who began it", async () => {
  const { parts, id } = await begin(lan, film, 2_000_000);
  good(await sendPart(lan, id, 1, parts[0] as Buffer));
  const before = await belongings(mai);
  expectFailure(await sendPart(mai, id, 2, parts[1] as Buffer), 404);
  expectFailure(await sendChunk(mai, id, 1, parts[1] as Buffer), 404);
  expectFailure(await post(COMPLETE, mai, { upload_id: id, bucket: "story", title: "x" }), 404);
  expectFailure(await call("GET", `${PART}?upload_id=${id}`, { token: mai.token }), 404);
  expect(await belongings(mai)).toEqual(before);
  const nobodys = "00000000-0000-4000-8000-000000000000";
  expectFailure(await sendPart(lan, nobodys, 1, parts[0] as Buffer), 404);
});

test("defect 13: a broken or lying form is bad input, not our failure", async () => {
  const raw = (type: string, body: string) =>
    call("POST", IMAGE, { token: lan.token, headers: { "content-type": type }, body });
  expectFailure(await raw("multipart/form-data", "x"), 400);
  expectFailure(await raw("multipart/form-data; boundary=x", "no part at all"), 400);
  const cut = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nabc';
  expectFailure(await raw("multipart/form-data; boundary=x", cut), 400);
  const target = { bucket: "story", title: "x" };
  expectFailure(await send(IMAGE, lan, { file: jpeg(), other: jpeg(), ...target }), 400, ["other"]);
  expectFailure(await send(IMAGE, lan, { file: jpeg(), role: "admin", ...target }), 400, ["role"]);
  expectFailure(await send(IMAGE, lan, { file: "text", ...target }), 400, ["file"]);
  const proto = { file: jpeg(), __proto__x: "1", constructor: "1", ...target };
  expectFailure(await send(IMAGE, lan, proto as never), 400);
});

// Who sees it -------------------------------------------------------------------------------------

test("whoever sends too much is told so while still sending, and the next one is served", async () => {
  const part = (name: string) =>
    `--x\r\ncontent-disposition: form-data; name="${name}"; filename="a.jpg"\r\n\r\n`;
  const form = "multipart/form-data; boundary=x";
  const json = "application/json";
  const MOST = 40_000_000;
  /** Forty megabytes, slowly, with no length given; the answer comes before the end. */
  const slowly = (path: string, type: string, head: string) =>
    new Promise<{ status: number; text: string; sent: number }>((resolve, reject) => {
      let sent = 0;
      const sending = request(baseUrl + path, {
        method: "POST",
        headers: { authorization: `Bearer ${lan.token}`, "content-type": type },
      });
      sending.on("error", reject);
      sending.on("response", async (answer) => {
        const told = sent;
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk as Buffer);
        const text = Buffer.concat(chunks).toString("utf8");
        sending.destroy();
        resolve({ status: answer.statusCode ?? 0, text, sent: told });
      });
      const piece = Buffer.alloc(100_000, "A");
      const more = () => {
        sent += piece.length;
        if (sending.destroyed) return;
        if (sent > MOST) sending.end();
        else sending.write(piece, () => setTimeout(more, 3));
      };
      sending.write(head, more);
    });
  for (const [path, type, head, status] of [
    [IMAGE, form, part("file"), 400],
    [IMAGE, form, part("nothing"), 400],
    [IMAGES, form, part("files"), 400],
    [IMAGE, json, '{"imageBase64":"', 413],
    [IMAGE, json, '{"title":"', 413],
    [PART, json, '{"chunk":"', 413],
    ["/api/v1/media-assets", json, '{"signedUrl":"', 413],
  ] as const) {
    const answers = await Promise.all([1, 2].map(() => slowly(path, type, head)));
    for (const answer of answers) {
      expect(answer.status, `${head} ${answer.text}`).toBe(status);
      expect(answer.text, head).toMatch(/may (?:have|be) at most|Unknown field|too much besides/);
      expect(answer.sent, head).toBeLessThan(MOST);
    }
    expect((await call("GET", "/api/v1/health")).status).toBe(200);
  }
});

test("a picture of an internal experience is out of reach without the right", async () => {
  const { editor, stranger, companyId } = ours;
  const made = good(
    await send(IMAGE, editor, { file: jpeg(), bucket: "experience", title: "Secret garden" }),
  );
  const [experience] = await sql`
    insert into public.experiences (owned_by, created_by, name, status, primary_photo_id)
    values (${companyId}, ${editor.id}, 'Secret garden', 'internal', ${made.media_id}) returning id`;
  await sql`update public.media_assets set company_id = ${companyId} where id = ${made.media_id}`;
  const as = (token?: string) =>
    createClient(supabaseUrl, publishableKey, {
      ...authOptions,
      ...(token ? { accessToken: async () => token } : {}),
    }).storage.from("experience");

  const member = await as(ours.member.token).download(made.filePath);
  expect(member.data?.size).toBeGreaterThan(0);
  for (const who of [as(), as(stranger.token), as(lan.token)]) {
    expect((await who.download(made.filePath)).data).toBeNull();
    expect((await who.createSignedUrl(made.filePath, 60)).data).toBeNull();
    expect((await who.list(`${editor.id}/secret-garden`)).data ?? []).toEqual([]);
  }
  for (const path of [
    `/storage/v1/object/public/experience/${made.filePath}`,
    `/storage/v1/object/experience/${made.filePath}`,
    `/storage/v1/object/sign/experience/${made.filePath}?token=x`,
  ]) {
    expect((await fetch(supabaseUrl + path)).status).toBeGreaterThanOrEqual(400);
    const through = `/_next/image?w=640&q=75&url=${encodeURIComponent(supabaseUrl + path)}`;
    expect((await fetch(baseUrl + through)).status).toBeGreaterThanOrEqual(400);
  }
  for (const address of [
    `/api/v1/experiences/public?experience-id=${experience?.id}`,
    "/api/v1/experiences/public",
    `/api/v1/experiences?experience-id=${experience?.id}`,
  ]) {
    const { text } = await call("GET", address, { token: stranger.token });
    expect(text).not.toContain(made.filePath);
  }
});

test("links that were handed out while an experience was public end with that", async () => {
  const { editor, companyId } = ours;
  const picture = async (title: string) =>
    good(await send(IMAGE, editor, { file: jpeg(), bucket: "experience", title }));
  const [cover, shared] = [await picture("Harbour"), await picture("Pier")];
  const [experience] = await sql<{ id: string }[]>`
    insert into public.experiences
      (owned_by, created_by, name, status, primary_photo_id, primary_photo, photos)
    values (${companyId}, ${editor.id}, 'Harbour', 'active', ${cover.media_id}, ${cover.signedUrl},
      ${[shared.signedUrl, cover.signedUrl]}) returning id`;
  await sql`insert into public.experiences (owned_by, created_by, name, status, primary_photo)
    values (${companyId}, ${editor.id}, 'Pier', 'active', ${shared.signedUrl})`;
  await sql`update public.media_assets set company_id = ${companyId}
    where id in (${cover.media_id}, ${shared.media_id})`;
  const scaled = (link: string) =>
    fetch(`${baseUrl}/_next/image?w=640&q=75&url=${encodeURIComponent(link)}`);
  for (const { signedUrl } of [cover, shared]) {
    expect((await fetch(signedUrl)).status).toBe(200);
    expect((await scaled(signedUrl)).status).toBe(200);
  }

  good(
    await call("PUT", `/api/v1/experiences?experience-id=${experience?.id}`, {
      token: editor.token,
      body: { status: "internal" },
    }),
  );
  expect((await fetch(cover.signedUrl)).status).toBeGreaterThanOrEqual(400);
  expect((await scaled(cover.signedUrl)).status).toBe(404);
  // What is public elsewhere stays.
  expect((await fetch(shared.signedUrl)).status).toBe(200);
  expect((await scaled(shared.signedUrl)).status).toBe(200);

  const [now] = await sql`
    select e.primary_photo, e.photos, e.primary_photo_id, m.url, m.storage_path
    from public.experiences e join public.media_assets m on m.id = e.primary_photo_id
    where e.id = ${experience?.id ?? ""}`;
  expect(now?.primary_photo).toBe(now?.url);
  expect(now?.photos).toEqual([shared.signedUrl, now?.url]);
  expect(now?.primary_photo_id).toBe(cover.media_id);
  expect(now?.storage_path).toMatch(NAME);
  expect((await bytesBehind(now?.url as string)).length).toBeGreaterThan(0);
  const { data } = await adminClient.storage.from("experience").download(cover.filePath);
  expect(data).toBeNull();
  const [left] = await sql`select count(*)::int from public.withdrawn_links`;
  expect(left?.count).toBe(0);
});

test.each([
  ["image/avif,image/webp,*/*", "image/avif"],
  ["image/webp,*/*", "image/webp"],
])(
  "a signed picture is served in other sizes and kinds to a browser that takes %s",
  async (accept, type) => {
    const large = await sharp({
      create: { width: 1600, height: 900, channels: 3, background: "#0b7a5c" },
    })
      .jpeg()
      .toBuffer();
    const { signedUrl } = good(
      await send(IMAGE, lan, { file: jpeg(large), bucket: "story", title: "Wide" }),
    );
    const answer = await fetch(
      `${baseUrl}/_next/image?w=640&q=75&url=${encodeURIComponent(signedUrl)}`,
      { headers: { accept } },
    );
    expect(answer.headers.get("content-type")).toBe(type);
    const { width } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect(width).toBe(640);
  },
);

test("no page and no drawing comes out of our own origin", async () => {
  const { data } = await adminClient.storage.createBucket("anything");
  try {
    const bucket = adminClient.storage.from("anything");
    for (const [name, type, text] of [
      [
        "a.svg",
        "image/svg+xml",
        '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
      ],
      ["a.html", "text/html", "<!doctype html><script>1</script>"],
      ["b.png", "image/png", "<!doctype html><script>1</script>"],
    ] as const) {
      await bucket.upload(name, new Blob([text], { type }), { contentType: type, upsert: true });
      const link = (await bucket.createSignedUrl(name, 60)).data?.signedUrl ?? "";
      const answer = await fetch(
        `${baseUrl}/_next/image?w=640&q=75&url=${encodeURIComponent(link)}`,
      );
      expect(answer.status, name).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get("content-type") ?? "").not.toMatch(/html|svg/);
    }
  } finally {
    if (data) {
      await adminClient.storage.emptyBucket("anything");
      await adminClient.storage.deleteBucket("anything");
    }
  }
});
