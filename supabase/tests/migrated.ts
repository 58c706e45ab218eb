/** Runs once before the database tests: all migrations, in a folder each test file copies. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startTestBackend } from "../embedded/testing.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder of a stopped backend with all migrations and no demo data. */
    migrated: string;
  }
}

export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), "travel-buddy-migrated-"));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const backend = await startTestBackend({ dataDir });
    await backend.stop();
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide("migrated", dataDir);
  return remove;
}
