/**
 * Uploads in parts. Parts wait in a bucket of their own, named by their content; which of them have
 * arrived is counted in the database, under a lock. Put together they go from file to file as a
 * stream: never more of them in memory than one part.
 */
import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { AppError, fromPostgrest, internalError } from "@/lib/api/errors";
import { megabytes } from "@/lib/api/form";
import { describeError, log } from "@/lib/api/log";
import type { SentFile } from "@/lib/api/sent-file";
import { videoType } from "@/lib/media/inspect-video";
import { RefusedFile } from "@/lib/media/refusal";
import type { Db } from "@/lib/supabase/types";
import { putFile, readFile, removeFiles } from "@/lib/uploads/files";
import { type BucketName, PARTS_BUCKET, uploadLimits } from "@/lib/uploads/limits";
import {
  asBadRequest,
  discard,
  headOf,
  type Recorded,
  type Stored,
  storeImage,
  storeVideo,
  tooLarge,
  type Uploader,
} from "@/lib/uploads/store";

export type NewSession = {
  fileName: string;
  mimeType: string | null;
  totalParts: number;
  fileSize?: number;
  chunkSize?: number;
};

/** Opens an upload; answers its id. */
export async function openSession(db: Db, session: NewSession): Promise<string> {
  const { data, error } = await db
    .from("uploads")
    .insert({
      file_name: session.fileName,
      mime_type: session.mimeType,
      total_parts: session.totalParts,
      file_size: session.fileSize ?? null,
      chunk_size: session.chunkSize ?? null,
    })
    .select("id")
    .single();
  if (error) throw fromPostgrest(error);
  return data.id;
}

const noSuchUpload = () =>
  new AppError("not_found", "There is no such upload. It may have expired: start again.");

async function requireSession(db: Db, id: string) {
  const { data, error } = await db
    .from("uploads")
    .select("id, file_name, total_parts, received_parts, file_size, chunk_size, status, expires_at")
    .eq("id", id)
    .maybeSingle();
  if (error) throw fromPostgrest(error);
  if (!data || Date.parse(data.expires_at) <= Date.now()) throw noSuchUpload();
  return data;
}

export type SessionState = {
  id: string;
  total: number;
  received: number[];
  missing: number[];
  completed: boolean;
  expiresAt: string;
};

/** Which parts of an upload have arrived; parts count from 1. */
export async function sessionState(db: Db, id: string): Promise<SessionState> {
  const { total_parts, received_parts, status, expires_at } = await requireSession(db, id);
  const received = new Set(received_parts);
  return {
    id,
    total: total_parts,
    received: [...received].sort((a, b) => a - b),
    missing: Array.from({ length: total_parts }, (_, index) => index + 1).filter(
      (part) => !received.has(part),
    ),
    completed: status === "completed",
    expiresAt: expires_at,
  };
}

export type Progress = { received: number; total: number };

const partPath = (user: Uploader, id: string, part: number, sha256: string) =>
  `${user.userId}/${id}/${part}-${sha256}`;

/**
 * Takes one part, in whatever order parts come; the same one again changes nothing.
 *
 * @throws {AppError} `not_found` for an unknown, foreign or expired upload, `bad_request` for a part
 *   that cannot be one of it, `conflict` when the part was sent before with other content
 */
export async function addPart(
  db: Db,
  user: Uploader,
  id: string,
  part: number,
  chunk: SentFile,
  names: { part: string; first: number } = { part: "partNumber", first: 1 },
): Promise<Progress> {
  const session = await requireSession(db, id);
  const { total_parts: total, file_size: fileSize, chunk_size: chunkSize } = session;
  if (part > total) {
    const last = total - 1 + names.first;
    throw badField(names.part, `This upload has parts ${names.first} to ${last}.`);
  }
  const { chunkBytes, videoBytes } = uploadLimits();
  if (chunk.size === 0) throw badField("chunk", "The part is empty.");
  if (chunk.size > chunkBytes) {
    throw badField("chunk", `A part may have at most ${megabytes(chunkBytes)}.`);
  }
  if (fileSize !== null && chunkSize !== null) {
    const expected = part < total ? chunkSize : fileSize - chunkSize * (total - 1);
    if (chunk.size !== expected) {
      throw badField("chunk", `This part should have ${expected} bytes, and has ${chunk.size}.`);
    }
  }
  if (session.status !== "completed") {
    // Named by its content: stored before, it is the same.
    const place = { bucket: PARTS_BUCKET, path: partPath(user, id, part, chunk.sha256) };
    const content = await chunk.bytes();
    await putFile(user.token, place, content, {
      size: chunk.size,
      type: "application/octet-stream",
    });
  }
  const { data, error } = await db.rpc("record_upload_part", {
    p_upload_id: id,
    p_part: part,
    p_size: chunk.size,
    p_sha256: chunk.sha256,
  });
  if (error) {
    if (error.code === "PT409") {
      const path = partPath(user, id, part, chunk.sha256);
      await discard(user, { bucket: PARTS_BUCKET, path });
    }
    throw error.code === "P0002" ? noSuchUpload() : fromPostgrest(error);
  }
  const progress = data as Progress & { bytes: number };
  const most = Math.max(videoBytes, uploadLimits().imageBytes);
  if (progress.bytes > most) {
    await forget(db, user, id);
    throw asBadRequest(tooLarge("Files", most), "chunk");
  }
  return { received: progress.received, total: progress.total };
}

type Claim =
  | { outcome: "completed"; media_id: string | null }
  | { outcome: "incomplete"; missing: number[] }
  | { outcome: "busy" }
  | {
      outcome: "claimed";
      file_name: string;
      file_size: number | null;
      parts: { part: number; size: number; sha256: string }[];
    };

export type Finished = { missing: number[] } | (Recorded & { missing?: undefined });

const PATIENCE_MS = 20_000;

/**
 * Puts the parts together and records the file. Asked again, or by two at once, it is done once and
 * answers the same. `missing` names the parts that are not there yet.
 *
 * @throws {AppError} `bad_request` when what arrived is no picture or film; then nothing of it stays
 */
export async function finishSession(
  db: Db,
  user: Uploader,
  id: string,
  wanted: { bucket: BucketName; title?: string },
): Promise<Finished> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const claim = await claimUpload(db, id);
    if (claim.outcome === "incomplete") return { missing: claim.missing };
    if (claim.outcome === "completed") return recorded(db, claim.media_id);
    if (claim.outcome === "claimed") return assemble(db, user, id, wanted, claim);
    if (Date.now() > deadline) {
      throw new AppError("conflict", "The parts are being put together. Ask again in a moment.", {
        headers: { "retry-after": "5" },
      });
    }
    await wait(250);
  }
}

async function claimUpload(db: Db, id: string): Promise<Claim> {
  const { data, error } = await db.rpc("claim_upload", { p_upload_id: id });
  if (error) throw error.code === "P0002" ? noSuchUpload() : fromPostgrest(error);
  return data as Claim;
}

async function recorded(db: Db, mediaId: string | null): Promise<Recorded> {
  if (mediaId) {
    const { data, error } = await db
      .from("media_assets")
      .select("id, url, storage_path")
      .eq("id", mediaId)
      .maybeSingle();
    if (error) throw fromPostgrest(error);
    if (data) return { mediaId: data.id, signedUrl: data.url, filePath: data.storage_path ?? "" };
  }
  throw new AppError("not_found", "The uploaded file has been deleted since.");
}

async function assemble(
  db: Db,
  user: Uploader,
  id: string,
  { bucket, title }: { bucket: BucketName; title?: string },
  { file_name, file_size, parts }: Extract<Claim, { outcome: "claimed" }>,
): Promise<Recorded> {
  const paths = parts.map(({ part, sha256 }) => partPath(user, id, part, sha256));
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const read = () =>
    joined(
      user,
      parts.map(({ size }, index) => ({ path: paths[index] ?? "", size })),
    );
  const target = { bucket, title: title ?? file_name.replace(/\.[^.]*$/, "") };
  let stored: Stored | undefined;
  try {
    if (file_size !== null && file_size !== size) {
      throw new RefusedFile(`The file should have ${file_size} bytes, and has ${size}.`);
    }
    stored = await storeByContent(user, target, size, read);
    const { data, error } = await db.rpc("complete_upload", {
      p_upload_id: id,
      p_file: stored.record,
    });
    if (error) throw fromPostgrest(error);
    const { place, record } = stored;
    await removeParts(user, paths);
    return { mediaId: data, signedUrl: record.url, filePath: place.path };
  } catch (error) {
    if (stored) await discard(user, stored.place);
    if (error instanceof RefusedFile) {
      await forget(db, user, id);
      throw asBadRequest(error);
    }
    await db.rpc("release_upload", { p_upload_id: id });
    throw error;
  }
}

async function storeByContent(
  user: Uploader,
  target: { bucket: BucketName; title: string },
  size: number,
  read: () => AsyncIterable<Uint8Array>,
): Promise<Stored> {
  const type = await videoType(await headOf(read()));
  if (type) return storeVideo(user, target, { size, type, read });
  // Before its bytes are fetched: what is too large for a picture is not read into memory.
  const { imageBytes } = uploadLimits();
  if (size > imageBytes) {
    throw new RefusedFile(
      `This file is no film we take, and pictures may have at most ${megabytes(imageBytes)}.`,
    );
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of read()) chunks.push(chunk);
  return storeImage(user, target, Buffer.concat(chunks));
}

/**
 * The bytes of all parts. Their owner may store and record parts past us, so what was recorded is
 * not believed: everything that was decided by the size would be wrong.
 */
async function* joined(
  user: Uploader,
  parts: readonly { path: string; size: number }[],
): AsyncGenerator<Uint8Array> {
  for (const { path, size } of parts) {
    const part = await readFile(user.token, { bucket: PARTS_BUCKET, path });
    if (!part) throw internalError(new Error(`The stored part ${path} is gone.`));
    if (part.size !== size) {
      part.content.destroy();
      throw new RefusedFile("A part is not as large as it was said to be.");
    }
    yield* part.content;
  }
}

/** Ends an upload: its parts and its session go. */
export async function forget(db: Db, user: Uploader, id: string): Promise<void> {
  const { data: parts } = await db
    .from("upload_parts")
    .select("part, sha256")
    .eq("upload_id", id)
    .limit(10_000);
  await removeParts(
    user,
    (parts ?? []).map(({ part, sha256 }) => partPath(user, id, part, sha256)),
  );
  const { error } = await db.from("uploads").delete().eq("id", id);
  if (error) throw fromPostgrest(error);
}

/** What cannot be removed now, the clean-up removes: the session is over. */
async function removeParts(user: Uploader, paths: string[]): Promise<void> {
  for (let start = 0; start < paths.length; start += 500) {
    await removeFiles(user.token, PARTS_BUCKET, paths.slice(start, start + 500)).catch(
      (error: unknown) => log.error({ error: describeError(error) }, "parts left behind"),
    );
  }
}

function badField(name: string, message: string): AppError {
  return new AppError("bad_request", message, { fields: { [name]: [message] } });
}
