/**
 * Pictures that Next scales are kept by it for as long as the storage says: a year. Whether the link
 * they were made from still opens them is asked here, before the kept one is answered.
 */
import "server-only";
import { processWide } from "@/lib/api/process-wide";
import { env } from "@/lib/env";

/** For so long an answer is believed; a link that was withdrawn goes on working no longer. */
const BELIEVED_MS = 60_000;
const MOST_LINKS = 5_000;

const believed = processWide("image-guard", () => new Map<string, number>());

/** Whether the picture behind `/_next/image?url=…` may be shown. */
export async function mayShowImage(address: URL): Promise<boolean> {
  const link = address.searchParams.get("url") ?? "";
  // Our own files, and what Next refuses by itself.
  if (!link.startsWith(`${env.supabaseUrl}/storage/v1/object/`)) return true;
  if ((believed.get(link) ?? 0) > Date.now()) return true;
  const answer = await fetch(link, {
    headers: { range: "bytes=0-0" },
    cache: "no-store",
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  await answer?.body?.cancel();
  // A storage that does not answer is no reason to hide pictures that are at hand.
  if (answer && answer.status >= 400 && answer.status < 500) return false;
  if (believed.size >= MOST_LINKS) believed.clear();
  if (answer?.ok) believed.set(link, Date.now() + BELIEVED_MS);
  return true;
}

/** Asks again about every link: some have been withdrawn. Other instances notice within a minute. */
export const forgetShownImages = (): void => believed.clear();
