import { randomUUID } from "node:crypto";
import type { PendingQuery } from "postgres";
import type { Caller, Transaction } from "../context.ts";
import {
  type Bucket,
  type Metadata,
  OBJECT_COLUMNS,
  type ObjectRow,
  ownerOf,
  type StorageDatabase,
} from "./database.ts";
import { errors } from "./errors.ts";
import type { FileRef, ObjectFiles, Received } from "./files.ts";
import {
  isFolderPlaceholder,
  requireAllowedType,
  requireHeaderValues,
  requireKey,
} from "./limits.ts";

/** Where an upload goes and on whose behalf. */
export type Target = {
  bucket: string;
  name: string;
  /** The `sub` of the uploader; it becomes the owner. */
  owner: string | null;
  /** Whether an existing object may be replaced. */
  upsert: boolean;
};

export type Description = {
  contentType: string;
  cacheControl: string;
  contentEncoding: string | null;
  userMetadata: Record<string, unknown> | null;
};

/**
 * The three steps of every upload, whatever protocol carries the bytes: `authorize` before any byte
 * is taken, `receive` (ObjectFiles), `commit`. Resumable uploads bring their own second step.
 */
export class Uploads {
  readonly #database: StorageDatabase;
  readonly #files: ObjectFiles;
  readonly #globalLimit: number;

  constructor(database: StorageDatabase, files: ObjectFiles, globalLimit: number) {
    this.#database = database;
    this.#files = files;
    this.#globalLimit = globalLimit;
  }

  /** Throws unless row-level security would let the caller write this object. */
  authorize(caller: Caller, operation: string, target: Target, description?: Partial<Description>) {
    requireKey(target.name);
    const metadata = description?.contentType ? { mimetype: description.contentType } : null;
    return this.#database.rehearse(caller, operation, (transaction) =>
      writeRow(transaction, target, {
        version: randomUUID(),
        metadata,
        userMetadata: description?.userMetadata ?? null,
      }),
    );
  }

  /** Whether there is such an object, whoever asks. */
  async exists({ bucket, name }: Pick<Target, "bucket" | "name">): Promise<boolean> {
    const rows = await this.#database.asService(
      "storage.object.upload_signed",
      (transaction) => transaction`
        select 1 from storage.objects where bucket_id = ${bucket} and name = ${name}`,
    );
    return rows.length > 0;
  }

  /** Throws when the bucket refuses the type; answers how many bytes it takes. */
  admit(bucket: Bucket, name: string, contentType: string): number {
    if (isFolderPlaceholder(name)) return 0;
    requireAllowedType(contentType, bucket.allowed_mime_types);
    return Math.min(bucket.file_size_limit ?? this.#globalLimit, this.#globalLimit);
  }

  /**
   * Points the object's row to the received bytes, in one transaction: either both are there
   * afterwards or neither is. The caller must have been authorized.
   */
  async commit(
    operation: string,
    target: Target,
    received: Pick<Received, "path">,
    metadata: Partial<Metadata>,
    userMetadata: Record<string, unknown> | null,
  ): Promise<ObjectRow> {
    const version = randomUUID();
    const { mimetype, cacheControl, contentEncoding } = metadata;
    let adopted: FileRef | null = null;
    const replace = async (transaction: Transaction) => {
      requireHeaderValues([mimetype, cacheControl, contentEncoding]);
      await lockNames(transaction, [target]);
      const [previous] = await transaction<FileRef[]>`
        select id, version from storage.objects
        where bucket_id = ${target.bucket} and name = ${target.name}`;
      const content = { version, metadata, userMetadata };
      const [row] = await writeRow(transaction, target, content, true);
      if (!row) throw errors.internal();
      adopted = { id: row.id, version };
      // Last, so that a refused row leaves no file; before the commit, so that no row lacks one.
      await this.#files.adopt(received, adopted);
      return { row, previous };
    };

    const { row, previous } = await this.#database
      .asService(operation, replace)
      .catch(async (error) => {
        await this.#files.discard(received);
        if (adopted) await this.#removeUnlessCommitted(adopted);
        throw error;
      });
    if (previous) await this.#files.remove([previous]);
    return row;
  }

  /** A connection lost during COMMIT leaves open whether it happened: ask before removing. */
  async #removeUnlessCommitted(ref: FileRef): Promise<void> {
    const live = await this.#database.liveVersions([ref.version]).catch(() => null);
    if (live && !live.has(ref.version)) await this.#files.remove([ref]);
  }
}

/** Serialises writers of one name, so that each knows which file it replaces. */
export async function lockNames(
  transaction: Transaction,
  objects: { bucket: string; name: string }[],
): Promise<void> {
  // Always in the same order: two writers of the same two names must not wait for each other.
  const paths = objects.map(({ bucket, name }) => `${bucket}/${name}`).sort();
  for (const path of paths) {
    await transaction`select pg_advisory_xact_lock(hashtextextended(${path}, 0))`;
  }
}

type Content = {
  version: string;
  metadata: Partial<Metadata> | null;
  userMetadata: Record<string, unknown> | null;
};

const toJson = (value: object | null) => (value === null ? null : JSON.stringify(value));

/**
 * Upstream's rule, which policies are written for: adding an object asks for an insert policy only,
 * so nothing is read back then; replacing one asks for insert, select and update.
 */
function writeRow(
  transaction: Transaction,
  target: Target,
  content: Content,
  readBack = target.upsert,
): PendingQuery<ObjectRow[]> {
  const { owner, owner_id } = ownerOf(target.owner);
  const replace = transaction`
    on conflict (bucket_id, name) do update set
      owner = excluded.owner, owner_id = excluded.owner_id, version = excluded.version,
      metadata = excluded.metadata, user_metadata = excluded.user_metadata`;
  const returning = transaction`returning ${transaction.unsafe(OBJECT_COLUMNS)}`;
  return transaction<ObjectRow[]>`
    insert into storage.objects
      (id, bucket_id, name, owner, owner_id, version, metadata, user_metadata)
    values (${randomUUID()}, ${target.bucket}, ${target.name}, ${owner}, ${owner_id},
      ${content.version}, ${toJson(content.metadata)}::text::jsonb,
      ${toJson(content.userMetadata)}::text::jsonb)
    ${target.upsert ? replace : transaction``}
    ${readBack ? returning : transaction``}`;
}
