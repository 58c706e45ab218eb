/**
 * Reads answered in front of Next (`npm start`) say exactly what Next would: each is asked at its
 * canonical address, where the lane may take it, and at the address without `v1`, which is Next's.
 */
import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { SignJWT } from "jose";
import { beforeAll, expect, test } from "vitest";
import { baseUrl, type Person, person, supabaseUrl, type Team, team } from "./support.ts";

let acme: Team;
let traveller: Person;
let expired: string;

beforeAll(async () => {
  acme = await team();
  traveller = await person("lane");
  expired = await new SignJWT({ role: "authenticated" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(traveller.id)
    .setIssuer(`${supabaseUrl}/auth/v1`)
    .setAudience("authenticated")
    .setExpirationTime("-1h")
    .sign(new TextEncoder().encode(process.env.TEST_SUPABASE_JWT_SECRET || "x".repeat(32)));
});

type Case = { method?: string; path: string; headers?: () => Record<string, string> };
type Told = { status: number; headers: Record<string, unknown>; body: Buffer };

/** As it comes over the wire: `fetch` would unpack it. */
function ask(prefix: string, { method = "GET", path, headers }: Case): Promise<Told> {
  return new Promise((resolve, reject) => {
    const asked = request(
      new URL(`${prefix}/${path}`, baseUrl),
      { method, headers: { "x-request-id": "fast-lane-test", ...headers?.() } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: { ...answer.headers },
            body: Buffer.concat(parts),
          }),
        );
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}

/** Headers of the connection, of the moment, and what Next adds to `Vary` about its own pages. */
function comparable({ status, headers, body }: Told) {
  const { date: _d, connection: _c, "keep-alive": _k, ...rest } = headers;
  const { "transfer-encoding": _t, "content-length": _l, ratelimit: _r, ...told } = rest;
  const vary = String(told.vary)
    .split(/,\s*/)
    .filter((name) => !/^(?:rsc|next-)/.test(name));
  const text = told["content-encoding"] === "gzip" ? gunzipSync(body) : body;
  return { status, headers: { ...told, vary: vary.join(", ") }, body: text.toString("utf8") };
}

const as = (token: () => string) => () => ({ authorization: `Bearer ${token()}` });
const somebody = as(() => traveller.token);
const pub = "experiences/public?limit=3";

const cases: [string, Case][] = [
  ["a public list", { path: pub }],
  ["a public list, packed", { path: pub, headers: () => ({ "accept-encoding": "br, gzip" }) }],
  ["a public list, not packed", { path: pub, headers: () => ({ "accept-encoding": "gzip;q=0" }) }],
  ["a public list for a page", { path: pub, headers: () => ({ origin: baseUrl }) }],
  [
    "a public list for a foreign page",
    { path: pub, headers: () => ({ origin: "https://x.example" }) },
  ],
  ["a public list that is known", { path: pub, headers: () => ({ "if-none-match": "*" }) }],
  ["a public list, whoever asks", { path: pub, headers: as(() => "nonsense") }],
  ["HEAD of a public list", { method: "HEAD", path: pub }],
  ["bad input to a public list", { path: "experiences/public?limit=0" }],
  ["an unknown parameter", { path: "experiences/public?wat=1" }],
  ["an unknown public record", { path: `experiences/public?experience-id=${crypto.randomUUID()}` }],
  ["a signed-in list", { path: "experiences?limit=3", headers: somebody }],
  [
    "a signed-in list, packed",
    { path: "experiences", headers: () => ({ ...somebody(), "accept-encoding": "gzip, deflate" }) },
  ],
  ["HEAD of a signed-in list", { method: "HEAD", path: "experiences", headers: somebody }],
  ["a short signed-in list", { path: "story", headers: somebody }],
  ["figures", { path: "analytics/business/overview/stories", headers: somebody }],
  [
    "figures of a company",
    {
      path: "analytics/business/overview/stories?business-id=COMPANY",
      headers: as(() => acme.member.token),
    },
  ],
  [
    "figures of somebody else's company",
    { path: "analytics/business/overview/stories?business-id=COMPANY", headers: somebody },
  ],
  ["bad input", { path: "experiences?limit=many", headers: somebody }],
  ["no token", { path: "experiences" }],
  ["a token that is none", { path: "experiences", headers: as(() => "nonsense") }],
  ["an expired token", { path: "experiences", headers: as(() => expired) }],
  ["another scheme", { path: "experiences", headers: () => ({ authorization: "Basic eDp5" }) }],
  ["a cookie that is none", { path: "experiences", headers: () => ({ cookie: "tb-session=x" }) }],
  ["a method that is not served", { method: "DELETE", path: "experiences/public" }],
  ["OPTIONS", { method: "OPTIONS", path: pub, headers: () => ({ origin: baseUrl }) }],
];

test.each(cases)("%s", async (_name, given) => {
  const wanted = { ...given, path: given.path.replace("COMPANY", acme.companyId) };
  // From the second time on the lane knows the address, and the recent public answer.
  await ask("/api/v1", wanted);
  await ask("/api/v1", wanted);
  const [inFront, byNext] = [await ask("/api/v1", wanted), await ask("/api", wanted)];
  expect(comparable(inFront)).toEqual(comparable(byNext));
});

test("two callers at once get each their own", async () => {
  const callers = [acme.owner, acme.editor, acme.member, traveller];
  const answers = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const caller = callers[index % callers.length] as Person;
      const { body } = await ask("/api/v1", { path: "profile", headers: as(() => caller.token) });
      return [caller.email, body.toString("utf8")] as const;
    }),
  );
  for (const [email, text] of answers) expect(text).toContain(email);
});
