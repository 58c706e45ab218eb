/** The OpenAPI description, made from the operations themselves. */
import { z } from "zod";
import { type ErrorCode, errorStatus } from "@/lib/api/errors";
import type { ExampleCaller } from "@/lib/api/examples";
import type { Operation } from "@/lib/api/operation";
import { limits } from "@/lib/api/rate-limit";
import type { Resource } from "@/lib/api/resource";

type Json = Record<string, unknown>;

/** Every failure's body. */
export const errorBody = z
  .object({
    success: z.literal(false),
    error: z.string().describe("What went wrong, in a sentence."),
    message: z.string().describe("The same sentence; some clients read this one."),
    code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
    request_id: z.string().describe("Also in the `x-request-id` header; quote it in a report."),
    fields: z
      .record(z.string(), z.array(z.string()))
      .optional()
      .describe("Messages by field or parameter."),
  })
  .meta({ id: "Error" });

const failureTexts: Record<ErrorCode, string> = {
  bad_request: "Bad input; `fields` says where.",
  unauthorized: "No access token, or one that is not valid any more.",
  forbidden: "The caller's role is too low.",
  second_factor_required: "`code` says so: the code of the authenticator app is missing.",
  not_found: "There is no such record for this caller.",
  method_not_allowed: "Wrong method; `Allow` lists the right ones.",
  conflict: "It exists already, or a rule of the company stands against it.",
  payload_too_large: "The body is larger than 1 MB.",
  unsupported_media_type: "The body is not JSON.",
  too_many_requests: "Too many requests; `Retry-After` says how long to wait.",
  internal: "Our fault; logged under the request id.",
  unavailable: "A service this depends on does not answer.",
};

/** The whole document. */
export function openApiDocument(resources: readonly Resource[], serverUrl: string): Json {
  const schemas: Json = {};
  const paths: Json = {};
  for (const resource of resources) {
    paths[addressOf(resource)] = pathItem(resource, schemas, serverUrl);
  }
  const error = toSchema(errorBody, "output", schemas);
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Travel Buddy API",
      version: "1.0.0",
      description: [
        "What the mobile app and the dashboard call.",
        "Every address also answers without `/v1` and, except below `/auth`, with the action behind it (`/companies/get-all`, `/companies/create` …).",
        "Parameter names may be written with dashes or underscores.",
        `Each caller has ${limits.overall.points} requests a second and bursts of ${limits.overall.burst.points}.`,
      ].join(" "),
    },
    servers: [{ url: serverUrl }],
    tags: [
      ...new Set(resources.flatMap(operationsOf).map(({ operation }) => tagOf(operation))),
    ].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
      },
      responses: Object.fromEntries(
        (Object.keys(errorStatus) as ErrorCode[]).map((code) => [
          code,
          {
            description: failureTexts[code],
            content: { "application/json": { schema: error } },
          },
        ]),
      ),
    },
  };
}

export function addressOf({ address, root }: Resource): string {
  return root ? `/${address}` : `/api/v1/${address}`;
}

export type Listed = { method: string; operation: Operation; also?: Operation };

/** Each method of a resource; a GET that means one record or the list names both. */
export function operationsOf({ one, list, post, put, patch, delete: del }: Resource): Listed[] {
  const listed: Listed[] = [];
  const get = list ?? one;
  if (get) listed.push({ method: "get", operation: get, ...(list && one ? { also: one } : {}) });
  if (post) listed.push({ method: "post", operation: post });
  if (put) listed.push({ method: "put", operation: put });
  if (patch) listed.push({ method: "patch", operation: patch });
  if (del) listed.push({ method: "delete", operation: del });
  return listed;
}

function pathItem(resource: Resource, schemas: Json, serverUrl: string): Json {
  const item: Json = {};
  for (const { method, operation, also } of operationsOf(resource)) {
    // The same operation may stand behind two methods; ids must be unique.
    const id =
      operation === resource.one && method !== "get" ? `${operation.id}.${method}` : operation.id;
    const samples = [operation, ...(also ? [also] : [])].flatMap((variant) => {
      const source = curl(variant, method, serverUrl + addressOf(resource));
      return source ? [{ lang: "Shell", label: variant.summary, source }] : [];
    });
    item[method] = {
      ...describeOperation(id, operation, also, schemas, heedsKey(method, operation)),
      ...(samples.length ? { "x-codeSamples": samples } : {}),
    };
  }
  return item;
}

/** Whether a repeated call with the same `Idempotency-Key` answers what the first one answered. */
export function heedsKey(method: string, { access, idempotency }: Operation): boolean {
  return method === "post" && access === "user" && idempotency;
}

const idempotencyParameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Makes the call safe to repeat: for 24 hours the same key and request answer what the first call answered, with `Idempotency-Replayed: true`.",
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[!-~]+$" },
};

const replayedHeader = {
  description: "`true` on the answer of an earlier call with the same key.",
  schema: { type: "string", enum: ["true"] },
};

const tagOf = (operation: Operation) => operation.id.split(".")[0] ?? operation.id;

function describeOperation(
  id: string,
  operation: Operation,
  also: Operation | undefined,
  schemas: Json,
  withKey: boolean,
): Json {
  const variants = also ? [operation, also] : [operation];
  const summary = variants.map((variant) => variant.summary).join(" Or: ");
  const answers = variants.map((variant) => toSchema(variant.success.schema, "output", schemas));
  const codes = new Set<ErrorCode>(variants.flatMap(failuresOf));
  if (withKey) {
    codes.add("bad_request");
    codes.add("conflict");
  }

  return {
    operationId: id,
    tags: [tagOf(operation)],
    summary,
    description: [
      ...variants.map((variant) => variant.description).filter(Boolean),
      `Who: ${[...new Set(variants.map((variant) => variant.role))].join("; ")}.`,
      ...(also
        ? [
            `With ${code(Object.keys(also.query.shape))} it answers one record (${code([also.id])}).`,
          ]
        : []),
    ].join("\n\n"),
    security: operation.access === "user" ? [{ bearer: [] }] : [],
    parameters: uniqueByName([
      ...variants.flatMap((variant) => parameters(variant, also !== undefined, schemas)),
      ...(withKey ? [idempotencyParameter] : []),
    ]),
    ...(operation.body
      ? {
          requestBody: {
            required: true,
            content: {
              "application/json": {
                schema: toSchema(operation.body, "input", schemas),
                ...(operation.example?.body === undefined
                  ? {}
                  : { example: operation.example.body }),
              },
              ...(operation.form
                ? {
                    "multipart/form-data": {
                      schema: toSchema(operation.form.schema, "input", schemas),
                    },
                  }
                : {}),
            },
          },
        }
      : {}),
    responses: {
      [operation.success.status]: {
        description: operation.success.description,
        headers: {
          "x-request-id": { schema: { type: "string" } },
          ...(withKey ? { "Idempotency-Replayed": replayedHeader } : {}),
        },
        content: {
          "application/json": { schema: answers.length > 1 ? { anyOf: answers } : answers[0] },
        },
      },
      ...Object.fromEntries(
        [...codes]
          .sort((a, b) => errorStatus[a] - errorStatus[b])
          .map((name) => [errorStatus[name], { $ref: `#/components/responses/${name}` }]),
      ),
    },
  };
}

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");

function failuresOf(operation: Operation): ErrorCode[] {
  const shared: ErrorCode[] = ["internal"];
  if (!operation.unlimited) shared.push("too_many_requests");
  if (operation.access === "user") shared.push("unauthorized");
  if (operation.body) shared.push("bad_request", "payload_too_large", "unsupported_media_type");
  if (Object.keys(operation.query.shape).length) shared.push("bad_request");
  return [...shared, ...operation.failures];
}

/** A record and its list may share parameters; the one with an example is the better one. */
function uniqueByName(parameters: readonly Json[]): Json[] {
  const byName = new Map<unknown, Json>();
  for (const parameter of parameters) {
    const known = byName.get(parameter.name);
    if (!known || ("example" in parameter && !("example" in known))) {
      byName.set(parameter.name, parameter);
    }
  }
  return [...byName.values()];
}

const tokenNames: Record<ExampleCaller, string> = {
  nobody: "",
  traveller: "TRAVELLER_TOKEN",
  member: "MEMBER_TOKEN",
  editor: "EDITOR_TOKEN",
  admin: "ADMIN_TOKEN",
  owner: "OWNER_TOKEN",
  superAdmin: "SUPER_ADMIN_TOKEN",
};

/** Who makes the call of an example. */
export function exampleCaller({ access, example }: Operation): ExampleCaller {
  return example?.as ?? (access === "public" ? "nobody" : "admin");
}

/** The example as one would type it; undefined where there is none. */
function curl(operation: Operation, method: string, address: string): string | undefined {
  const { example } = operation;
  if (!example) return undefined;
  const query = new URLSearchParams(example.query).toString();
  const token = tokenNames[exampleCaller(operation)];
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  return [
    `curl -X ${method.toUpperCase()} ${quoted(query ? `${address}?${query}` : address)}`,
    ...(token ? [`-H "Authorization: Bearer $${token}"`] : []),
    ...(example.body === undefined
      ? []
      : [
          "-H 'Content-Type: application/json'",
          `-d ${quoted(JSON.stringify(example.body, null, 2))}`,
        ]),
  ].join(" \\\n  ");
}

function parameters(operation: Operation, optional: boolean, schemas: Json): Json[] {
  return Object.entries(operation.query.shape).map(([name, field]) => {
    const schema = field as z.ZodType;
    return {
      name,
      in: "query",
      // Where a GET means one record or the list, no parameter is needed by both.
      required: !optional && !schema.safeParse(undefined).success,
      ...(schema.description ? { description: schema.description } : {}),
      schema: toSchema(schema, "input", schemas),
      ...(operation.example?.query?.[name] === undefined
        ? {}
        : { example: operation.example.query[name] }),
    };
  });
}

/** A JSON schema; named parts go into the components. */
function toSchema(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const { $schema, $defs, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // Answers may gain fields; clients must not refuse them.
      if (io === "output") delete jsonSchema.additionalProperties;
    },
  }) as Json & { $defs?: Json };
  const moved = JSON.parse(
    JSON.stringify({ json, defs: $defs ?? {} }).replaceAll("#/$defs/", "#/components/schemas/"),
  ) as { json: Json; defs: Json };
  Object.assign(schemas, moved.defs);
  return named(moved.json, schemas);
}

/** A schema with an id of its own becomes a reference to the component. */
function named(json: Json, schemas: Json): Json {
  const { id, ...rest } = json;
  if (typeof id !== "string") return json;
  schemas[id] = rest;
  return { $ref: `#/components/schemas/${id}` };
}
