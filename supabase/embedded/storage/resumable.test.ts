/** Resumable uploads, spoken by the unmodified tus-js-client. */
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DetailedError, Upload, type UploadOptions } from "tus-js-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bytesOf,
  OWNER,
  STRANGER,
  type StorageFixture,
  someBytes,
  startStorage,
} from "./fixture.ts";

const MIB = 1024 * 1024;
/** What hosted projects ask clients to send at a time. */
const CHUNK = 6 * MIB;

let fixture: StorageFixture;
let ownToken: string;
let strangersToken: string;
beforeAll(async () => {
  fixture = await startStorage({ env: { SUPABASE_STORAGE_FILE_SIZE_LIMIT: "50MiB" } });
  await fixture.admin.storage.createBucket("small", { public: false, fileSizeLimit: "1KB" });
  await fixture.admin.storage.createBucket("pictures", {
    public: false,
    allowedMimeTypes: ["image/*"],
  });
  ownToken = await fixture.tokenFor(OWNER);
  strangersToken = await fixture.tokenFor(STRANGER);
}, 60_000);
afterAll(() => fixture.stop());

type Wish = Partial<UploadOptions> & {
  token?: string;
  bucket?: string;
  name: string;
  type?: string;
  upsert?: boolean;
  /** With the secret key. */
  service?: boolean;
  at?: StorageFixture;
};

function prepare(
  bytes: Uint8Array<ArrayBuffer>,
  { token, bucket, name, type, upsert, service, at, ...options }: Wish,
) {
  const { backend } = at ?? fixture;
  let done: () => void;
  let fail: (error: Error) => void;
  const finished = new Promise<void>((resolve, reject) => {
    done = resolve;
    fail = reject;
  });
  finished.catch(() => {});
  const upload = new Upload(Buffer.from(bytes.buffer), {
    endpoint: `${backend.url}/storage/v1/upload/resumable`,
    headers: {
      ...(service
        ? { apikey: backend.secretKey }
        : { apikey: backend.publishableKey, authorization: `Bearer ${token ?? ownToken}` }),
      ...(upsert ? { "x-upsert": "true" } : {}),
    },
    metadata: {
      bucketName: bucket ?? "private",
      objectName: name,
      contentType: type ?? "video/mp4",
      cacheControl: "3600",
    },
    chunkSize: CHUNK,
    retryDelays: null as unknown as number[],
    onSuccess: () => done(),
    onError: (error) => fail(error),
    ...options,
  });
  return { upload, finished };
}

async function send(bytes: Uint8Array<ArrayBuffer>, wish: Wish): Promise<Upload> {
  const { upload, finished } = prepare(bytes, wish);
  upload.start();
  await finished;
  return upload;
}

/** Status and words of a refused upload. */
async function refused(bytes: Uint8Array<ArrayBuffer>, wish: Wish) {
  const error = (await send(bytes, wish).then(
    () => expect.fail("was not refused"),
    (reason: unknown) => reason,
  )) as DetailedError;
  return {
    status: error.originalResponse?.getStatus(),
    text: error.originalResponse?.getBody().trim(),
  };
}

const under = (folder: string, name: string) => `${folder}/${name}`;
const stored = async (name: string, bucket = "private") =>
  bytesOf((await fixture.admin.storage.from(bucket).download(name)).data);
const leftovers = async (at = fixture) =>
  (await readdir(join(at.backend.dataDir, "storage", "resumable"))).filter(
    (name) => !name.endsWith(".json"),
  );

it("brings a file in chunks, byte for byte, with type, size and owner", async () => {
  const bytes = someBytes(13 * MIB + 7);
  const name = under(OWNER, "films/ferry.mp4");
  const progress: number[] = [];
  await send(bytes, { name, onChunkComplete: (_size, accepted) => progress.push(accepted) });
  expect(progress).toEqual([CHUNK, 2 * CHUNK, bytes.length]);
  expect(Buffer.compare(await stored(name), bytes)).toBe(0);

  const { data: info } = await fixture.owner.storage.from("private").info(name);
  expect(info).toMatchObject({
    size: bytes.length,
    contentType: "video/mp4",
    cacheControl: "max-age=3600",
  });
  const [row] = await fixture.sql`select owner_id from storage.objects where name = ${name}`;
  expect(row?.owner_id).toBe(OWNER);
  expect(await leftovers()).toEqual([]);
});

it("takes an empty file", async () => {
  const name = under(OWNER, "empty.txt");
  await send(someBytes(0), { name, type: "text/plain" });
  expect((await fixture.owner.storage.from("private").info(name)).data?.size).toBe(0);
});

it("says what it can do to whoever asks first", async () => {
  const answer = await fixture.request("/upload/resumable", { method: "OPTIONS" });
  expect(answer.status).toBeLessThan(300);
  const refusedGet = await fixture.request("/upload/resumable/x");
  expect(refusedGet.status).toBe(404);
  const { backend } = fixture;
  const preflight = await fetch(`${backend.url}/storage/v1/upload/resumable`, {
    method: "OPTIONS",
    headers: {
      origin: "https://travel.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,tus-resumable,upload-length,x-upsert",
    },
  });
  expect(preflight.headers.get("access-control-allow-headers")).toContain("tus-resumable");
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
});

it("browsers may read where the upload is, and one answer allows one origin", async () => {
  const { upload, finished } = prepare(someBytes(10), {
    name: under(OWNER, "cors.bin"),
    onAfterResponse: (_request, response) => {
      expect(response.getHeader("access-control-allow-origin")).toBe("*");
      expect(response.getHeader("access-control-expose-headers")?.toLowerCase()).toContain(
        "upload-offset",
      );
    },
  });
  upload.start();
  await finished;
});

describe("who may", () => {
  it("row-level security decides before the first byte", async () => {
    const before = await readdir(join(fixture.backend.dataDir, "storage", "resumable"));
    const foreign = { name: under(OWNER, "theirs.bin"), token: strangersToken };
    expect(await refused(someBytes(10), foreign)).toEqual({
      status: 403,
      text: "new row violates row-level security policy",
    });
    const anonymous = { name: under(OWNER, "anon.bin"), token: fixture.backend.publishableKey };
    expect((await refused(someBytes(10), anonymous)).status).toBe(403);
    expect(await readdir(join(fixture.backend.dataDir, "storage", "resumable"))).toEqual(before);
  });

  it("a foreign upload can be neither seen, continued nor ended", async () => {
    const { upload, finished } = prepare(someBytes(2 * MIB), {
      name: under(OWNER, "mine.bin"),
      chunkSize: MIB,
      onChunkComplete: () => void upload.abort(),
    });
    upload.start();
    await expect.poll(() => upload.url).toBeTruthy();
    await expect.poll(() => leftovers()).toHaveLength(1);
    const url = upload.url ?? "";
    for (const method of ["HEAD", "PATCH", "DELETE"]) {
      const answer = await fetch(url, {
        method,
        headers: {
          apikey: fixture.backend.publishableKey,
          authorization: `Bearer ${strangersToken}`,
          "tus-resumable": "1.0.0",
          ...(method === "PATCH"
            ? { "upload-offset": "1048576", "content-type": "application/offset+octet-stream" }
            : {}),
        },
        ...(method === "PATCH" ? { body: someBytes(4) } : {}),
      });
      expect(answer.status, method).toBe(403);
    }
    await upload.abort(true);
    await expect.poll(() => leftovers()).toEqual([]);
    finished.catch(() => {});
  });

  it("whoever lost the right meanwhile gets no object, and nothing stays", async () => {
    const name = under(OWNER, "late.bin");
    const { upload, finished } = prepare(someBytes(2 * MIB), {
      name,
      chunkSize: MIB,
      onChunkComplete: () => {
        void upload.abort().then(paused);
      },
    });
    let paused: () => void = () => {};
    const isPaused = new Promise<void>((resolve) => {
      paused = resolve;
    });
    upload.start();
    await isPaused;
    await fixture.sql.unsafe(
      `create policy "not now" on storage.objects as restrictive for insert to authenticated
         with check (name not like '%late.bin')`,
    );
    try {
      upload.start();
      await expect(finished).rejects.toMatchObject({ message: expect.stringContaining("403") });
      const [row] = await fixture.sql`select 1 from storage.objects where name = ${name}`;
      expect(row).toBeUndefined();
    } finally {
      await fixture.sql.unsafe(`drop policy "not now" on storage.objects`);
    }
    await upload.abort(true).catch(() => {});
  });
});

describe("what may", () => {
  it("limits of the bucket count, for size and type", async () => {
    const tooLarge = { bucket: "small", name: "x.bin", service: true };
    expect((await refused(someBytes(1001), tooLarge)).status).toBe(413);
    const wrongType = { bucket: "pictures", name: "x.mp4", service: true };
    expect(await refused(someBytes(10), wrongType)).toEqual({
      status: 415,
      text: "mime type video/mp4 is not supported",
    });
    const whole = { name: under(OWNER, "whole.bin") };
    expect((await refused(someBytes(50 * MIB + 1), whole)).status).toBe(413);
  });

  it("a length named later counts as well", async () => {
    const headers = {
      apikey: fixture.backend.secretKey,
      "tus-resumable": "1.0.0",
      "content-type": "application/offset+octet-stream",
    };
    const metadata = `bucketName ${btoa("small")},objectName ${btoa("later.bin")}`;
    const created = await fixture.request("/upload/resumable", {
      method: "POST",
      headers: {
        "tus-resumable": "1.0.0",
        "upload-defer-length": "1",
        "upload-metadata": metadata,
      },
    });
    expect(created.status).toBe(201);
    const patched = await fetch(created.headers.get("location") ?? "", {
      method: "PATCH",
      headers: { ...headers, "upload-offset": "0" },
      body: someBytes(2000),
    });
    expect(patched.status).toBe(413);
  });

  it.each([
    ["no bucket", { bucket: "nowhere" }, 404],
    ["a path trick", { name: `${OWNER}/../${STRANGER}/x` }, 400],
    ["a strange name", { name: `${OWNER}/\u0000` }, 400],
    ["a type that breaks the header", { type: "image/png\r\nx: y" }, 400],
  ])("%s is refused", async (_what, wish, status) => {
    const answer = await refused(someBytes(10), { name: under(OWNER, "x"), ...wish });
    expect(answer.status, answer.text).toBe(status);
  });

  it("never replaces an object unless asked to", async () => {
    const name = under(OWNER, "once.bin");
    await send(someBytes(10, 1), { name });
    expect((await refused(someBytes(10, 2), { name })).status).toBe(409);
    expect(await stored(name)).toEqual(someBytes(10, 1));
    await send(someBytes(10, 3), { name, upsert: true });
    expect(await stored(name)).toEqual(someBytes(10, 3));
  });

  it("of two uploads of one name one wins", async () => {
    const name = under(OWNER, "race.bin");
    const outcomes = await Promise.allSettled([
      send(someBytes(2 * MIB, 1), { name, chunkSize: MIB }),
      send(someBytes(2 * MIB, 2), { name, chunkSize: MIB }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const winner = outcomes.findIndex(({ status }) => status === "fulfilled") + 1;
    expect(Buffer.compare(await stored(name), someBytes(2 * MIB, winner))).toBe(0);
  });
});

it("a signed link is enough, for its object alone", async () => {
  const name = under(OWNER, "by-link.bin");
  const { data } = await fixture.owner.storage.from("private").createSignedUploadUrl(name);
  const signed = (objectName: string) =>
    new Promise<void>((resolve, reject) => {
      new Upload(Buffer.from(someBytes(2 * MIB).buffer), {
        endpoint: `${fixture.backend.url}/storage/v1/upload/resumable/sign`,
        headers: { "x-signature": data?.token ?? "" },
        metadata: { bucketName: "private", objectName, contentType: "image/png" },
        chunkSize: MIB,
        retryDelays: null as unknown as number[],
        onSuccess: () => resolve(),
        onError: reject,
      }).start();
    });
  await signed(name);
  expect(await stored(name)).toEqual(someBytes(2 * MIB));
  await expect(signed(under(OWNER, "other.bin"))).rejects.toThrow(/400/);
});

it("goes on after a dropped connection", async () => {
  const bytes = someBytes(5 * MIB);
  const name = under(OWNER, "dropped.bin");
  let posts = 0;
  const { upload, finished } = prepare(bytes, {
    name,
    chunkSize: MIB,
    onBeforeRequest: (request) => {
      if (request.getMethod() === "POST") posts++;
    },
    onChunkComplete: (_size, accepted) => {
      if (accepted === 2 * MIB) void upload.abort().then(() => upload.start());
    },
  });
  upload.start();
  await finished;
  expect(posts).toBe(1);
  expect(Buffer.compare(await stored(name), bytes)).toBe(0);
});

it("goes on after the server was killed in the middle", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "travel-buddy-resumable-"));
  const env = { SUPABASE_STORAGE_FILE_SIZE_LIMIT: "50MiB" };
  let at = await startStorage({ dataDir, env });
  try {
    const bytes = someBytes(8 * MIB);
    const name = under(OWNER, "killed.bin");
    const token = await at.tokenFor(OWNER);
    const first = prepare(bytes, {
      name,
      token,
      at,
      chunkSize: MIB,
      onChunkComplete: (_size, accepted) => {
        if (accepted === 3 * MIB) at.backend.process.kill("SIGKILL");
      },
    });
    first.upload.start();
    await expect(first.finished).rejects.toThrow();
    if (at.backend.process.signalCode === null) await once(at.backend.process, "exit");
    const port = Number(new URL(at.backend.url).port);
    await at.stop();

    at = await startStorage({ dataDir, env, port });
    let sent = 0;
    let created = false;
    const second = prepare(bytes, {
      name,
      token: await at.tokenFor(OWNER),
      at,
      chunkSize: MIB,
      uploadUrl: first.upload.url,
      onBeforeRequest: (request) => {
        created ||= request.getMethod() === "POST";
      },
      onChunkComplete: (size) => {
        sent += size;
      },
    });
    second.upload.start();
    await second.finished;
    expect(created).toBe(false);
    expect(sent).toBeLessThanOrEqual(5 * MIB);
    const { data } = await at.admin.storage.from("private").download(name);
    expect(Buffer.compare(await bytesOf(data), bytes)).toBe(0);

    // All bytes there, but killed before the object was: the next question makes it.
    const folder = join(dataDir, "storage", "resumable");
    const id = "33333333-3333-4333-8333-333333333333";
    await writeFile(join(folder, id), bytes.subarray(0, 100));
    await writeFile(
      join(folder, `${id}.json`),
      JSON.stringify({
        id,
        size: 100,
        offset: 0,
        metadata: { bucketName: "private", objectName: under(OWNER, "almost.bin") },
        creation_date: new Date().toISOString(),
      }),
    );
    const uploadUrl = `${at.backend.url}/storage/v1/upload/resumable/${id}`;
    const tokenNow = await at.tokenFor(OWNER);
    const resumed = prepare(bytes.slice(0, 100), { name: "x", token: tokenNow, at, uploadUrl });
    resumed.upload.start();
    await resumed.finished;
    const almost = await at.admin.storage.from("private").download(under(OWNER, "almost.bin"));
    expect(await bytesOf(almost.data)).toEqual(bytes.slice(0, 100));
    expect(await leftovers(at)).toEqual([]);
  } finally {
    await at.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);

it("forgets what nobody went on with for a day", async () => {
  const name = under(OWNER, "stale.bin");
  const { upload } = prepare(someBytes(2 * MIB), { name, chunkSize: MIB });
  const paused = new Promise<void>((resolve) => {
    upload.options.onChunkComplete = () => void upload.abort().then(() => resolve());
  });
  upload.start();
  await paused;
  const folder = join(fixture.backend.dataDir, "storage", "resumable");
  const id = upload.url?.split("/").at(-1) ?? "";
  const description = JSON.parse(await readFile(join(folder, `${id}.json`), "utf8"));
  description.creation_date = new Date(Date.now() - 25 * 3_600_000).toISOString();
  await writeFile(join(folder, `${id}.json`), JSON.stringify(description));

  const answer = await fetch(upload.url ?? "", {
    method: "HEAD",
    headers: {
      apikey: fixture.backend.publishableKey,
      authorization: `Bearer ${ownToken}`,
      "tus-resumable": "1.0.0",
    },
  });
  expect(answer.status).toBe(410);

  const { ResumableFiles } = await import("./resumable-files.ts");
  await new ResumableFiles(fixture.backend.dataDir).deleteExpired();
  expect((await readdir(folder)).filter((file) => file.startsWith(id))).toEqual([]);
});
