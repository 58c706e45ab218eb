/**
 * Preloaded into `next start`: lets the API answer what it can before Next is asked
 * (lib/api/fast-lane tells what and why). Next's own server stays what it is, with its timeouts, its
 * shutdown and its upgrades; only its listener is asked second.
 */
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Lane } from "../api/fast-lane.ts";
import { processWide } from "../api/process-wide.ts";

const lanes = processWide("fast-lanes", () => new Map<string, Lane>());

const { createServer } = http;
http.createServer = ((...given: Parameters<typeof createServer>) => {
  const next = given.findLast((part) => typeof part === "function") as RequestListener | undefined;
  const others = given.filter((part) => typeof part !== "function");
  const server = createServer(...(others as []));
  return next
    ? server.on("request", (message, response) => {
        if (!takeLane(message, response)) next(message, response);
      })
    : server;
}) as typeof createServer;

/** Whether the request is on its way to an answer. */
function takeLane(message: IncomingMessage, response: ServerResponse): boolean {
  const target = message.url ?? "";
  const query = target.indexOf("?");
  const answer = askLane(query < 0 ? target : target.slice(0, query), message);
  if (!answer) return false;
  answer
    .then(async ({ status, headers, cookies, body, stream }) => {
      const all: Record<string, string | string[]> = { ...headers };
      if (cookies.length) all["set-cookie"] = cookies;
      if (stream) {
        response.writeHead(status, all);
        // Whoever goes away must be missed: what is sent is made for them.
        return pipeline(Readable.fromWeb(stream as ReadableStream<Uint8Array>), response);
      }
      const sent = await packed(body, message, all);
      response.writeHead(status, all).end(sent);
    })
    .catch((error: unknown) => response.destroy(error as Error));
  return true;
}

/** Null: not for the lane, or it stumbled over the request; Next says what is wrong with it. */
function askLane(path: string, message: IncomingMessage) {
  try {
    return lanes.get(path)?.(message) ?? null;
  } catch {
    return null;
  }
}

const pack = promisify(gzip);
/** Public answers are sent many times. */
const packs = new WeakMap<Uint8Array, Promise<Uint8Array>>();
const REFUSED = /gzip\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/;

/** As Next would: all of our texts, for whoever unpacks gzip. */
async function packed(
  body: Uint8Array | null,
  { method, headers }: IncomingMessage,
  sent: Record<string, string | string[]>,
): Promise<Uint8Array | null> {
  if (sent["content-type"]) sent.vary = `${sent.vary}, Accept-Encoding`;
  const accepted = String(headers["accept-encoding"] ?? "");
  if (!body || method === "HEAD" || !accepted.includes("gzip") || REFUSED.test(accepted)) {
    return body;
  }
  sent["content-encoding"] = "gzip";
  const known = packs.get(body) ?? pack(body);
  packs.set(body, known);
  return known;
}
