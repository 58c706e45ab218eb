import { expect, test } from "vitest";
import { call, expectKeys } from "./support.ts";

test("health of the process needs no database", async () => {
  const { status, body } = await call("GET", "/api/health");
  expect(status).toBe(200);
  expectKeys(body, ["status", "version", "uptime_seconds"]);
});

test.each(["/health", "/api/v1/health"])("%s measures the database", async (path) => {
  const { status, body } = await call("GET", path);
  expect(status).toBe(200);
  expectKeys(body, ["status", "version", "database"]);
  expect(body).toMatchObject({ status: "ok", database: { reachable: true } });
  expect(body.database.latency_ms).toBeLessThan(2000);
  expect((await call("DELETE", path)).status).toBe(405);
});

test.each(["/api/openapi.json", "/api/docs", "/api/v1/docs"])(
  "%s answers OpenAPI 3.1",
  async (path) => {
    const answer = await call("GET", path);
    expect(answer.status).toBe(200);
    expect(answer.body.openapi).toBe("3.1.0");
    expect(Object.keys(answer.body.paths)).toContain("/api/v1/experiences/public");
    const again = await call("GET", path, {
      headers: { "if-none-match": answer.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  },
);

test.each(["/api/docs", "/api/v1/docs"])("%s is a page for browsers", async (path) => {
  const page = await call("GET", path, { headers: { accept: "text/html,*/*" } });
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';/,
  );
  expect(page.text).toContain("/api/v1/companies/members");
  expect(page.text).not.toMatch(/<(?:link|img|iframe)|(?:src|href)="(?!\/api\/openapi\.json")/);
});
