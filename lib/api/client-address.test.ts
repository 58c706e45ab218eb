import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientAddress, normalizeAddress } from "@/lib/api/client-address";

describe("behind a real server", () => {
  /** What the handler makes of a request, as Next hands it over. */
  const server = createServer((request, response) => {
    request.headers["x-forwarded-for"] ??= request.socket.remoteAddress ?? "";
    const headers = new Headers(request.headers as Record<string, string>);
    const hops = Number(request.url?.slice(1));
    response.end(clientAddress(headers, hops));
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  const seen = async (hops: number, forwarded?: string) => {
    const headers = new Headers(forwarded === undefined ? [] : [["x-forwarded-for", forwarded]]);
    return (await fetch(`${url}/${hops}`, { headers })).text();
  };

  test("without proxies, what the caller claims does not count", async () => {
    expect(await seen(0)).toBe("127.0.0.1");
    expect(await seen(0, "6.6.6.6")).toBe("127.0.0.1");
    expect(await seen(0, "6.6.6.6, 7.7.7.7")).toBe("127.0.0.1");
  });

  test("each trusted proxy vouches for one entry from the right", async () => {
    expect(await seen(1, "6.6.6.6")).toBe("6.6.6.6");
    expect(await seen(1, "6.6.6.6, 203.0.113.9")).toBe("203.0.113.9");
    expect(await seen(2, "6.6.6.6, 203.0.113.9, 10.0.0.1")).toBe("203.0.113.9");
    expect(await seen(1)).toBe("127.0.0.1");
  });
});

test("without any sign of the peer, only trusted hops count", () => {
  expect(clientAddress(new Headers({ "x-forwarded-for": "6.6.6.6" }), 0)).toBe("unknown");
  expect(clientAddress(new Headers({ "x-forwarded-for": "6.6.6.6" }), 1)).toBe("6.6.6.6");
  expect(clientAddress(new Headers(), 1)).toBe("unknown");
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["203.0.113.9:443", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"],
  ["::1", "0:0:0:0::/64"],
])("%s counts as %s", (given, expected) => {
  expect(normalizeAddress(given)).toBe(expected);
});
