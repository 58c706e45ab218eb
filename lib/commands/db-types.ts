/**
 * Regenerates `lib/supabase/database.types.ts` from the migrations, by the Supabase CLI against a
 * throw-away embedded database. With `--check` it only says whether the file is up to date.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { bin, projectRoot, runCommand, startBackend } from "./stack.ts";

const TYPES = path.join(projectRoot, "lib/supabase/database.types.ts");

await runCommand(async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "travel-buddy-types-"));
  const backend = await startBackend({ dataDir, port: 0, seed: false });
  try {
    // Without sslmode=disable the CLI prints a notice into its output.
    const url = `${backend.databaseUrl}?sslmode=disable`;
    const { stdout } = await promisify(execFile)(
      bin("supabase"),
      ["gen", "types", "typescript", "--db-url", url, "--schema", "public"],
      { cwd: projectRoot, maxBuffer: 64 * 1024 * 1024 },
    );
    if (process.argv.includes("--check")) {
      if (stdout === (await readFile(TYPES, "utf8"))) return 0;
      console.error("lib/supabase/database.types.ts is stale: run npm run db:types");
      return 1;
    }
    await writeFile(TYPES, stdout);
    return 0;
  } finally {
    await backend.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
