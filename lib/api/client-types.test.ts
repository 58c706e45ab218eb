/**
 * `client.types.ts`: the API as TypeScript, for clients (with openapi-fetch, see
 * e2e/api/client.test.ts). Written by `npm run api:types`, which runs this test with --update.
 */
import openapiTS from "openapi-typescript";
import { expect, test, vi } from "vitest";

test("the types of the API are those of its description (npm run api:types)", async () => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "key");
  vi.stubEnv("LOG_LEVEL", "silent");
  const { resources } = await import("@/lib/api/resources");
  const { openApiDocument } = await import("@/lib/api/openapi");
  const document = openApiDocument(resources, "https://travel.example");
  const types = await openapiTS(document as unknown as Parameters<typeof openapiTS>[0]);
  await expect(types).toMatchFileSnapshot("client.types.ts");
}, 60_000);
