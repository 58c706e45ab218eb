import type { ISql } from "postgres";
import { withCaller } from "../caller.ts";
import type { Caller, Embedded, Transaction } from "../context.ts";
import { errors, fromDatabase } from "./errors.ts";

export type Metadata = {
  eTag: string;
  size: number;
  mimetype: string;
  cacheControl: string;
  lastModified: string;
  contentLength: number;
  httpStatusCode: number;
  contentEncoding?: string;
};

/** A row of storage.objects as the API shows it. */
export type ObjectRow = {
  id: string;
  bucket_id: string;
  name: string;
  owner: string | null;
  owner_id: string | null;
  version: string;
  // Rows written by hand may lack any of it.
  metadata: Partial<Metadata> | null;
  user_metadata: Record<string, unknown> | null;
  created_at: string;
  updated_at: string;
  last_accessed_at: string;
};

export type Bucket = {
  id: string;
  public: boolean;
  file_size_limit: number | null;
  allowed_mime_types: string[] | null;
};

const iso = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`;

export const TIMESTAMPS = ["created_at", "updated_at", "last_accessed_at"].map(iso).join(", ");
export const OBJECT_COLUMNS = `id, bucket_id, name, owner, owner_id, version, metadata, user_metadata, ${TIMESTAMPS}`;
export const BUCKET_COLUMNS = `id, name, owner, owner_id, public, type, allowed_mime_types, avif_autodetection, file_size_limit::float8 as file_size_limit, ${iso("created_at")}, ${iso("updated_at")}`;

const SERVICE: Caller = { role: "service_role", claims: { role: "service_role" } };
const ROLLBACK = Symbol("rollback");

type Work<T> = (transaction: Transaction) => Promise<T>;

/** The storage schema, always seen through somebody's eyes: row-level security does the checking. */
export class StorageDatabase {
  readonly #embedded: Embedded;

  constructor(embedded: Embedded) {
    this.#embedded = embedded;
  }

  /** Runs `work` in one transaction as the caller; `operation` is what policies may ask for. */
  async as<T>(caller: Caller, operation: string, work: Work<T>): Promise<T> {
    try {
      return await withCaller(this.#embedded.sql, caller, async (transaction) => {
        await transaction`
          select set_config('storage.operation', ${operation}, true),
                 set_config('storage.allow_delete_query', 'true', true)`;
        return work(transaction);
      });
    } catch (error) {
      throw fromDatabase(error);
    }
  }

  /** As the service itself, past row-level security: for what a caller was already granted. */
  asService<T>(operation: string, work: Work<T>): Promise<T> {
    return this.as(SERVICE, operation, work);
  }

  /** Tries `work` as the caller and takes it back: throws what doing it would throw. */
  async rehearse(caller: Caller, operation: string, work: Work<unknown>): Promise<void> {
    try {
      await this.as(caller, operation, async (transaction) => {
        await work(transaction);
        throw ROLLBACK;
      });
    } catch (error) {
      if (error !== ROLLBACK) throw error;
    }
  }

  /** What uploads and downloads must know of a bucket, whoever asks. Null: no such bucket. */
  async findBucket(id: string): Promise<Bucket | null> {
    const [bucket] = await this.#embedded.sql<Bucket[]>`
      select id, coalesce(public, false) as public,
             file_size_limit::float8 as file_size_limit, allowed_mime_types
      from storage.buckets where id = ${id}`;
    return bucket ?? null;
  }

  async requireBucket(id: string): Promise<Bucket> {
    const bucket = await this.findBucket(id);
    if (!bucket) throw errors.noSuchBucket();
    return bucket;
  }

  /** The object as the caller may see it; "not found" also when it is hidden from them. */
  async requireObject(
    caller: Caller,
    operation: string,
    bucket: string,
    name: string,
  ): Promise<ObjectRow> {
    const [row] = await this.as(caller, operation, (transaction) =>
      selectObject(transaction, bucket, name),
    );
    if (!row) throw errors.noSuchKey();
    return row;
  }

  /** The object for whoever holds its link or address: one statement, past row-level security. */
  async requireOpenObject(bucket: string, name: string): Promise<ObjectRow> {
    const [row] = await selectObject(this.#embedded.sql, bucket, name);
    if (!row) throw errors.noSuchKey();
    return row;
  }

  /** Of these versions, the ones a row still points to. */
  async liveVersions(versions: string[]): Promise<Set<string>> {
    const rows = await this.#embedded.sql<{ version: string }[]>`
      select version from storage.objects where version = any(${versions})`;
    return new Set(rows.map(({ version }) => version));
  }
}

const selectObject = (sql: ISql, bucket: string, name: string) => sql<ObjectRow[]>`
  select ${sql.unsafe(OBJECT_COLUMNS)}
  from storage.objects where bucket_id = ${bucket} and name = ${name}`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Both owner columns: the deprecated one only takes uuids. */
export function ownerOf(subject: string | undefined | null) {
  return { owner: subject && UUID.test(subject) ? subject : null, owner_id: subject ?? null };
}
