/**
 * Where a request comes from, for rate limits. Only what our own server saw or what a configured
 * number of trusted proxies added counts; whatever else `x-forwarded-for` says is the caller's.
 */
import { subscribe } from "node:diagnostics_channel";
import { isIPv6 } from "node:net";
import { processWide } from "@/lib/api/process-wide";

/**
 * Route handlers see no socket, so the peer's address travels in a header whose name nobody
 * outside can guess.
 */
const peerHeader = processWide("peer-header", () => {
  const header = `x-peer-${crypto.randomUUID()}`;
  subscribe("http.server.request.start", (message) => {
    const { request, socket } = message as {
      request: { headers: Record<string, string | undefined> };
      socket: { remoteAddress?: string };
    };
    request.headers[header] = socket.remoteAddress;
  });
  return header;
});

/**
 * The caller's address, IPv6 shortened to its /64 (one household or server owns at least that).
 *
 * @param hops how many proxies in front of us append to `x-forwarded-for`
 */
export function clientAddress(headers: Headers, hops: number): string {
  const forwarded = headers.get("x-forwarded-for");
  const chain = forwarded ? forwarded.split(",").map((part) => part.trim()) : [];
  // Next copies the peer into an absent x-forwarded-for; it must not count as a hop.
  const peer = headers.get(peerHeader);
  if (peer && !(chain.length === 1 && chain[0] === peer && hops > 0)) chain.push(peer);
  else if (!peer && hops > 0) chain.push("unknown");
  const address = peer || hops > 0 ? chain[Math.max(0, chain.length - 1 - hops)] : undefined;
  return address ? normalizeAddress(address) : "unknown";
}

export function normalizeAddress(address: string): string {
  const plain = address.replace(/^\[|\](:\d+)?$/g, "").replace(/%.*$/, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(plain)) return plain.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1").slice(0, 64);

  const [head = "", tail] = plain.toLowerCase().split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array(8 - left.length - right.length).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
