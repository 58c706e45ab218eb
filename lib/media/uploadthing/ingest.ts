/**
 * Our own end of UploadThing's upload protocol. The router registers what it decided about a file;
 * the client asks how much of it is here (HEAD) and sends the rest (PUT) to a signed address. Bytes
 * wait as parts in the storage, so a connection that breaks costs nothing that has arrived, and no
 * file is ever held in memory. When the last byte is there the route's callback takes the file over,
 * and its answer is the answer to the PUT.
 */
import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { setTimeout as wait } from "node:timers/promises";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import { z } from "zod";
import { AppError, fromPostgrest, internalError } from "@/lib/api/errors";
import { describeError, log } from "@/lib/api/log";
import {
  ingestKey,
  ingestUrl,
  isSignedAddress,
  sameSecret,
  sign,
} from "@/lib/media/uploadthing/config";
import type { Source } from "@/lib/media/uploadthing/keep";
import { adminToken, createAdminClient } from "@/lib/supabase/admin";
import type { Json } from "@/lib/supabase/database.types";
import type { Database } from "@/lib/supabase/types";
import { putFile, readFile, removeFiles } from "@/lib/uploads/files";
import { PARTS_BUCKET } from "@/lib/uploads/limits";

type Row = Database["public"]["Tables"]["ingest_files"]["Row"];
type Part = { path: string; size: number };
type CallRoute = (callback: Request) => Promise<Response>;

/** What is held of an upload at a time, and what the death of this process may cost it. */
const PART_BYTES = 4 * 1024 * 1024;
/** A callback that takes longer than this is taken to be dead. */
const CLAIM_MS = 5 * 60_000;
const PATIENCE_MS = 60_000;

// The admin client and key: a client of the ingest shows a signed address, not a session. What the
// signature covers was decided by the route's middleware, with the person's own rights.
const files = () => createAdminClient().from("ingest_files");

/** Answers one request of the ingest's. `callRoute` reaches the route the file belongs to. */
export async function answerIngest(
  request: Request,
  name: string,
  callRoute: CallRoute,
): Promise<Response> {
  try {
    if (request.method === "POST") return await answerRouter(request, name);
    const signed = readAddress(request.url, name);
    return request.method === "HEAD"
      ? await tellOffset(signed)
      : await receive(request, signed, callRoute);
  } catch (error) {
    if (error instanceof AppError && error.status < 500) {
      const headers = error.headers ?? {};
      return Response.json({ error: error.message }, { status: error.status, headers });
    }
    log.error({ error: describeError(error) }, "ingest failed");
    return Response.json({ error: "The upload failed. Please try again." }, { status: 500 });
  }
}

// What the router says -----------------------------------------------------------------------------

const registration = z.object({
  fileKeys: z.array(z.string()).min(1).max(50),
  metadata: z.looseObject({ userId: z.uuid(), names: z.array(z.string()) }),
  callbackSlug: z.string(),
});
const callbackResult = z.object({ fileKey: z.string(), callbackData: z.json() });

async function answerRouter(request: Request, name: string): Promise<Response> {
  if (!sameSecret(request.headers.get("x-uploadthing-api-key"), ingestKey())) {
    throw new AppError("forbidden", "This is for the router alone.");
  }
  const body: unknown = await request.json();
  if (name === "route-metadata") await register(registration.parse(body));
  else if (name === "callback-result") {
    const { fileKey, callbackData } = callbackResult.parse(body);
    const { error } = await files()
      .update({ result: { serverData: callbackData as Json } })
      .eq("key", fileKey)
      .is("result", null);
    if (error) throw fromPostgrest(error);
  } else throw new AppError("not_found", "Not found.");
  return Response.json({ ok: true });
}

/** An upload that is taken up again is registered already, under the same key and name. */
async function register({ fileKeys, metadata, callbackSlug }: z.output<typeof registration>) {
  const expired = await files()
    .delete()
    .in("key", fileKeys)
    .lt("expires_at", new Date().toISOString());
  if (expired.error) throw fromPostgrest(expired.error);
  const { error } = await files().upsert(
    fileKeys.map((key, index) => ({
      key,
      user_id: metadata.userId,
      slug: callbackSlug,
      custom_id: metadata.names[index] ?? "",
      metadata: metadata as NonNullable<Json>,
    })),
    { onConflict: "key", ignoreDuplicates: true },
  );
  if (error) throw fromPostgrest(error);
}

// What the client says -----------------------------------------------------------------------------

type Signed = { key: string; customId: string; name: string; size: number; type: string };

/** What a signed address says. @throws {AppError} `forbidden` when it is not ours or too old */
function readAddress(address: string, key: string): Signed {
  const { search } = new URL(address);
  const [said = "", signature = null, ...more] = search.split("&signature=");
  const query = new URLSearchParams(said);
  const given = signature && decodeURIComponent(signature);
  if (more.length || !isSignedAddress(given, `/${key}${said}`)) {
    throw new AppError("forbidden", "This address was not signed by us.");
  }
  if (!(Number(query.get("expires")) > Date.now())) {
    throw new AppError("forbidden", "This address has expired. Please start again.");
  }
  const value = (field: string) => decodeURIComponent(query.get(`x-ut-${field}`) ?? "");
  return {
    key,
    customId: value("custom-id"),
    name: value("file-name"),
    size: Number(value("file-size")),
    type: value("file-type"),
  };
}

/** The file's row, when it is the one the address was signed for. */
async function requireRow({ key, customId, size }: Signed): Promise<Row> {
  const { data, error } = await files().select("*").eq("key", key).maybeSingle();
  if (error) throw fromPostgrest(error);
  if (!data || Date.parse(data.expires_at) <= Date.now()) {
    throw new AppError("not_found", "There is no such upload. It may have expired: start again.");
  }
  if (data.custom_id !== customId || (data.file_size !== null && data.file_size !== size)) {
    throw new AppError("forbidden", "This address is of another upload.");
  }
  return data;
}

async function tellOffset(signed: Signed): Promise<Response> {
  const { received } = await requireRow(signed);
  return new Response(null, {
    headers: { "x-ut-range-start": String(received), "cache-control": "no-store" },
  });
}

async function receive(request: Request, signed: Signed, callRoute: CallRoute): Promise<Response> {
  const row = await requireRow(signed);
  // Sent once more because the answer was lost.
  if (row.result) return finished(signed, row.result);
  const range = /^bytes=(\d+)-$/.exec(request.headers.get("range") ?? "bytes=0-");
  if (!range) throw new AppError("bad_request", "Check the range.");
  const upload = await takeUp(signed);
  const start = Number(range[1]);
  if (start > upload.received) {
    throw new AppError("conflict", "Bytes before these are missing.", {
      headers: { "x-ut-range-start": String(upload.received) },
    });
  }
  await append(request, signed, upload, upload.received - start);
  if (upload.received < signed.size) {
    throw new AppError("bad_request", "The upload broke off.", {
      headers: { "x-ut-range-start": String(upload.received) },
    });
  }
  return finish(signed, callRoute);
}

type Upload = { writer: string; owner: string; received: number; parts: Part[] };

/** From here on, a connection before this one can add nothing. */
async function takeUp({ key, size }: Signed): Promise<Upload> {
  const writer = randomUUID();
  const { data, error } = await files()
    .update({ writer, file_size: size })
    .eq("key", key)
    .select("user_id, received, parts")
    .single();
  if (error) throw fromPostgrest(error);
  return { writer, owner: data.user_id, received: data.received, parts: data.parts as Part[] };
}

/** Adds what the request brings, without the first `known` bytes, which are here already. */
async function append(request: Request, signed: Signed, upload: Upload, known: number) {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let skip = known;
  const flush = async () => {
    if (size === 0) return;
    const bytes = Buffer.concat(waiting);
    waiting = [];
    size = 0;
    await addPart(signed.key, upload, bytes);
  };
  try {
    for await (const chunk of fileOf(request)) {
      const fresh = chunk.subarray(Math.min(skip, chunk.length));
      skip -= chunk.length - fresh.length;
      if (upload.received + size + fresh.length > signed.size) {
        throw new AppError("payload_too_large", "The file is larger than was said.");
      }
      waiting.push(fresh);
      size += fresh.length;
      if (size >= PART_BYTES) await flush();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The connection broke. What came before that counts.
    await flush();
    throw new AppError("bad_request", "The upload broke off.", { cause: error });
  }
  await flush();
}

async function addPart(key: string, upload: Upload, bytes: Buffer): Promise<void> {
  const { writer, owner, received } = upload;
  const part = { path: `${owner}/${key}/${received}-${writer}`, size: bytes.length };
  await putFile(adminToken(), { bucket: PARTS_BUCKET, path: part.path }, bytes, {
    size: bytes.length,
    type: "application/octet-stream",
  });
  const parts = [...upload.parts, part];
  const { data, error } = await files()
    .update({ parts, received: received + part.size })
    .match({ key, writer, received })
    .is("result", null)
    .select("received");
  if (error) throw fromPostgrest(error);
  if (data.length === 0) {
    await removeParts([part]);
    throw new AppError("conflict", "The upload goes on over another connection.");
  }
  upload.parts = parts;
  upload.received += part.size;
}

/** The bytes of the one file in a form, as they come. */
async function* fileOf(request: Request): AsyncGenerator<Uint8Array> {
  const type = request.headers.get("content-type") ?? "";
  if (!request.body || !/^multipart\/form-data\s*;/i.test(type)) {
    throw new AppError("bad_request", "Send the file as a form.");
  }
  const parser = new Busboy({
    headers: { "content-type": type },
    limits: { files: 1, fields: 0, fileSize: Number.POSITIVE_INFINITY },
  });
  const source = Readable.fromWeb(request.body as NodeReadableStream<Uint8Array>);
  let file: BusboyFileStream | undefined;
  const found = new Promise<BusboyFileStream | null>((resolve, reject) => {
    const fail = (error: Error) => {
      file?.destroy(error);
      parser.destroy();
      reject(error);
    };
    parser.on("file", (_field, stream) => {
      file = stream;
      resolve(stream);
    });
    parser.on("finish", () => resolve(null));
    parser.on("error", (error) => fail(error as Error));
    source.on("error", fail);
    source.on("close", () => {
      if (!source.readableEnded) fail(new Error("The connection broke."));
    });
  });
  source.pipe(parser);
  try {
    const stream = await found;
    if (!stream) throw new AppError("bad_request", "The form holds no file.");
    for await (const chunk of stream) yield chunk as Buffer;
  } finally {
    // Read to its end: a request's body that is cancelled while bytes arrive brings Next down.
    source.unpipe(parser);
    source.resume();
  }
}

// The end ------------------------------------------------------------------------------------------

/** Hands the file to its route, once; whoever asks meanwhile waits for the same answer. */
async function finish(signed: Signed, callRoute: CallRoute): Promise<Response> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const dead = new Date(Date.now() - CLAIM_MS).toISOString();
    const { data: row, error } = await files()
      .update({ claimed_at: new Date().toISOString() })
      .eq("key", signed.key)
      .is("result", null)
      .or(`claimed_at.is.null,claimed_at.lt.${dead}`)
      .select("*")
      .maybeSingle();
    if (error) throw fromPostgrest(error);
    if (row) return hand(signed, row, callRoute);
    const { result } = await requireRow(signed);
    if (result) return finished(signed, result);
    if (Date.now() > deadline) {
      throw new AppError("conflict", "The file is being looked at. Ask again in a moment.");
    }
    await wait(200);
  }
}

async function hand(signed: Signed, row: Row, callRoute: CallRoute): Promise<Response> {
  const { key, name, size, type, customId } = signed;
  const hash = createHash("md5");
  for await (const chunk of joined(row.parts as Part[])) hash.update(chunk);
  const fileHash = hash.digest("hex");
  const url = `${ingestUrl()}/${key}`;
  const file = { key, name, size, type, customId, url, appUrl: url, ufsUrl: url, fileHash };
  const { names: _, ...metadata } = row.metadata as Record<string, Json>;
  const payload = JSON.stringify({ status: "uploaded", file, origin: ingestUrl(), metadata });
  const callback = await callRoute(
    new Request(`${ingestUrl()}?slug=${encodeURIComponent(row.slug)}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "uploadthing-hook": "callback",
        "x-uploadthing-signature": sign(payload),
      },
      body: payload,
    }),
  );
  const { result } = await requireRow(signed);
  if (!callback.ok || !result) {
    // The next PUT, with nothing in it, tries again.
    await files().update({ claimed_at: null }).eq("key", key).is("result", null);
    throw internalError(new Error(`The callback of ${row.slug} answered ${callback.status}.`));
  }
  await removeParts(row.parts as Part[]);
  return finished(signed, { ...(result as object), fileHash } as Json);
}

function finished({ key }: Signed, result: Json): Response {
  const url = `${ingestUrl()}/${key}`;
  const { serverData, fileHash = "" } = result as { serverData: Json; fileHash?: string };
  return Response.json({ url, appUrl: url, ufsUrl: url, fileHash, serverData });
}

/** A file that has arrived, for the callback of its route. */
export async function openIngested(key: string): Promise<Source> {
  const { data, error } = await files().select("received, parts").eq("key", key).maybeSingle();
  if (error) throw fromPostgrest(error);
  if (!data) throw internalError(new Error("A callback came for a file that is not here."));
  return { size: data.received, read: () => joined(data.parts as Part[]) };
}

async function* joined(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  for (const { path } of parts) {
    const part = await readFile(adminToken(), { bucket: PARTS_BUCKET, path });
    if (!part) throw internalError(new Error(`The stored part ${path} is gone.`));
    yield* part.content;
  }
}

/** What cannot be removed now, the clean-up removes: the upload is over. */
async function removeParts(parts: readonly Part[]): Promise<void> {
  const paths = parts.map(({ path }) => path);
  await removeFiles(adminToken(), PARTS_BUCKET, paths).catch((error: unknown) =>
    log.error({ error: describeError(error) }, "parts left behind"),
  );
}
