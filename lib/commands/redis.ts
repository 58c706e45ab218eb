/** Finds the Redis server that the tests start for themselves. */
import { access, constants } from "node:fs/promises";
import path from "node:path";
import { CommandError, run } from "./stack.ts";

/** Valkey is the same server under another name. */
const NAMES = ["redis-server", "valkey-server"];
const USUAL_FOLDERS = ["/usr/bin", "/usr/local/bin", "/usr/sbin", "/opt/homebrew/bin", "/snap/bin"];

/**
 * The path of a Redis server: `REDIS_SERVER_PATH`, else on the `PATH` or in the usual places, else
 * installed with apt-get when this is a Debian and we are root. Nothing is left running.
 *
 * @throws {CommandError} saying what to do when there is none.
 */
export async function findRedisServer(): Promise<string> {
  const named = process.env.REDIS_SERVER_PATH;
  if (named) {
    if (await executable(named)) return named;
    throw new CommandError(`REDIS_SERVER_PATH names ${named}, which cannot be run.`);
  }
  const found = await firstExecutable();
  if (found) return found;

  if (process.getuid?.() === 0 && (await executable("/usr/bin/apt-get"))) {
    console.log("Installing a Redis server with apt-get …");
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], quiet);
    for (const name of NAMES) {
      await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], quiet);
      const installed = await firstExecutable();
      if (installed) return installed;
    }
  }
  throw new CommandError(
    "The tests of the rate limits need a Redis server. Install one (Debian: apt-get install " +
      "redis-server) or set REDIS_SERVER_PATH to one that is there already.",
  );
}

async function firstExecutable() {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), ...USUAL_FOLDERS];
  for (const name of NAMES) {
    for (const folder of folders.filter(Boolean)) {
      const file = path.join(folder, name);
      if (await executable(file)) return file;
    }
  }
  return undefined;
}

async function executable(file: string) {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
