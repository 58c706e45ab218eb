/** Builds the app when the build is missing or was made from other sources than these. */
import { createHash } from "node:crypto";
import { glob, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { bin, CommandError, projectRoot, run } from "./stack.ts";

const SOURCES = [
  "app/**",
  "components/**",
  "lib/**",
  "public/**",
  "middleware.ts",
  "next.config.ts",
  "instrumentation.ts",
  "tsconfig.json",
  ".postcssrc.json",
  "package-lock.json",
];
const STAMP = path.join(projectRoot, ".next/sources.sha256");

/** @throws {CommandError} when the build fails; its own output says why. */
export async function buildWhenStale(): Promise<"built" | "current"> {
  const sources = await fingerprint();
  if ((await readFile(STAMP, "utf8").catch(() => "")) === sources) return "current";
  const code = await run(bin("next"), ["build"], { NEXT_TELEMETRY_DISABLED: "1" });
  if (code !== 0) throw new CommandError("The build failed; see above.");
  await writeFile(STAMP, sources);
  return "built";
}

/** A digest of names and contents: unlike times of change it survives clones and branch switches. */
async function fingerprint() {
  const hash = createHash("sha256");
  const files: string[] = [];
  for await (const entry of glob(SOURCES, { cwd: projectRoot, withFileTypes: true })) {
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) {
      files.push(path.join(entry.parentPath, entry.name));
    }
  }
  for (const file of files.sort()) {
    hash.update(path.relative(projectRoot, file)).update("\0");
    hash.update(await readFile(file)).update("\0");
  }
  return hash.digest("hex");
}
