/** The description of the API, for machines and for people. */
import "server-only";
import { z } from "zod";
import { docsPage, docsPolicy } from "@/lib/api/docs-page";
import { openApiDocument } from "@/lib/api/openapi";
import { operation, type PreparedBody, prepare } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { env } from "@/lib/env";

/** Made once: definitions do not change while the process runs. */
let made: { document: PreparedBody; page: PreparedBody } | undefined;

async function description() {
  if (!made) {
    // The list of resources contains these two: a static import would be circular.
    const { resources } = await import("@/lib/api/resources");
    const document = openApiDocument(resources, env.appUrl);
    made = {
      document: prepare(JSON.stringify(document), { headers: { vary: "Origin, Accept" } }),
      page: prepare(docsPage(resources, document), {
        contentType: "text/html; charset=utf-8",
        headers: { vary: "Origin, Accept", "content-security-policy": docsPolicy },
      }),
    };
  }
  return made;
}

const document = z.looseObject({ openapi: z.string() }).describe("An OpenAPI 3.1 document.");

const openApiOperation = operation({
  id: "docs.openapi",
  summary: "This description, as OpenAPI 3.1.",
  access: "public",
  role: "public",
  success: { status: 200, schema: document },
  example: {},
  handle: async () => (await description()).document,
});

const docs = operation({
  id: "docs",
  summary: "This description; a readable page for browsers.",
  description: "Answers HTML when `Accept` asks for it, else the OpenAPI document.",
  access: "public",
  role: "public",
  success: { status: 200, schema: document },
  example: {},
  async handle({ request }) {
    const { document: json, page } = await description();
    return request.headers.get("accept")?.includes("text/html") ? page : json;
  },
});

export const openApi: Resource = {
  address: "api/openapi.json",
  root: true,
  literal: true,
  one: openApiOperation,
};
export const apiDocs: Resource = { address: "api/docs", root: true, literal: true, one: docs };
