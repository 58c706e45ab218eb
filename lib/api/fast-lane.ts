/**
 * Reads that need nothing of Next, answered in front of it. A route of Next costs about as much as
 * the whole read behind it; under `npm start` the server asks here first (lib/commands/fast-lane),
 * elsewhere nobody asks and every request takes the ordinary way. Both ways run the same handler.
 *
 * An address is known here once its route has been loaded, that is from its second request on.
 */
import "server-only";
import type { IncomingMessage } from "node:http";
import { type Answer, type Dispatch, keptAnswer, plainAnswer } from "@/lib/api/handler";
import { processWide } from "@/lib/api/process-wide";

/** Null: this request is for Next. Otherwise an answer, which never fails. */
export type Lane = (message: IncomingMessage) => Promise<Answer> | null;

const lanes = processWide("fast-lanes", () => new Map<string, Lane>());

/** From now on reads of this address may be answered in front of Next. */
export function openLane(path: string, dispatch: Dispatch): void {
  lanes.set(path, (message) => {
    if (message.method !== "GET" && message.method !== "HEAD") return null;
    const url = new URL(message.url ?? "", "http://localhost");
    const operation = dispatch.select(message.method, url.searchParams);
    if (!operation || operation.mutates) return null;
    // Public reads come from Next's cache, which only works inside Next; what it has answered within
    // the last second is at hand here as well. Signed-in reads ask the database themselves.
    const kept = keptAnswer(operation, url.searchParams);
    if (operation.access === "public" && !kept) return null;
    return plainAnswer(asRequest(message, url), dispatch, {}, kept);
  });
}

function asRequest({ method, headers }: IncomingMessage, url: URL): Request {
  const given: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) given.push([name, String(value)]);
  }
  return new Request(url, { method: method ?? "GET", headers: given });
}
