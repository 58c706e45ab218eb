/**
 * Where UploadThing's client sends files: to UploadThing's cloud with a token of theirs, otherwise
 * to our own ingest, whose token is made from our secret key.
 */
import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";

let ownKey: string | undefined;

/** The key our own ingest and our own router share, in the form UploadThing's keys have. */
export function ingestKey(): string {
  ownKey ??= `sk_live_${Buffer.from(
    hkdfSync("sha256", env.supabaseSecretKey, "", "travel-buddy ingest", 32),
  ).toString("hex")}`;
  return ownKey;
}

/** Where our own ingest answers, for a page that was opened under this origin. */
export const ingestUrl = (origin = ownOrigin()) =>
  env.uploadthing.ingestUrl ?? `${origin}${paths.uploadthing()}/ingest`;

const ownOrigin = () => env.appOrigins[0] ?? "";

/** The origin a page was opened under where it is one of ours, otherwise the first of ours. */
export function pageOrigin(headers: Headers): string {
  const origin = headers.get("origin") ?? "";
  return env.appOrigins.includes(origin) ? origin : ownOrigin();
}

/** Whether one of our addresses, continued like this, was signed by us. */
export const isSignedAddress = (signature: string | null, continued: string): boolean =>
  env.appOrigins.some((origin) => sameSecret(signature, sign(ingestUrl(origin) + continued)));

/** Part of every key, so that keys of two deployments do not look alike. */
const APP_ID = "travelbuddy";

/** For our own ingest; in UploadThing's encoding. */
export function ingestToken(): string {
  const token = { apiKey: ingestKey(), appId: APP_ID, regions: ["own"], ingestHost: "own" };
  return Buffer.from(JSON.stringify(token)).toString("base64");
}

export const usesCloud = () => env.uploadthing.token !== undefined;

const PREFIX = "hmac-sha256=";

export function sign(payload: string): string {
  return PREFIX + createHmac("sha256", ingestKey()).update(payload).digest("hex");
}

/** Compares without telling by the time it takes how much was right. */
export function sameSecret(given: string | null, expected: string): boolean {
  const [one, other] = [Buffer.from(given ?? ""), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
