/**
 * `fetch` for PostgREST, on the client that Node's own fetch is built on. The web-standard layers
 * above it (streams, caches, redirects, Next's patch) are not needed for a small JSON answer and
 * cost about as much as the database call itself; every signed-in read passes here.
 */
import "server-only";
import { Agent, type Dispatcher, request } from "undici";
import { processWide } from "@/lib/api/process-wide";

const agent = processWide("rest-agent", () => new Agent());

/** Statuses whose answers have no body. */
const BODILESS = [101, 204, 205, 304];

/** Auth and storage, with their forms and files, go through the ordinary fetch. */
const isRest = (input: unknown, init: RequestInit | undefined): input is string | URL =>
  (typeof input === "string" || input instanceof URL) &&
  String(input).includes("/rest/v1/") &&
  (init?.body === undefined || init.body === null || typeof init.body === "string");

export const restFetch: typeof fetch = async (input, init) => {
  if (!isRest(input, init)) return fetch(input, init);

  const answer = await request(input, {
    dispatcher: agent,
    method: (init?.method ?? "GET") as Dispatcher.HttpMethod,
    headers: Object.fromEntries(new Headers(init?.headers)),
    body: (init?.body as string | null | undefined) ?? null,
    signal: init?.signal ?? null,
  });
  const text = await answer.body.text();
  return new Response(BODILESS.includes(answer.statusCode) ? null : text, {
    status: answer.statusCode,
    headers: Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [value].flat().map((one) => [name, one]),
    ),
  });
};
