import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ready } from "./context.ts";

export type TestBackend = Ready & {
  dataDir: string;
  process: ChildProcess;
  stop(): Promise<void>;
};

export type TestBackendOptions = {
  /** A folder of migrations; false for none. Default: supabase/migrations. */
  migrations?: string | false;
  /** Load the demo data as well. Default: false. */
  seed?: boolean;
  /** Keep this folder (to start again on it) instead of a temporary one. */
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
};

/** Starts a backend of its own for a test suite: temporary data, free ports. */
export async function startTestBackend(options: TestBackendOptions = {}): Promise<TestBackend> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "travel-buddy-")));
  const args = [join(import.meta.dirname, "main.ts"), "--data", dataDir];
  args.push("--port", String(options.port ?? 0));
  if (options.migrations !== undefined) args.push("--migrations", options.migrations || "");
  if (!options.seed) args.push("--no-seed");

  const child = spawn(process.execPath, args, {
    // A DATABASE_URL of the surroundings is not ours to fill.
    env: { ...process.env, DATABASE_URL: "", ...options.env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    }
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
  };

  const ready = await new Promise<Ready>((done, fail) => {
    child.on("message", (message: Ready | { type: "error" | "progress"; message: string }) => {
      if (message.type === "ready") done(message);
      if (message.type === "error") fail(new Error(message.message));
    });
    child.once("exit", (code) => fail(new Error(`The embedded backend ended with code ${code}.`)));
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { ...ready, dataDir, process: child, stop };
}
