/** The generated types and openapi-fetch: calls as a client writes them, wrong ones do not compile. */
import createClient from "openapi-fetch";
import { beforeAll, describe, expect, test } from "vitest";
import type { components, paths } from "@/lib/api/client.types";
import { baseUrl, type Team, team, unique } from "./support.ts";

const visitor = createClient<paths>({ baseUrl });
let ours: Team;
let api: typeof visitor;

beforeAll(async () => {
  ours = await team();
  api = createClient<paths>({
    baseUrl,
    headers: { authorization: `Bearer ${ours.owner.token}` },
  });
});

describe("a client with the generated types", () => {
  test("reads a list page by page", async () => {
    const first = await api.GET("/api/v1/companies", { params: { query: { limit: 1 } } });
    if (first.error) throw new Error(first.error.code);
    expect("next_cursor" in first.data && first.data.next_cursor).toBeTruthy();
  });

  test("creates once, changes, and reads again", async () => {
    const header = { "Idempotency-Key": crypto.randomUUID() };
    const create = () =>
      api.POST("/api/v1/companies", {
        params: { header },
        body: { name, description: "Boats at dawn." },
      });
    const name = unique("Typed");
    const made = await create();
    const again = await create();
    const company: components["schemas"]["Company"] | undefined = made.data?.data;
    if (!company) throw new Error("not created");
    expect(again.data?.data.id).toBe(company.id);

    const changed = await api.PUT("/api/v1/companies", {
      params: { query: { "company-id": company.id } },
      body: { description: null },
    });
    expect(changed.data?.data.description).toBeNull();

    const experience = await api.POST("/api/v1/experiences", {
      body: { name: unique("Walk"), owned_by: company.id, status: "active" },
    });
    const id = experience.data?.data.id ?? "";
    const shown = await visitor.GET("/api/v1/experiences/public", {
      params: { query: { "experience-id": id } },
    });
    expect(shown.data?.data).toMatchObject({ id });
  });

  test("meets failures as typed values", async () => {
    const { error, response } = await visitor.GET("/api/v1/companies");
    expect(response.status).toBe(401);
    const code: components["schemas"]["Error"]["code"] | undefined = error?.code;
    expect(code).toBe("unauthorized");
  });
});

/** Never called: what must not compile. */
async function wrongCalls(): Promise<void> {
  // @ts-expect-error an address that is not there
  await api.GET("/api/v1/compnies");
  // @ts-expect-error a method the address does not have
  await api.PUT("/api/v1/experiences/public", {});
  // @ts-expect-error a required field is missing
  await api.POST("/api/v1/companies", { body: { description: "x" } });
  // @ts-expect-error a required parameter is missing
  await api.DELETE("/api/v1/experiences");
  await api.POST("/api/v1/experiences", {
    // @ts-expect-error a status that does not exist
    body: { name: "x", status: "published" },
  });
}
void wrongCalls;
