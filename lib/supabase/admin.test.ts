import { glob, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("defect 9: the secret key is used by these and nobody else", async () => {
  const users: string[] = [];
  for await (const name of glob("{app,components,lib}/**/*.{ts,tsx}")) {
    if (/\.test\.tsx?$/.test(name)) continue;
    if ((await readFile(name, "utf8")).includes("supabase/admin")) users.push(name);
  }
  // Whoever adds one says in a comment there why no client of the caller's would do.
  expect(users.sort()).toEqual([
    "lib/accounts/recovery-codes.ts",
    "lib/ai/translate.ts",
    "lib/ai/usage.ts",
    "lib/ai/vectors.ts",
    "lib/analytics/recorder.ts",
    "lib/companies/invitations.ts",
    "lib/companies/joining.ts",
    "lib/email/deliver.ts",
    "lib/email/mailbox.ts",
    "lib/email/send.ts",
    "lib/env/index.ts",
    "lib/media/library.ts",
    "lib/media/uploadthing/ingest.ts",
    "lib/media/uploadthing/keep.ts",
    "lib/media/withdrawn-links.ts",
    "lib/notifications/weekly-summary.ts",
    "lib/uploads/clean-up.ts",
    "lib/visitors/mutations.ts",
  ]);
});
