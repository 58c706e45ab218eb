/**
 * With a token of UploadThing's the same router and the same client go by way of their cloud. Here a
 * stand-in speaks the cloud's side over HTTP: signed addresses, ranges, the signed callback, its
 * result, and the removal of what only passed through.
 */
import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { NextRequest } from "next/server";
import sharp from "sharp";
import { genUploader } from "uploadthing/client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { UploadRouter } from "../../lib/media/uploadthing/routes.ts";
import { adminClient, publishableKey, sql, supabaseUrl, type Team, team } from "./support.ts";
import { NodeRequest } from "./xml-http-request.ts";

const API_KEY = `sk_live_${"7".repeat(40)}`;
const sign = (payload: string) =>
  `hmac-sha256=${createHmac("sha256", API_KEY).update(payload).digest("hex")}`;

let ours: Team;
let photo: Buffer;
let app: Server;
let cloud: Server;
let endpoint: string;

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const listen = (answer: (request: Request) => Promise<Response>) =>
  new Promise<Server>((resolve) => {
    const server = createServer(async (message, response) => {
      await send(response, await answer(asRequest(message)));
    });
    server.listen(0, "127.0.0.1", () => resolve(server));
  });

function asRequest(message: IncomingMessage): Request {
  const { method = "GET", headers, url } = message;
  const bodiless = method === "GET" || method === "HEAD";
  return new Request(`http://${headers.host}${url}`, {
    method,
    headers: headers as Record<string, string>,
    ...(bodiless ? {} : { body: Readable.toWeb(message), duplex: "half" }),
  } as RequestInit);
}

async function send(response: ServerResponse, answer: Response) {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

// The cloud's side ---------------------------------------------------------------------------------

type Kept = { bytes: Buffer; metadata?: unknown; callbackUrl?: string; slug?: string };
const kept = new Map<string, Kept>();
const results = new Map<string, unknown>();
const heads: string[] = [];
const deleted: string[] = [];

async function answerAsCloud(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const name = pathname.split("/").at(-1) ?? "";
  if (request.method === "GET") {
    const file = kept.get(name);
    return new Response(file ? new Uint8Array(file.bytes) : null, { status: file ? 200 : 404 });
  }
  if (request.method === "POST") {
    if (request.headers.get("x-uploadthing-api-key") !== API_KEY) {
      return Response.json({ error: "Invalid API key" }, { status: 401 });
    }
    const body = await request.json();
    if (name === "route-metadata") {
      for (const key of body.fileKeys) {
        const known = kept.get(key)?.bytes ?? Buffer.alloc(0);
        const { metadata, callbackUrl, callbackSlug: slug } = body;
        kept.set(key, { bytes: known, metadata, callbackUrl, slug });
      }
      expect(body.isDev).toBe(false);
    } else if (name === "callback-result") results.set(body.fileKey, body.callbackData);
    else if (name === "deleteFiles") {
      for (const key of body.fileKeys) {
        kept.delete(key);
        deleted.push(key);
      }
      return Response.json({ success: true, deletedCount: body.fileKeys.length });
    }
    return Response.json({ ok: true });
  }

  const [signed = "", signature = ""] = request.url.split("&signature=");
  if (sign(signed) !== decodeURIComponent(signature)) return new Response(null, { status: 403 });
  const file = kept.get(name) ?? { bytes: Buffer.alloc(0) };
  if (request.method === "HEAD") {
    heads.push(String(file.bytes.length));
    return new Response(null, { headers: { "x-ut-range-start": String(file.bytes.length) } });
  }
  const start = Number(/bytes=(\d+)-/.exec(request.headers.get("range") ?? "")?.[1]);
  expect(start).toBe(file.bytes.length);
  // The bytes of the only part of the form, as far as they come.
  let arrived = Buffer.alloc(0);
  try {
    for await (const chunk of request.body ?? []) arrived = Buffer.concat([arrived, chunk]);
  } catch {
    // Cut off: what has arrived counts.
  }
  const from = arrived.indexOf("\r\n\r\n") + 4;
  const end = arrived.lastIndexOf("\r\n--");
  const part = arrived.subarray(from, end > from ? end : undefined);
  kept.set(name, { ...file, bytes: Buffer.concat([file.bytes, part]) });
  const size = Number(decodeURIComponent(searchParams.get("x-ut-file-size") ?? ""));
  const whole = kept.get(name) as Kept;
  if (whole.bytes.length < size) return Response.json({ error: "cut" }, { status: 400 });

  const url = `${new URL(request.url).origin}/f/${name}`;
  const described = {
    key: name,
    name: decodeURIComponent(searchParams.get("x-ut-file-name") ?? ""),
    type: decodeURIComponent(searchParams.get("x-ut-file-type") ?? ""),
    size,
    customId: null,
    ...{ url, appUrl: url, ufsUrl: url, fileHash: "0".repeat(32) },
  };
  const payload = JSON.stringify({
    status: "uploaded",
    file: described,
    origin: new URL(request.url).origin,
    metadata: whole.metadata,
  });
  const called = await fetch(`${whole.callbackUrl}?slug=${whole.slug}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "uploadthing-hook": "callback",
      "x-uploadthing-signature": sign(payload),
    },
    body: payload,
  });
  expect(called.status, await called.text()).toBe(200);
  return Response.json({ ...described, serverData: results.get(name) ?? null });
}

beforeAll(async () => {
  ours = await team();
  photo = await sharp({
    create: {
      ...{ width: 500, height: 400, channels: 3, background: "#000" },
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  cloud = await listen(answerAsCloud);
  let handle: (request: NextRequest) => Promise<Response>;
  app = await listen((request) => handle(new NextRequest(request)));
  endpoint = `${addressOf(app)}/api/uploadthing`;
  const token = { apiKey: API_KEY, appId: "stand-in", regions: ["one"], ingestHost: "cloud.test" };
  for (const [name, value] of Object.entries({
    NEXT_PUBLIC_SUPABASE_URL: supabaseUrl,
    EMBEDDED_SUPABASE_URL: supabaseUrl,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishableKey,
    SUPABASE_SECRET_KEY: process.env.TEST_SUPABASE_SECRET_KEY,
    APP_URL: addressOf(app),
    RATE_LIMITS: "off",
    UPLOADTHING_TOKEN: Buffer.from(JSON.stringify(token)).toString("base64"),
    // Where its library finds the cloud.
    UPLOADTHING_INGEST_URL: addressOf(cloud),
    UPLOADTHING_API_URL: addressOf(cloud),
  })) {
    vi.stubEnv(name, value);
  }
  handle = (await import("../../lib/media/uploadthing/handler.ts")).POST;
}, 60_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  for (const server of [app, cloud]) server.close();
  const files = await sql<{ bucket_id: string; name: string }[]>`
    select bucket_id, name from storage.objects where name like ${`${ours.editor.id}/%`}`;
  for (const { bucket_id, name } of files) await adminClient.storage.from(bucket_id).remove([name]);
});

const uploader = () => genUploader<UploadRouter>({ url: endpoint, fetch, package: "test" });
const as = (token: string) => ({ authorization: `Bearer ${token}` });
const file = () => new File([new Uint8Array(photo)], "hall.png", { type: "image/png" });
const input = () => ({ companyId: ours.companyId, title: "Post office" });

test("a picture passes through the cloud into our storage, and does not stay there", async () => {
  const [done] = await uploader().uploadFiles("gallery", {
    files: [file()],
    input: input(),
    headers: as(ours.editor.token),
  });
  expect(done?.serverData).toMatchObject({ status: "stored" });
  const { picture } = (done?.serverData ?? {}) as { picture: { id: string; url: string } };
  const back = await fetch(picture.url);
  expect(Buffer.from(await back.arrayBuffer()).equals(photo)).toBe(true);
  const [row] = await sql`select company_id, usage from public.media_assets
    where id = ${picture.id}`;
  expect(row).toEqual({ company_id: ours.companyId, usage: "gallery" });
  expect(deleted).toContain(done?.key);
});

test("a paused upload goes on where it was, on the same address", async () => {
  const { createUpload } = uploader();
  heads.length = 0;
  NodeRequest.sent = [];
  // So much is sent before the person pauses.
  NodeRequest.cutAfter = 200_000;
  const files = [file()];
  const upload = await createUpload("gallery", {
    files,
    input: input(),
    headers: as(ours.editor.token),
  });
  await expect.poll(() => NodeRequest.sent.length).toBe(1);
  setTimeout(() => upload.pauseUpload(), 200);
  await expect
    .poll(() => Math.max(...[...kept.values()].map(({ bytes }) => bytes.length)))
    .toBeGreaterThan(100_000);
  upload.resumeUpload();
  const [done] = await upload.done();
  expect(heads[0]).toBe("0");
  expect(Number(heads[1])).toBeGreaterThan(100_000);
  expect(NodeRequest.sent.map(({ range }) => range)).toEqual(["bytes=0-", `bytes=${heads[1]}-`]);
  const { picture } = (done?.serverData ?? {}) as { picture: { url: string } };
  const back = await fetch(picture.url);
  expect(Buffer.from(await back.arrayBuffer()).equals(photo)).toBe(true);
});

test("a callback nobody signed is refused, and so is who may not upload", async () => {
  const before = results.size;
  const payload = JSON.stringify({ status: "uploaded", file: {}, origin: "", metadata: {} });
  const forged = await fetch(`${endpoint}?slug=gallery`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "uploadthing-hook": "callback",
      "x-uploadthing-signature": `hmac-sha256=${"0".repeat(64)}`,
    },
    body: payload,
  });
  expect(forged.status).toBe(400);
  expect(results.size).toBe(before);
  await expect(
    uploader().uploadFiles("gallery", {
      files: [file()],
      input: input(),
      headers: as(ours.stranger.token),
    }),
  ).rejects.toThrow();
});
