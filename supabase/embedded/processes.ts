import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "./context.ts";

/**
 * Makes this process the only one on the data folder; returns how to give it back. A lock left by a
 * killed process is recognised by its process id and that process's start time.
 */
export async function lockFolder(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, "lock");
  const mine = `${process.pid} ${await startTime(process.pid)}`;
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(file, mine, { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const [pid = "", started = ""] = (await readFile(file, "utf8").catch(() => "")).split(" ");
    const running = await startTime(Number(pid));
    if (running !== null && running === started) {
      throw new StartError(
        "data_in_use",
        `Another embedded backend (process ${pid}) already uses ${dataDir}. Stop it first, or choose another folder (EMBEDDED_DATA_DIR).`,
      );
    }
    await rm(file, { force: true });
  }
  throw new StartError("data_in_use", `Another embedded backend is starting on ${dataDir}.`);
}

/** Null when the process has ended. Process ids are reused, start times are not. */
export async function startTime(pid: number): Promise<string | null> {
  if (!pid) return null;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat !== null) {
    // The name in the second field may hold blanks and brackets; count from behind it.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie has ended; in a container nobody may ever collect it.
    return state === "Z" ? null : (fields[18] ?? null);
  }
  try {
    process.kill(pid, 0);
    return "running";
  } catch {
    return null;
  }
}
