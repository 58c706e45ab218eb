/** What a large film costs the process it passes through: resident memory, sampled all the while. */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import postgres from "postgres";
import { Upload } from "tus-js-client";
import {
  backendEnvironment,
  freePort,
  type Service,
  startBackend,
  startNext,
} from "../../lib/commands/stack.ts";
import { benchCompany } from "./rows.ts";

const MB = 1_000_000;
const PART = 5 * 1024 * 1024;
const SAMPLE_MS = 25;

type Row = Record<string, string | number>;

/**
 * Uploads a film of `megabytes` in every way there is, each through a fresh app, and answers by how
 * much its memory rose above what it had at rest.
 */
export async function measureUploads(megabytes: number): Promise<Row[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "travel-buddy-bench-uploads-"));
  const backend = await startBackend({
    dataDir,
    port: 0,
    seed: false,
    env: { SUPABASE_STORAGE_FILE_SIZE_LIMIT: `${megabytes + 10}MB` },
  });
  const sql = postgres(backend.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`update storage.buckets set file_size_limit = ${(megabytes + 10) * MB}
      where id = 'story'`;
    await sql`update storage.buckets set file_size_limit = ${(megabytes + 10) * MB}
      where id = 'experience'`;
    const { token, companyId } = await benchCompany(sql, backend);
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    const env = {
      ...backendEnvironment(backend),
      APP_URL: baseUrl,
      RATE_LIMITS: "off",
      LOG_LEVEL: "error",
      UPLOAD_MAX_VIDEO_BYTES: String((megabytes + 10) * MB),
    };
    const rows: Row[] = [];
    for (const [way, upload] of [
      ["in parts", inParts],
      ["as a form", whole],
      ["as base64", asBase64],
      ["straight to the storage (tus)", straight],
      ["through UploadThing's ingest", ingested],
    ] as const) {
      const app = await startNext("start", { port, host: "127.0.0.1", env, quiet: true });
      try {
        rows.push(
          await watched(way, app, backend, () => upload({ baseUrl, token, companyId, megabytes })),
        );
      } finally {
        await app.stop();
      }
    }
    return rows;
  } finally {
    await sql.end();
    await backend.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Wish = { baseUrl: string; token: string; companyId: string; megabytes: number };

/** The film piece by piece, so that the bench itself needs no memory either. */
function* film(megabytes: number): Generator<Buffer> {
  const box = (kind: string, body: number) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body + 8);
    head.write(kind, 4, "latin1");
    return head;
  };
  const start = Buffer.concat([
    box("ftyp", 16),
    Buffer.from("isom\0\0\x02\0isommp41", "latin1"),
    box("moov", 100),
    Buffer.alloc(100),
  ]);
  const body = megabytes * MB - start.length - 8;
  let rest = Buffer.concat([start, box("mdat", body)]);
  let left = body;
  while (left > 0) {
    const piece = Buffer.alloc(Math.min(left, PART - rest.length), left % 251);
    left -= piece.length;
    yield Buffer.concat([rest, piece]);
    rest = Buffer.alloc(0);
  }
}

async function inParts({ baseUrl, token, megabytes }: Wish): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const address = `${baseUrl}/api/v1/storage/upload-image`;
  const opened = await fetch(`${address}/initialize`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({
      fileName: "film.mp4",
      totalParts: Math.ceil((megabytes * MB) / PART),
      mimeType: "video/mp4",
    }),
  });
  const { uploadId } = await answerOf(opened);
  let number = 0;
  let last: Record<string, string> = {};
  for (const piece of film(megabytes)) {
    number += 1;
    const body = new FormData();
    body.append("uploadId", uploadId ?? "");
    body.append("partNumber", String(number));
    body.append("chunk", new Blob([new Uint8Array(piece)]));
    last = await answerOf(await fetch(`${address}/resumable`, { method: "POST", headers, body }));
  }
  return last.signedUrl ?? "";
}

const BOUNDARY = "travel-buddy-bench";
const FORM = `multipart/form-data; boundary=${BOUNDARY}`;

function* form(megabytes: number, fields: Record<string, string> = {}): Generator<Buffer> {
  for (const [name, value] of Object.entries(fields)) {
    yield Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
  }
  yield Buffer.from(
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="film.mp4"\r\ncontent-type: video/mp4\r\n\r\n`,
  );
  yield* film(megabytes);
  yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
}

const sent = (
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Iterable<Buffer>,
) =>
  fetch(url, {
    method,
    headers,
    body: Readable.toWeb(Readable.from(body)),
    duplex: "half",
  } as RequestInit).then(answerOf);

async function whole({ baseUrl, token, megabytes }: Wish): Promise<string> {
  const { signedUrl } = await sent(
    `${baseUrl}/api/v1/storage/upload-video`,
    "POST",
    { authorization: `Bearer ${token}`, "content-type": FORM },
    form(megabytes, { bucket: "story", title: "film" }),
  );
  return signedUrl ?? "";
}

async function asBase64({ baseUrl, token, megabytes }: Wish): Promise<string> {
  function* body() {
    yield Buffer.from('{"bucket":"story","title":"film","videoBase64":"');
    let rest = Buffer.alloc(0);
    for (const piece of film(megabytes)) {
      const bytes = Buffer.concat([rest, piece]);
      const whole = bytes.length - (bytes.length % 3);
      rest = bytes.subarray(whole);
      yield Buffer.from(bytes.toString("base64", 0, whole));
    }
    yield Buffer.from(`${rest.toString("base64")}"}`);
  }
  const { signedUrl } = await sent(
    `${baseUrl}/api/v1/storage/upload-video`,
    "POST",
    { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body(),
  );
  return signedUrl ?? "";
}

async function straight({ baseUrl, token, megabytes }: Wish): Promise<string> {
  const authorization = `Bearer ${token}`;
  const post = (address: string, body: unknown) =>
    fetch(`${baseUrl}/api/v1/storage/${address}`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify(body),
    }).then(answerOf);
  const size = megabytes * MB;
  const ticket = await post("uploads", {
    bucket: "story",
    title: "film",
    mime_type: "video/mp4",
    file_size: size,
  });
  await new Promise<void>((resolve, reject) => {
    new Upload(Readable.from(film(megabytes)), {
      endpoint: ticket.upload_url ?? "",
      uploadSize: size,
      chunkSize: Number(ticket.chunk_size),
      headers: { authorization, apikey: ticket.apikey ?? "" },
      metadata: {
        bucketName: ticket.bucket ?? "",
        objectName: ticket.object_name ?? "",
        contentType: ticket.content_type ?? "",
        cacheControl: ticket.cache_control ?? "",
      },
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
  const { bucket, object_name } = ticket;
  return (await post("uploads/complete", { bucket, object_name })).signedUrl ?? "";
}

/** As UploadThing's client does it: a signed address, then the bytes to it. */
async function ingested({ baseUrl, token, companyId, megabytes }: Wish): Promise<string> {
  const asked = await fetch(`${baseUrl}/api/uploadthing?actionType=upload&slug=video`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "x-uploadthing-package": "bench",
      "x-uploadthing-version": "7.7.4",
    },
    body: JSON.stringify({
      files: [{ name: "film.mp4", size: megabytes * MB, type: "video/mp4", lastModified: 0 }],
      input: { companyId, title: "film" },
    }),
  });
  const [{ url } = { url: "" }] = (await answerOf(asked)) as unknown as { url: string }[];
  const done = await sent(url, "PUT", { "content-type": FORM, range: "bytes=0-" }, form(megabytes));
  const { picture } = done.serverData as unknown as { picture: { url: string } };
  return picture.url;
}

async function answerOf(response: Response): Promise<Record<string, string>> {
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

/** Runs an upload, watches the memory, and checks that what was stored is what was sent. */
async function watched(
  way: string,
  app: Service,
  backend: Service,
  upload: () => Promise<string>,
): Promise<Row> {
  const resident = async (service: Service) => {
    const status = await readFile(`/proc/${service.process.pid}/status`, "utf8").catch(() => "");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  };
  const idle = { app: await resident(app), backend: await resident(backend) };
  const peak = { ...idle };
  const sampler = setInterval(async () => {
    peak.app = Math.max(peak.app, await resident(app));
    peak.backend = Math.max(peak.backend, await resident(backend));
  }, SAMPLE_MS);
  const begin = performance.now();
  let link: string;
  try {
    link = await upload();
  } finally {
    clearInterval(sampler);
  }
  const seconds = (performance.now() - begin) / 1000;

  const stored = createHash("sha256");
  const answer = await fetch(link);
  for await (const chunk of answer.body ?? []) stored.update(chunk);
  const size = Number(answer.headers.get("content-length"));
  const sent = createHash("sha256");
  for (const piece of film(Math.round(size / MB))) sent.update(piece);
  const same = stored.digest("hex") === sent.digest("hex");
  return {
    way,
    MB: Math.round(size / MB),
    "byte for byte": same ? "yes" : "NO",
    seconds: Number(seconds.toFixed(1)),
    "app idle": Math.round(idle.app),
    "app above idle": Math.round(peak.app - idle.app),
    "backend above idle": Math.round(peak.backend - idle.backend),
  };
}
