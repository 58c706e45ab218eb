/** Finds a program that the tests drive and npm does not bring. */
import { access, constants } from "node:fs/promises";
import { CommandError, run } from "./stack.ts";

export type Program = {
  /** What people call it: "Chromium", "a Redis server". */
  name: string;
  /** The environment variable that names it; nothing else is looked at when it is set. */
  variable: string;
  /** Where it may be, the likeliest first. */
  places: readonly string[];
  /** Debian packages that bring it, tried in turn. */
  packages: readonly string[];
  /** The sentences for a machine where it is not and cannot be installed. */
  missing: string;
};

/**
 * The path of a program: the one its variable names, else the first of the places, else installed
 * with apt-get when this is a Debian and we are root.
 *
 * @throws {CommandError} saying what to do when there is none.
 */
export async function findProgram(program: Program): Promise<string> {
  const { name, variable, packages, missing } = program;
  const named = process.env[variable];
  if (named) {
    if (await executable(named)) return named;
    throw new CommandError(`${variable} names ${named}, which cannot be run.`);
  }
  const found = await firstExecutable(program);
  if (found) return found;

  if (process.getuid?.() === 0 && (await executable("/usr/bin/apt-get"))) {
    console.log(`Installing ${name} with apt-get …`);
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], quiet);
    for (const wanted of packages) {
      await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", wanted], quiet);
      const installed = await firstExecutable(program);
      if (installed) return installed;
    }
  }
  throw new CommandError(missing);
}

async function firstExecutable({ places }: Program) {
  for (const place of places) if (await executable(place)) return place;
  return undefined;
}

async function executable(file: string) {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
