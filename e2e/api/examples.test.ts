/** Every example of the documentation, executed as it stands there. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addressOf, exampleCaller, operationsOf } from "@/lib/api/openapi";
import type { Operation } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { resources } from "@/lib/api/resources";
import {
  asOfNow,
  enterWorld,
  forgetToken,
  leaveWorld,
  resetWorld,
  tokenOf,
  WORLD_TIMEOUT,
} from "./example-world.ts";
import { call } from "./support.ts";

type Case = {
  id: string;
  method: string;
  resource: Resource;
  operation: Operation;
  /** Which of the documented answers: the first, or the second where a GET has two meanings. */
  variant: number;
};

const cases: Case[] = resources.flatMap((resource) =>
  operationsOf(resource).flatMap(({ method, operation, also }) =>
    [operation, ...(also ? [also] : [])].map((one, variant) => ({
      id: one.id,
      method: method.toUpperCase(),
      resource,
      operation: one,
      variant,
    })),
  ),
);

// biome-ignore lint/suspicious/noExplicitAny: the document is data
let document: any;
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

beforeAll(async () => {
  const answered = await call("GET", "/api/openapi.json");
  document = answered.body;
  ajv.addSchema(document, "api");
  await enterWorld();
}, WORLD_TIMEOUT);
afterAll(leaveWorld);
beforeEach(resetWorld);

test("every operation has an example", () => {
  const without = cases.filter(({ operation }) => !operation.example).map(({ id }) => id);
  expect(without).toEqual([]);
});

describe.each(cases.filter(({ operation }) => operation.example))(
  "$id ($method)",
  ({ method, resource, operation, variant }) => {
    test("answers as documented", async () => {
      const { query, body } = asOfNow(operation.example) ?? {};
      const address = addressOf(resource);
      const search = new URLSearchParams(query).toString();
      const caller = exampleCaller(operation);
      const token = await tokenOf(caller);
      const answer = await call(method, search ? `${address}?${search}` : address, {
        token,
        body,
        headers: { accept: "application/json" },
      });
      if (operation.id.startsWith("auth.")) forgetToken(caller);
      expect(answer.status, answer.text).toBe(operation.success.status);

      const pointer = ["paths", address, method.toLowerCase(), "responses"]
        .concat(String(operation.success.status), "content", "application/json", "schema")
        .concat(hasTwo(resource, method) ? ["anyOf", String(variant)] : [])
        .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
        .join("/");
      const valid = ajv.validate({ $ref: `api#/${pointer}` }, answer.body);
      expect(valid, ajv.errorsText()).toBe(true);
    });
  },
);

/** Whether a GET of the address means one record or the list. */
const hasTwo = ({ one, list }: Resource, method: string) =>
  method === "GET" && one !== undefined && list !== undefined;
