/** Files as they arrive: small ones are kept in memory, others wait on disk. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";

/** One file as it was sent: its bytes, and what the sender says of them. */
export class SentFile {
  readonly name: string;
  /** The type the sender named; not to be believed. */
  readonly claimedType: string | null;
  readonly size: number;
  readonly sha256: string;
  readonly #place: Buffer | { path: string };

  constructor(
    place: Buffer | { path: string },
    said: SaidOfFile,
    measured: { size: number; sha256: string },
  ) {
    this.#place = place;
    this.name = said.name;
    this.claimedType = said.claimedType;
    this.size = measured.size;
    this.sha256 = measured.sha256;
  }

  /** The whole of it; only for what is known to be small. */
  async bytes(): Promise<Buffer> {
    return Buffer.isBuffer(this.#place) ? this.#place : Buffer.concat(await this.read().toArray());
  }

  read(): Readable {
    return Buffer.isBuffer(this.#place)
      ? Readable.from([this.#place])
      : createReadStream(this.#place.path);
  }

  async dispose(): Promise<void> {
    if (!Buffer.isBuffer(this.#place)) await rm(this.#place.path, { force: true });
  }

  /** What makes two requests the same request. */
  toJSON() {
    const { name, claimedType, size, sha256 } = this;
    return { name, claimedType, size, sha256 };
  }
}

export type SaidOfFile = { name: string; claimedType: string | null };

/** Up to here a file stays in memory. */
const IN_MEMORY_BYTES = 6 * 1024 * 1024;

/** Takes the bytes of one file as they come. Either `end` or `abort` has to be called. */
export class FileSink {
  readonly #hash = createHash("sha256");
  #size = 0;
  #chunks: Buffer[] = [];
  #disk: { path: string; handle: FileHandle } | undefined;

  /** Once it resolves, the caller may use the chunk's memory for something else. */
  async write(chunk: Buffer): Promise<void> {
    this.#size += chunk.length;
    this.#hash.update(chunk);
    if (this.#disk) await this.#disk.handle.writeFile(chunk);
    else this.#chunks.push(Buffer.from(chunk));
    if (this.#disk || this.#size <= IN_MEMORY_BYTES) return;
    const path = join(tmpdir(), `travel-buddy-${randomUUID()}`);
    this.#disk = { path, handle: await open(path, "wx", 0o600) };
    await this.#disk.handle.writeFile(Buffer.concat(this.#chunks));
    this.#chunks = [];
  }

  async end(said: SaidOfFile): Promise<SentFile> {
    await this.#disk?.handle.close();
    const measured = { size: this.#size, sha256: this.#hash.digest("hex") };
    const place = this.#disk ? { path: this.#disk.path } : Buffer.concat(this.#chunks);
    return new SentFile(place, said, measured);
  }

  async abort(): Promise<void> {
    await this.#disk?.handle.close();
    if (this.#disk) await rm(this.#disk.path, { force: true });
  }
}
