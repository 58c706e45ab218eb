import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What every project shares: the `@/` alias, and `server-only` as the marker it is. */
const shared = {
  root,
  resolve: {
    alias: [
      { find: /^@\/(.*)$/, replacement: `${root}$1` },
      { find: /^server-only$/, replacement: `${root}.config/empty.ts` },
    ],
  },
};

const project = (name: string, include: string[], timeout = 10_000) => ({
  ...shared,
  test: { name, include, testTimeout: timeout, hookTimeout: 60_000 },
});

const database = project("database", ["supabase/tests/**/*.test.ts"], 30_000);

export default defineConfig({
  ...shared,
  test: {
    // Two cores: more workers only make each backend start slower.
    maxWorkers: 2,
    projects: [
      project("unit", [
        "lib/**/*.test.ts",
        "components/**/*.test.ts?(x)",
        "supabase/seed/**/*.test.ts",
      ]),
      project("embedded", ["supabase/embedded/**/*.test.ts"], 30_000),
      {
        ...database,
        test: { ...database.test, globalSetup: "supabase/tests/migrated.ts" },
      },
      project("api", ["e2e/api/**/*.test.ts"], 30_000),
      // Redis and instances of the app of their own; `npm test` says where the server is.
      project("redis", ["e2e/redis/**/*.test.ts"], 60_000),
      project("commands", ["e2e/commands/**/*.test.ts"], 180_000),
    ],
  },
});
