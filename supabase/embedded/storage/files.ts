import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { type FileHandle, link, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { errors } from "./errors.ts";

/** Which bytes belong to a row: every upload of an object gets a version of its own. */
export type FileRef = { id: string; version: string };

/** An upload on disk that no row points to yet. */
export type Received = { path: string; size: number; md5: string };

const REF = /^([0-9a-f-]{36})\.([0-9a-f-]{36})$/;

/**
 * The bytes of all objects: one immutable file per version, named by ids alone, so that nothing a
 * client sends ever becomes part of a path.
 */
export class ObjectFiles {
  readonly #objects: string;
  readonly #incoming: string;

  constructor(dataDir: string) {
    this.#objects = join(dataDir, "storage", "objects");
    this.#incoming = join(dataDir, "storage", "incoming");
    // Whatever was arriving when the last process died has no owner any more.
    rmSync(this.#incoming, { recursive: true, force: true });
    mkdirSync(this.#incoming, { recursive: true });
    mkdirSync(this.#objects, { recursive: true });
  }

  /** Streams an upload to disk and flushes it; past `limit` bytes it is refused and removed. */
  async receive(content: AsyncIterable<Uint8Array>, limit: number): Promise<Received> {
    const path = join(this.#incoming, randomUUID());
    const handle = await open(path, "wx");
    const hash = createHash("md5");
    let size = 0;
    try {
      for await (const chunk of content) {
        size += chunk.byteLength;
        if (size > limit) throw errors.tooLarge();
        hash.update(chunk);
        await handle.writeFile(chunk);
      }
      await handle.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return { path, size, md5: hash.digest("hex") };
  }

  /** A second name for the bytes of an object, to be adopted by a copy. Null: they are gone. */
  async duplicate(ref: FileRef): Promise<{ path: string } | null> {
    const path = join(this.#incoming, randomUUID());
    return ignoreMissing(link(this.#path(ref), path).then(() => ({ path })));
  }

  /** Makes received bytes the bytes of this version, durably. */
  async adopt(received: Pick<Received, "path">, ref: FileRef): Promise<void> {
    await rename(received.path, this.#path(ref));
    const directory = await open(this.#objects, "r");
    await directory.sync().finally(() => directory.close());
  }

  async discard(received: Pick<Received, "path">): Promise<void> {
    await rm(received.path, { force: true });
  }

  /** Null: no such file, because it was replaced meanwhile or its row was written by hand. */
  async open(ref: FileRef): Promise<FileHandle | null> {
    if (!REF.test(`${ref.id}.${ref.version}`)) return null;
    return ignoreMissing(open(this.#path(ref), "r"));
  }

  async remove(refs: FileRef[]): Promise<void> {
    const named = refs.filter((ref) => REF.test(`${ref.id}.${ref.version}`));
    await Promise.all(named.map((ref) => rm(this.#path(ref), { force: true })));
  }

  /**
   * Removes files without a row: a crash between a commit and its clean-up leaves them. Only files
   * older than `before` are looked at, so uploads under way are safe.
   */
  async sweep(before: number, findLive: (versions: string[]) => Promise<Set<string>>) {
    const refs: FileRef[] = [];
    for (const name of await readdir(this.#objects)) {
      const [, id, version] = REF.exec(name) ?? [];
      if (!id || !version) continue;
      const info = await ignoreMissing(stat(join(this.#objects, name)));
      if (info && info.ctimeMs < before) refs.push({ id, version });
    }
    for (let start = 0; start < refs.length; start += 1000) {
      const batch = refs.slice(start, start + 1000);
      const live = await findLive(batch.map(({ version }) => version));
      await this.remove(batch.filter(({ version }) => !live.has(version)));
    }
  }

  #path({ id, version }: FileRef): string {
    return join(this.#objects, `${id}.${version}`);
  }
}

async function ignoreMissing<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
