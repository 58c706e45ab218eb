import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startStorage } from "./fixture.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "travel-buddy-storage-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

it("a kill loses no stored file, and the next start clears what has no row", async () => {
  const first = await startStorage({ dataDir });
  const { admin, backend } = first;
  const names = Array.from({ length: 20 }, (_, index) => `kept/${index}.txt`);
  const acknowledged: string[] = [];
  let link = "";
  const uploads = names.map(async (name, index) => {
    const { error } = await admin.storage.from("private").upload(name, `content of ${name}`);
    if (!error) acknowledged.push(name);
    if (index === 0) {
      link = (await admin.storage.from("private").createSignedUrl(name, 600)).data?.signedUrl ?? "";
    }
  });
  await Promise.allSettled(uploads.slice(0, 10));
  backend.process.kill("SIGKILL");
  await once(backend.process, "exit");
  await Promise.allSettled(uploads);
  await first.stop();

  const id = "11111111-1111-4111-8111-111111111111";
  await writeFile(join(dataDir, "storage", "objects", `${id}.${id}`), "no row points here");
  await writeFile(join(dataDir, "storage", "incoming", id), "half an upload");

  const second = await startStorage({ dataDir });
  try {
    expect(acknowledged.length).toBeGreaterThanOrEqual(10);
    for (const name of acknowledged) {
      const { data } = await second.admin.storage.from("private").download(name);
      expect(await data?.text()).toBe(`content of ${name}`);
    }
    // Links outlive a restart: their key follows from the stored secret.
    const { pathname, search } = new URL(link);
    expect((await fetch(`${second.backend.url}${pathname}${search}`)).status).toBe(200);

    const [{ count = 0 } = {}] = await second.sql`
      select count(*)::int as count from storage.objects`;
    await expect
      .poll(async () => (await second.filesOnDisk()).objects.length, { timeout: 5000 })
      .toBe(count);
    expect((await second.filesOnDisk()).incoming).toEqual([]);
  } finally {
    await second.stop();
  }
}, 60_000);
