import { mkdirSync } from "node:fs";
import { open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Configstore, FileStore } from "@tus/file-store";
import { ERRORS, Upload } from "@tus/server";

/** Hosted projects keep an unfinished upload for a day. */
export const UPLOAD_LIFETIME_MS = 24 * 60 * 60 * 1000;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FINISHED = "finished";

/**
 * Uploads under way: one growing file each and a description beside it, so that both a dropped
 * connection and a killed server go on where they were. A finished one leaves its description for
 * as long as an unfinished one would live: whoever never saw the last answer asks again.
 */
export class ResumableFiles extends FileStore {
  readonly #descriptions: Descriptions;

  constructor(dataDir: string) {
    const directory = join(dataDir, "storage", "resumable");
    mkdirSync(directory, { recursive: true });
    const descriptions = new Descriptions(directory);
    super({
      directory,
      configstore: descriptions,
      expirationPeriodInMilliseconds: UPLOAD_LIFETIME_MS,
    });
    this.#descriptions = descriptions;
  }

  override async getUpload(id: string): Promise<Upload> {
    if (!ID.test(id)) throw ERRORS.FILE_NOT_FOUND;
    const known = await this.#descriptions.get(id);
    if (!known) throw ERRORS.FILE_NOT_FOUND;
    return isFinished(known) ? known : super.getUpload(id);
  }

  /** The bytes of a complete upload, flushed to disk. */
  async completed(id: string): Promise<{ path: string }> {
    const path = join(this.directory, id);
    const handle = await open(path, "r+");
    await handle.sync().finally(() => handle.close());
    return { path };
  }

  /** Remembers that the bytes went to their object. */
  async finish(upload: Upload): Promise<void> {
    const { id, size, metadata, creation_date } = upload;
    await this.#descriptions.set(
      id,
      new Upload({
        id,
        offset: size ?? 0,
        ...(size === undefined ? {} : { size }),
        ...(metadata ? { metadata } : {}),
        ...(creation_date ? { creation_date } : {}),
        storage: { type: FINISHED, path: "" },
      }),
    );
  }

  /** Forgets an upload and its bytes. */
  async forget(id: string): Promise<void> {
    await rm(join(this.directory, id), { force: true });
    await this.#descriptions.delete(id);
  }

  /** Clears what nobody went on with, and what a kill left without a description. */
  override async deleteExpired(now = Date.now()): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.directory)) {
      const id = name.replace(/\.(json|new)$/, "");
      const known = ID.test(id) ? await this.#descriptions.get(id) : undefined;
      const born = known?.creation_date
        ? Date.parse(known.creation_date)
        : await stat(join(this.directory, name)).then(
            ({ mtimeMs }) => mtimeMs,
            () => now,
          );
      if (now - born <= UPLOAD_LIFETIME_MS) continue;
      await rm(join(this.directory, name), { force: true });
      if (name === id) removed++;
    }
    return removed;
  }
}

export const isFinished = (upload: Upload) => upload.storage?.type === FINISHED;

/** The descriptions as files beside the bytes; replaced whole, so that a kill leaves no half of one. */
class Descriptions implements Configstore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async get(id: string): Promise<Upload | undefined> {
    const text = await readFile(this.#path(id), "utf8").catch(() => null);
    return text === null ? undefined : new Upload(JSON.parse(text));
  }

  async set(id: string, upload: Upload): Promise<void> {
    const draft = join(this.#directory, `${id}.new`);
    await writeFile(draft, JSON.stringify(upload));
    await rename(draft, this.#path(id));
  }

  async delete(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  #path(id: string): string {
    return join(this.#directory, `${id}.json`);
  }
}
