import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, test, vi } from "vitest";

// biome-ignore lint/suspicious/noExplicitAny: the document is what is under test
let document: any;
let page: string;

beforeAll(async () => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "key");
  vi.stubEnv("LOG_LEVEL", "silent");
  const { resources } = await import("@/lib/api/resources");
  const { openApiDocument } = await import("@/lib/api/openapi");
  const { docsPage } = await import("@/lib/api/docs-page");
  document = openApiDocument(resources, "https://travel.example");
  page = docsPage(resources, document);
});

describe("the OpenAPI document", () => {
  test("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  test("every reference leads somewhere, every id is unique", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, path = ""] of references) {
      const target = path
        .split("/")
        .slice(1)
        // biome-ignore lint/suspicious/noExplicitAny: walking an unknown document
        .reduce<any>((node, key) => node?.[key], document);
      expect(target, path).toBeDefined();
    }
    const ids = Object.values<object>(document.paths)
      .flatMap((item) => Object.values(item))
      .map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("says what a body must hold and what may be left out", () => {
    const body = document.paths["/api/v1/experiences"].post.requestBody.content["application/json"];
    expect(body.schema.required).toEqual(["name"]);
    expect(body.schema.additionalProperties).toBe(false);
    expect(Object.keys(body.schema.properties)).not.toContain("created_by");
  });

  test("tells who needs a token, and which failures to expect", () => {
    const { post } = document.paths["/api/v1/companies"];
    expect(post.security).toEqual([{ bearer: [] }]);
    expect(Object.keys(post.responses).sort()).toEqual(
      ["201", "400", "401", "409", "413", "415", "429", "500"].sort(),
    );
    expect(document.paths["/api/v1/auth/login"].post.security).toEqual([]);
  });
});

describe("examples", () => {
  test("stand at bodies and parameters, and as a line to type", () => {
    const { put } = document.paths["/api/v1/experiences"];
    const [id] = put.parameters;
    expect(put.requestBody.content["application/json"].example).toMatchObject({ status: "active" });
    expect(put["x-codeSamples"][0].source).toBe(
      [
        `curl -X PUT 'https://travel.example/api/v1/experiences?experience-id=${id.example}'`,
        `-H "Authorization: Bearer $EDITOR_TOKEN"`,
        "-H 'Content-Type: application/json'",
        `-d '${JSON.stringify(put.requestBody.content["application/json"].example, null, 2)}'`,
      ].join(" \\\n  "),
    );
    expect(page).toContain("$EDITOR_TOKEN");
  });

  test("both meanings of a GET have one; shared parameters stand there once", () => {
    const { get } = document.paths["/api/v1/experiences/business"];
    expect(get["x-codeSamples"]).toHaveLength(2);
    const names = get.parameters.map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual([...new Set(names)].sort());
  });
});

describe("the page", () => {
  test("shows every operation", () => {
    for (const [path, item] of Object.entries<object>(document.paths)) {
      expect(page).toContain(path);
      for (const { operationId } of Object.values(item)) {
        expect(page).toContain(`${operationId.toLowerCase()} `);
      }
    }
  });

  test("shows markup in a description as text", async () => {
    const { resources } = await import("@/lib/api/resources");
    const { docsPage } = await import("@/lib/api/docs-page");
    const hostile = structuredClone(document);
    hostile.paths["/api/v1/companies"].post.summary = `"'><script>alert(1)</script>`;
    const html = docsPage(resources, hostile);
    expect(html).toContain("&quot;&#39;&gt;&lt;script&gt;alert(1)");
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  test("loads nothing and runs nothing that its policy does not name", async () => {
    const { docsPolicy } = await import("@/lib/api/docs-page");
    const { createHash } = await import("node:crypto");
    for (const tag of ["style", "script"]) {
      const blocks = [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, "g"))];
      expect(blocks).toHaveLength(1);
      const hash = createHash("sha256")
        .update(blocks[0]?.[1] ?? "")
        .digest("base64");
      expect(docsPolicy).toContain(`${tag}-src 'sha256-${hash}'`);
    }
    expect(page).not.toMatch(/ style=| on[a-z]+=|<link|<img|src=/);
  });
});
