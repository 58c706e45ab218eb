import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { bearerToken, createVerifier, endSession, verifyAccessToken } from "@/lib/api/identity";

const SECRET = "a-secret-of-at-least-thirty-two-characters";
const USER = "0b0f7f4e-3c4e-4c5b-9d3a-1f5e7a9b2c3d";

let server: Server;
let url: string;
let fetched = 0;
let ours: CryptoKey;
let foreign: CryptoKey;
let publicPem: string;

beforeAll(async () => {
  const pair = await generateKeyPair("ES256", { extractable: true });
  ours = pair.privateKey;
  foreign = (await generateKeyPair("ES256")).privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: "k1", alg: "ES256", use: "sig" };
  publicPem = JSON.stringify(jwk);
  server = createServer((_request, response) => {
    fetched += 1;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", url);
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "key");
  vi.stubEnv("SUPABASE_JWT_SECRET", SECRET);
});

afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

type Changes = {
  claims?: JWTPayload;
  issuer?: string;
  audience?: string;
  expires?: string | number;
  header?: { alg: string; kid?: string };
};

function claims({ claims = {}, issuer, audience, expires }: Changes) {
  const token = new SignJWT({ role: "authenticated", email: "a@b.co", ...claims })
    .setIssuer(issuer ?? `${url}/auth/v1`)
    .setAudience(audience ?? "authenticated")
    .setIssuedAt();
  if (!("sub" in claims)) token.setSubject(USER);
  return token.setExpirationTime(expires ?? "1h");
}

const asymmetric = (changes: Changes = {}, key = ours) =>
  claims(changes)
    .setProtectedHeader(changes.header ?? { alg: "ES256", kid: "k1" })
    .sign(key);

const symmetric = (changes: Changes = {}, secret = SECRET) =>
  claims(changes)
    .setProtectedHeader(changes.header ?? { alg: "HS256" })
    .sign(new TextEncoder().encode(secret));

const unsigned = (changes: JWTPayload = {}) =>
  [
    { alg: "none" },
    {
      sub: USER,
      role: "authenticated",
      aud: "authenticated",
      iss: `${url}/auth/v1`,
      exp: Date.now(),
      ...changes,
    },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .concat("")
    .join(".");

describe("verifyAccessToken", () => {
  test("accepts what the project signs, both ways", async () => {
    for (const token of [await asymmetric(), await symmetric()]) {
      expect(await verifyAccessToken(token)).toMatchObject({
        userId: USER,
        email: "a@b.co",
        token,
      });
    }
  });

  test("fetches the keys once, not per request", async () => {
    await verifyAccessToken(await asymmetric());
    const before = fetched;
    for (let i = 0; i < 5; i += 1) {
      await verifyAccessToken(await asymmetric({ claims: { session_id: `s${i}` } }));
    }
    expect(fetched).toBe(before);
  });

  const past = Math.floor(Date.now() / 1000) - 60;
  test.each<[string, () => Promise<string> | string]>([
    ["expired, ES256", () => asymmetric({ expires: past })],
    ["expired, HS256", () => symmetric({ expires: past })],
    ["another audience", () => asymmetric({ audience: "anon" })],
    ["another issuer", () => asymmetric({ issuer: "https://evil.example/auth/v1" })],
    ["another key", () => asymmetric({}, foreign)],
    ["another secret", () => symmetric({}, "another-secret-of-thirty-two-characters")],
    ["the public key as a shared secret", () => symmetric({}, publicPem)],
    ["another algorithm of the same secret", () => symmetric({ header: { alg: "HS512" } })],
    ["no algorithm", () => unsigned()],
    ["an unknown key id", () => asymmetric({ header: { alg: "ES256", kid: "k2" } })],
    ["no subject", () => asymmetric({ claims: { sub: undefined } as JWTPayload })],
    ["a subject that is no id", () => asymmetric({ claims: { sub: "admin" } })],
    ["the role of an anonymous key", () => symmetric({ claims: { role: "anon" } })],
    ["the role of the server", () => symmetric({ claims: { role: "service_role" } })],
    ["nonsense", () => "nonsense"],
    ["nothing", () => ""],
    ["dots", () => "a.b.c"],
    ["too long", () => "a".repeat(10_000)],
  ])("refuses: %s", async (_name, make) => {
    expect(await verifyAccessToken(await make())).toBeNull();
  });

  test("refuses HS256 when the project has no shared secret", async () => {
    const verify = createVerifier({ supabaseUrl: url });
    await expect(verify(await symmetric())).rejects.toThrow();
    await expect(verify(await asymmetric())).resolves.toMatchObject({ sub: USER });
  });

  test("a verified token is not believed beyond its expiry", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const token = await symmetric({ expires: Math.floor(Date.now() / 1000) + 20 });
    expect(await verifyAccessToken(token)).not.toBeNull();
    vi.setSystemTime(Date.now() + 40_000);
    expect(await verifyAccessToken(token)).toBeNull();
    vi.useRealTimers();
  });

  test("a signed-out session's tokens stop at once, others go on", async () => {
    const ended = await symmetric({ claims: { session_id: "ended" } });
    const sibling = await asymmetric({ claims: { session_id: "ended" } });
    const other = await symmetric({ claims: { session_id: "other" } });
    const identity = await verifyAccessToken(ended);
    if (!identity) throw new Error("not accepted");
    await endSession(identity);
    expect(await verifyAccessToken(ended)).toBeNull();
    expect(await verifyAccessToken(sibling)).toBeNull();
    expect(await verifyAccessToken(other)).not.toBeNull();
  });

  test("keys that cannot be fetched are our failure, not the caller's", async () => {
    const verify = createVerifier({ supabaseUrl: "http://127.0.0.1:1" });
    await expect(verify(await asymmetric())).rejects.toThrow();
  });
});

test.each([
  [null, undefined],
  ["Bearer abc.def.ghi", "abc.def.ghi"],
  ["bearer  abc", "abc"],
  ["Bearer", null],
  ["Bearer a b", null],
  ["Basic abc", null],
  ["Bearer a\u00e9", null],
])("bearerToken(%j) is %j", (header, token) => {
  expect(bearerToken(header)).toBe(token);
});
