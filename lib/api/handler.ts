/**
 * Everything around an operation: caller, limits, parsing, errors, headers, log line. Used by every
 * route, so it is written to cost little: an unneeded step is not taken.
 */
import "server-only";
import { recordOpening } from "@/lib/analytics/recorder";
import { readJson } from "@/lib/api/body";
import { clientAddress } from "@/lib/api/client-address";
import { corsHeaders, isSameOrigin, preflightHeaders } from "@/lib/api/cors";
import { AppError, internalError } from "@/lib/api/errors";
import { acceptsEvents, EVENTS } from "@/lib/api/events";
import { isForm, readForm } from "@/lib/api/form";
import { idempotencyKey, requestHash, takeTurn } from "@/lib/api/idempotency";
import { bearerToken, type Identity, verifyAccessToken } from "@/lib/api/identity";
import { readJsonFiles } from "@/lib/api/json-files";
import { describeError, log } from "@/lib/api/log";
import { recordRequest } from "@/lib/api/metrics";
import {
  isPrepared,
  isStreamed,
  type Operation,
  type PreparedBody,
  type StreamedBody,
} from "@/lib/api/operation";
import { type Budget, budgetHeaders, type LimitName, rateLimits } from "@/lib/api/rate-limit";
import { keptRecently, recentAnswer } from "@/lib/api/recent-answers";
import { parseInput } from "@/lib/api/validate";
import { env } from "@/lib/env";
import { createAnonClient } from "@/lib/supabase/anon";
import { createBearerDb } from "@/lib/supabase/bearer";
import { accessTokenFromCookies, type CookieToSet } from "@/lib/supabase/cookies";
import type { Db } from "@/lib/supabase/types";

/** What stands behind an address. */
export type Dispatch = {
  /** For the log and the counters. */
  route: string;
  /** For the `Allow` header. */
  allow: readonly string[];
  /** The operation for a method; undefined answers 405. */
  select: (method: string, query: URLSearchParams) => Operation | undefined;
};

const BASE_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  vary: "Origin, Authorization, Cookie",
} as const;

const PRIVATE_CACHE = "private, no-store";
/** Anybody may keep it, but asks (with the ETag) before each use: writes show at once. */
const PUBLIC_CACHE = "public, max-age=0, must-revalidate";

/** One request on its way: what is known so far, for the answer and the log line. */
type Exchange = {
  request: Request;
  requestId: string;
  headers: Record<string, string>;
  cookies: CookieToSet[];
  operation: Operation | undefined;
  user: Identity | null;
  /** The finished answer of a public read, when it was found before. */
  kept: PreparedBody | undefined;
  error: unknown;
};

/** What is sent back, before it becomes a `Response` (or is written to a socket at once). */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  /** Values of `Set-Cookie`. */
  cookies: string[];
  body: Uint8Array<ArrayBuffer> | null;
  /** Instead of a body: what is sent while it is made. */
  stream?: ReadableStream<Uint8Array>;
};

/**
 * Answers a request to an address. Never throws: every failure becomes the documented error shape.
 *
 * @param params path parameters; they count like query parameters of the same name
 */
export async function answer(
  request: Request,
  dispatch: Dispatch,
  params: Record<string, string> = {},
): Promise<Response> {
  const { status, headers, cookies, body, stream } = await plainAnswer(request, dispatch, params);
  const response = new Response(stream ?? body, { status, headers });
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

/**
 * The same without the `Response`.
 *
 * @param kept the finished answer of a public read, when the caller has found it already
 */
export async function plainAnswer(
  request: Request,
  dispatch: Dispatch,
  params: Record<string, string> = {},
  kept?: PreparedBody,
): Promise<Answer> {
  const started = performance.now();
  const requestId = acceptedRequestId(request.headers.get("x-request-id"));
  const origin = request.headers.get("origin");
  const exchange: Exchange = {
    request,
    requestId,
    headers: {
      ...BASE_HEADERS,
      "x-request-id": requestId,
      "cache-control": PRIVATE_CACHE,
      ...(env.appUrl.startsWith("https:")
        ? { "strict-transport-security": "max-age=63072000; includeSubDomains" }
        : {}),
      ...(origin ? corsHeaders(origin, env.corsOrigins) : {}),
    },
    cookies: [],
    operation: undefined,
    user: null,
    kept,
    error: undefined,
  };

  const response =
    request.method === "OPTIONS"
      ? preflight(exchange, dispatch, origin)
      : await settle(exchange, dispatch, params);

  const ms = performance.now() - started;
  report(exchange, dispatch, response.status, ms);
  return response;
}

function preflight(exchange: Exchange, dispatch: Dispatch, origin: string | null): Answer {
  Object.assign(exchange.headers, preflightHeaders(origin, env.corsOrigins));
  if (dispatch.allow.length) exchange.headers.allow = dispatch.allow.join(", ");
  return respond(exchange, 200, "OK", "text/plain; charset=utf-8");
}

async function settle(
  exchange: Exchange,
  dispatch: Dispatch,
  params: Record<string, string>,
): Promise<Answer> {
  try {
    const { searchParams } = new URL(exchange.request.url);
    const operation = dispatch.select(exchange.request.method, searchParams);
    if (!operation) {
      throw new AppError("method_not_allowed", "Method not allowed.", {
        headers: { allow: dispatch.allow.join(", ") },
      });
    }
    exchange.operation = operation;
    return await perform(exchange, operation, searchParams, params);
  } catch (error) {
    return failed(exchange, error);
  }
}

async function perform(
  exchange: Exchange,
  operation: Operation,
  searchParams: URLSearchParams,
  params: Record<string, string>,
): Promise<Answer> {
  const { request } = exchange;
  try {
    exchange.user = operation.access === "user" ? await identify(exchange, operation) : null;
  } catch (error) {
    // Guessing tokens is limited like everything else.
    await limit(exchange, operation, null, undefined);
    throw error;
  }
  await limit(exchange, operation, exchange.user, undefined);

  const query = parsedQuery(operation, searchParams, params);
  const { body, dispose } = await readBody(request, operation);
  try {
    return await run(exchange, operation, query, body);
  } finally {
    await dispose?.();
  }
}

type Received = { body: unknown; dispose?: () => Promise<void> };

/** The checked body; its files are there until `dispose`. */
async function readBody(request: Request, operation: Operation): Promise<Received> {
  if (!operation.body) return { body: undefined };
  const { maxBodyBytes, jsonFiles } = operation;
  const most = typeof maxBodyBytes === "function" ? maxBodyBytes() : maxBodyBytes;
  if (operation.form && isForm(request.headers)) {
    const form = await readForm(request, operation.form.limits());
    return parsed(operation.form.schema, form);
  }
  if (jsonFiles.length > 0) {
    return parsed(operation.body, await readJsonFiles(request, jsonFiles, most));
  }
  return { body: parseInput(operation.body, await readJson(request, most)) };
}

/** What was received, checked; files of what is refused go. */
async function parsed(
  schema: NonNullable<Operation["body"]>,
  { values, dispose }: { values: unknown; dispose: () => Promise<void> },
): Promise<Received> {
  try {
    return { body: parseInput(schema, values), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function run(
  exchange: Exchange,
  operation: Operation,
  query: Record<string, unknown>,
  body: unknown,
): Promise<Answer> {
  const { request, requestId } = exchange;
  if (operation.account) await limit(exchange, operation, exchange.user, operation.account(body));

  const { user } = exchange;
  const handle = () =>
    operation.handle({
      request,
      requestId,
      query,
      body,
      user,
      get db() {
        return user ? createBearerDb(user.token) : createAnonClient();
      },
    });
  const respondOnce = async () => {
    const result = isPublicRead(operation)
      ? (exchange.kept ?? (await recentAnswer(recentKey(operation, query), handle)))
      : await handle();
    const response = isStreamed(result)
      ? streamed(exchange, result)
      : isPrepared(result)
        ? prepared(exchange, operation, result)
        : fresh(exchange, operation, result);
    const { event } = operation;
    if (event) recordOpening(request, user?.userId, () => event(query));
    return response;
  };
  const key = idempotencyKey(request, operation);
  // A stream cannot be kept for a second call.
  if (key === undefined || !user || acceptsEvents(request)) return respondOnce();
  return once(exchange, respondOnce, {
    db: createBearerDb(user.token),
    operation: operation.id,
    key,
    hash: requestHash(query, body),
  });
}

const isPublicRead = ({ access, body, unlimited }: Operation) =>
  access === "public" && !body && !unlimited;

const recentKey = ({ id }: Operation, query: unknown) => `${id} ${JSON.stringify(query)}`;

/** The finished answer of a public read, when this process has it at hand. */
export function keptAnswer(operation: Operation, searchParams: URLSearchParams) {
  if (!isPublicRead(operation)) return undefined;
  try {
    return keptRecently(recentKey(operation, parsedQuery(operation, searchParams, {})));
  } catch {
    return undefined;
  }
}

type Keyed = { db: Db; operation: string; key: string; hash: string };

/** Runs what carries an `Idempotency-Key`, or answers what it answered before. */
async function once(
  exchange: Exchange,
  run: () => Promise<Answer>,
  { db, operation, key, hash }: Keyed,
): Promise<Answer> {
  const turn = await takeTurn(db, operation, key, hash);
  if (turn.replay) {
    exchange.headers["idempotency-replayed"] = "true";
    return respond(exchange, turn.replay.status, turn.replay.body);
  }
  const response = await run().catch((error: unknown) => failed(exchange, error));
  await turn.keep({
    status: response.status,
    body: Buffer.from(response.body ?? "").toString("utf8"),
  });
  return response;
}

/** The caller, from the bearer token or else the dashboard's cookie. */
async function identify(exchange: Exchange, operation: Operation): Promise<Identity> {
  const { request } = exchange;
  const given = bearerToken(request.headers.get("authorization"));
  const token = given === undefined ? await cookieToken(exchange, operation) : given;
  const identity = token ? await verifyAccessToken(token) : null;
  if (!identity) {
    throw new AppError("unauthorized", "Unauthorized", {
      headers: { "www-authenticate": "Bearer" },
    });
  }
  return identity;
}

async function cookieToken(exchange: Exchange, operation: Operation): Promise<string | null> {
  const { request } = exchange;
  const header = request.headers.get("cookie");
  if (!header) return null;
  const token = await accessTokenFromCookies({
    getAll: () => parseCookies(header),
    setAll: (cookies) => exchange.cookies.push(...cookies),
  });
  const changes = operation.mutates || (request.method !== "GET" && request.method !== "HEAD");
  if (token && changes && !isSameOrigin(request.headers, env.appUrl)) {
    throw new AppError("forbidden", "This request did not come from our own pages.");
  }
  return token;
}

function parseCookies(header: string): { name: string; value: string }[] {
  return header.split(";").flatMap((pair) => {
    const equals = pair.indexOf("=");
    if (equals < 0) return [];
    const value = pair.slice(equals + 1).trim();
    return [{ name: pair.slice(0, equals).trim(), value: decodeCookie(value) }];
  });
}

function decodeCookie(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * Draws on the operation's budgets. Sign-in attempts count per address and, once the body is read,
 * per account: many addresses guessing one password are as bad as one address guessing many.
 */
async function limit(
  exchange: Exchange,
  operation: Operation,
  user: Identity | null,
  account: string | undefined,
): Promise<void> {
  if (operation.unlimited || env.rateLimits === "off") return;
  if (account !== undefined) {
    for (const name of operation.accountLimits) await rateLimits.consume(name, account);
    return;
  }
  const caller = user
    ? `user:${user.userId}`
    : `address:${clientAddress(exchange.request.headers, env.trustedProxyHops)}`;
  const names: readonly LimitName[] = ["overall", ...operation.limits];
  let tightest: Budget | undefined;
  for (const name of names) {
    const budget = await rateLimits.consume(name, caller);
    if (!tightest || budget.left / budget.limit <= tightest.left / tightest.limit)
      tightest = budget;
  }
  if (tightest) Object.assign(exchange.headers, budgetHeaders(tightest));
}

const parsedQuery = (
  operation: Operation,
  searchParams: URLSearchParams,
  params: Record<string, string>,
) => parseInput(operation.query, queryValues(operation, searchParams, params));

/** Query and path parameters under the definition's names. Empty ones count as not given. */
function queryValues(
  operation: Operation,
  searchParams: URLSearchParams,
  params: Record<string, string>,
): Record<string, string> {
  const values: Record<string, string> = {};
  const unknown: [string, string][] = [];
  const given: Iterable<[string, string]> = [...searchParams, ...Object.entries(params)];
  for (const [spelling, value] of given) {
    const name = operation.queryNames.get(spelling);
    if (name === undefined) unknown.push([spelling, value]);
    else if (values[name] !== undefined && values[name] !== value) {
      throw new AppError("bad_request", `Check the ${name}.`, {
        fields: { [name]: ["Given twice."] },
      });
    } else if (value !== "") values[name] = value;
  }
  const places = operation.positional.filter((name) => values[name] === undefined);
  for (const [index, name] of places.entries()) {
    const value = unknown[index]?.[1];
    if (value) values[name] = value;
  }
  const strangers = unknown.slice(places.length);
  if (!operation.toleratesUnknownQuery && strangers.length) {
    throw new AppError("bad_request", "The query has parameters this address does not know.", {
      fields: Object.fromEntries(strangers.map(([name]) => [name, ["Unknown parameter."]])),
    });
  }
  return values;
}

/** Whether the caller already has exactly this answer. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (!ifNoneMatch) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return ifNoneMatch.split(",").some((tag) => bare(tag) === bare(etag));
}

function prepared(exchange: Exchange, operation: Operation, answered: PreparedBody): Answer {
  const { headers, request } = exchange;
  headers["cache-control"] = PUBLIC_CACHE;
  headers.vary = "Origin";
  headers.etag = answered.etag;
  Object.assign(headers, answered.headers);
  return matches(request.headers.get("if-none-match"), answered.etag)
    ? respond(exchange, 304, null)
    : respond(exchange, operation.success.status, answered.body, answered.contentType);
}

function streamed(exchange: Exchange, { events }: StreamedBody): Answer {
  // Proxies would otherwise collect or compress the events before they pass them on.
  Object.assign(exchange.headers, {
    "cache-control": "private, no-store, no-transform",
    "x-accel-buffering": "no",
  });
  const headOnly = exchange.request.method === "HEAD";
  // It would wait for a reader who never comes.
  if (headOnly) void events.cancel();
  return {
    ...respond(exchange, 200, null),
    headers: { ...exchange.headers, "content-type": EVENTS },
    ...(headOnly ? {} : { stream: events }),
  };
}

function fresh(exchange: Exchange, operation: Operation, result: unknown): Answer {
  const checked = operation.success.schema.safeParse(result);
  if (!checked.success) {
    throw internalError(new Error(`${operation.id} broke its contract`, { cause: checked.error }));
  }
  const { status, statusOf } = operation.success;
  return respond(exchange, statusOf?.(checked.data) ?? status, JSON.stringify(checked.data));
}

function failed(exchange: Exchange, error: unknown): Answer {
  const appError = error instanceof AppError ? error : internalError(error);
  exchange.error = appError;
  Object.assign(exchange.headers, appError.headers);
  return respond(
    exchange,
    appError.status,
    JSON.stringify({
      success: false,
      error: appError.message,
      message: appError.message,
      code: appError.code,
      request_id: exchange.requestId,
      ...(appError.fields ? { fields: appError.fields } : {}),
    }),
  );
}

function respond(
  exchange: Exchange,
  status: number,
  body: string | Uint8Array<ArrayBuffer> | null,
  contentType = "application/json; charset=utf-8",
): Answer {
  const { headers, cookies, request } = exchange;
  if (body !== null) headers["content-type"] = contentType;
  return {
    status,
    headers,
    cookies: cookies.map(serializeCookie),
    // Bytes at once: making a stream of a text takes longer.
    body: request.method === "HEAD" ? null : typeof body === "string" ? Buffer.from(body) : body,
  };
}

function serializeCookie({ name, value, options }: CookieToSet): string {
  const parts = [`${name}=${encodeURIComponent(value)}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  if (typeof options.maxAge === "number") parts.push(`Max-Age=${Math.floor(options.maxAge)}`);
  if (options.secure) parts.push("Secure");
  return parts.join("; ");
}

/** A caller's own id, when it is one; it goes into the log and must not be able to forge lines. */
function acceptedRequestId(given: string | null): string {
  return given && /^[\w.:-]{8,100}$/.test(given) ? given : crypto.randomUUID();
}

function report(
  { request, requestId, operation, user, error }: Exchange,
  dispatch: Dispatch,
  status: number,
  ms: number,
) {
  const name = operation?.id ?? dispatch.route;
  recordRequest(name, request.method, status, ms);
  const line = {
    request_id: requestId,
    operation: name,
    method: request.method,
    status,
    ms: Math.round(ms * 10) / 10,
    caller: user ? "user" : "anonymous",
    ...(error instanceof AppError ? { code: error.code } : {}),
  };
  if (status >= 500) log.error({ ...line, error: describeError(error) }, "request");
  else log.info(line, "request");
}
