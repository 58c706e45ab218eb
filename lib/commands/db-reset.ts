/** Throws the embedded backend's data away and builds it anew: migrations, then the demo data. */
import { rm } from "node:fs/promises";
import path from "node:path";
import {
  CommandError,
  loadEnvFiles,
  projectRoot,
  runCommand,
  startBackend,
  supabaseIsConfigured,
} from "./stack.ts";

await runCommand(async () => {
  loadEnvFiles("development");
  if (supabaseIsConfigured()) {
    throw new CommandError(
      "NEXT_PUBLIC_SUPABASE_URL is set: this command only resets the embedded backend. Use the " +
        "Supabase CLI for that project.",
    );
  }
  const dataDir = path.join(projectRoot, "supabase/.temp/embedded");
  await refuseWhenInUse(dataDir);
  await rm(dataDir, { recursive: true, force: true });
  const port = Number(process.env.SUPABASE_PORT || 54321);
  await (await startBackend({ dataDir, port })).stop();
  console.log("The embedded database is new and holds the demo data.");
  return 0;
});

/** A trial start tells whether somebody's app runs on the data; a broken migration is no reason. */
async function refuseWhenInUse(dataDir: string) {
  try {
    await (await startBackend({ dataDir, port: 0, seed: false })).stop();
  } catch (error) {
    if (error instanceof CommandError && error.code !== "data_in_use") return;
    throw error;
  }
}
