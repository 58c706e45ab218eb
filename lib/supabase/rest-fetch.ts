/**
 * `fetch` for PostgREST, on the client that Node's own fetch is built on. The web-standard layers
 * above it (streams, caches, redirects, Next's patch) are not needed for a small JSON answer and
 * cost about as much as the database call itself; every signed-in read passes here.
 */
import "server-only";
import { Agent, type Dispatcher, request } from "undici";
import { processWide } from "@/lib/api/process-wide";

const agent = processWide("rest-agent", () => new Agent());

/**
 * As much of a `Response` as the REST client reads. A real one would turn the text into a stream of
 * bytes and back, which for a list costs as much as parsing it.
 */
class RestAnswer {
  readonly status: number;
  readonly ok: boolean;
  readonly statusText = "";
  readonly headers: Pick<Headers, "get">;
  readonly #text: string;

  constructor({ statusCode, headers }: Dispatcher.ResponseData, text: string) {
    this.status = statusCode;
    this.ok = statusCode >= 200 && statusCode < 300;
    this.headers = { get: (name) => headers[name.toLowerCase()]?.toString() ?? null };
    this.#text = text;
  }

  async text() {
    return this.#text;
  }
}

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
    headers: Object.fromEntries(
      init?.headers instanceof Headers ? init.headers : new Headers(init?.headers),
    ),
    body: (init?.body as string | null | undefined) ?? null,
    signal: init?.signal ?? null,
  });
  return new RestAnswer(answer, await answer.body.text()) as unknown as Response;
};
