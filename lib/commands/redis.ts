import path from "node:path";
import { findProgram } from "./find-program.ts";

/** Valkey is the same server under another name. */
const NAMES = ["redis-server", "valkey-server"];
const USUAL_FOLDERS = ["/usr/bin", "/usr/local/bin", "/usr/sbin", "/opt/homebrew/bin", "/snap/bin"];

/** The path of the Redis server that the tests start for themselves. Nothing is left running. */
export function findRedisServer(): Promise<string> {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), ...USUAL_FOLDERS];
  return findProgram({
    name: "a Redis server",
    variable: "REDIS_SERVER_PATH",
    places: NAMES.flatMap((name) =>
      folders.filter(Boolean).map((folder) => path.join(folder, name)),
    ),
    packages: NAMES,
    missing:
      "The tests of the rate limits need a Redis server. Install one (Debian: apt-get install " +
      "redis-server) or set REDIS_SERVER_PATH to one that is there already.",
  });
}
