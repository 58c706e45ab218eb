import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf, LIBRARY, personOf, tokensOf } from "./fixtures/clients.ts";
import { startTestBackend, type TestBackend } from "./testing.ts";

let backend: TestBackend;

beforeAll(async () => {
  backend = await startTestBackend({ migrations: LIBRARY });
}, 60_000);
afterAll(() => backend?.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(backend.url + path, { headers });
const ROLE = "/rest/v1/rpc/who_am_i";
const roleOf = async (headers: Record<string, string>) => {
  const response = await get(ROLE, headers);
  return response.ok ? (await response.json()).role : response.status;
};

describe("keys", () => {
  test("decide the role, in a header or in the address", async () => {
    expect(await roleOf({ apikey: backend.publishableKey })).toBe("anon");
    expect(await roleOf({ apikey: backend.secretKey })).toBe("service_role");
    const inAddress = await get(`${ROLE}?apikey=${backend.publishableKey}`);
    expect(inAddress.status).toBe(200);
  });

  test("are required, from this machine too", async () => {
    expect(await roleOf({})).toBe(401);
    expect(await roleOf({ apikey: "sb_secret_guess" })).toBe(401);
    expect(await roleOf({ authorization: "Bearer sb_secret_guess" })).toBe(401);
  });

  test("that are secret are refused in browsers", async () => {
    const browser = { apikey: backend.secretKey, "user-agent": "Mozilla/5.0 (X11; Linux)" };
    const response = await get(ROLE, browser);
    expect(response.status).toBe(401);
    expect((await response.json()).message).toMatch(/secret API key in browser/);
  });

  test("may be legacy tokens", async () => {
    const { sign } = await tokensOf(backend);
    const legacy = (role: string) => sign({ iss: "supabase", role, exp: 4_000_000_000 });
    expect(await roleOf({ apikey: await legacy("anon") })).toBe("anon");
    expect(await roleOf({ apikey: await legacy("service_role") })).toBe("service_role");
    expect(await roleOf({ apikey: await legacy("authenticated") })).toBe(401);
    expect(await roleOf({ apikey: await legacy("postgres") })).toBe(401);
  });

  test("are not needed where a link is followed", async () => {
    expect((await get("/auth/v1/.well-known/jwks.json")).status).toBe(200);
    expect((await get("/health")).status).toBe(200);
    expect((await get("/storage/v1/object/private/a.png")).status).toBe(401);
    expect((await get("/auth/v1/admin/users")).status).toBe(401);
  });
});

describe("tokens", () => {
  test("of a signed-in person act for that person only", async () => {
    const { token } = await personOf(backend);
    expect(await roleOf({ apikey: backend.publishableKey, authorization: `Bearer ${token}` })).toBe(
      "authenticated",
    );
    // Also beside the secret key: the token is what counts, as with hosted PostgREST.
    expect(await roleOf({ apikey: backend.secretKey, authorization: `Bearer ${token}` })).toBe(
      "authenticated",
    );
  });

  test("are refused when expired, foreign, unsigned, or meant for somebody else", async () => {
    const person = { sub: randomUUID(), role: "authenticated", aud: "authenticated" };
    const { sign } = await tokensOf(backend);
    const foreign = await tokensOf(backend, "http://elsewhere.example/auth/v1");
    const jwks = await (await get("/auth/v1/.well-known/jwks.json")).json();
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { ...person, iss: `${backend.url}/auth/v1`, exp: 4_000_000_000 };
    // The public key taken for a shared secret: why algorithms are on a list.
    const confused = `${encode({ alg: "HS256" })}.${encode(claims)}`;
    const mac = createHmac("sha256", JSON.stringify(jwks.keys[0])).update(confused);

    const bad = {
      expired: await sign({ ...person, exp: 1_000_000_000 }),
      foreign: await foreign.sign(person),
      audience: await sign({ ...person, aud: "elsewhere" }),
      unsigned: `${encode({ alg: "none" })}.${encode(claims)}.`,
      confused: `${confused}.${mac.digest("base64url")}`,
      changed: `${(await sign(person)).slice(0, -6)}AAAAAA`,
      nonsense: "nonsense",
    };
    for (const [name, token] of Object.entries(bad)) {
      const headers = { apikey: backend.publishableKey, authorization: `Bearer ${token}` };
      expect([name, await roleOf(headers)]).toEqual([name, 401]);
    }
    const expired = clientOf(backend, backend.publishableKey, bad.expired);
    expect((await expired.from("notes").select()).error).toMatchObject({
      code: "PGRST303",
      message: "JWT expired",
    });
  });

  test("stop working when they expire, however often they were seen", async () => {
    const { sign } = await tokensOf(backend);
    const exp = Math.floor(Date.now() / 1000) + 2;
    const token = await sign({ sub: randomUUID(), role: "anon", aud: "authenticated", exp });
    const headers = { apikey: backend.publishableKey, authorization: `Bearer ${token}` };
    expect(await roleOf(headers)).toBe("anon");
    await expect.poll(() => roleOf(headers), { timeout: 5_000, interval: 200 }).toBe(401);
  });

  test("name no role beyond the three of the API", async () => {
    const { sign } = await tokensOf(backend);
    const token = await sign({ sub: randomUUID(), role: "postgres", aud: "authenticated" });
    const headers = { apikey: backend.publishableKey, authorization: `Bearer ${token}` };
    expect(await roleOf(headers)).toBe("anon");
  });
});

describe("paths", () => {
  test.each(["/", "/_system/info", "/_system/config", "/studio", "/admin", "/rest/v2/books"])(
    "%s is not there",
    async (path) => {
      const response = await get(path, { apikey: backend.secretKey });
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toMatch(/json/);
      expect(await response.text()).not.toMatch(/postgres:\/\//);
    },
  );
});

describe("browsers", () => {
  test("may ask from any origin, with the headers of the clients", async () => {
    const wanted = "apikey,authorization,x-client-info,prefer,x-upsert,tus-resumable";
    const preflight = await fetch(`${backend.url}/rest/v1/books`, {
      method: "OPTIONS",
      headers: {
        Origin: "http://app.example",
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": wanted,
      },
    });
    expect(preflight.ok).toBe(true);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-methods")).toMatch(/PATCH/);
    expect(preflight.headers.get("access-control-allow-headers")?.toLowerCase()).toBe(wanted);
  });

  test("may read the headers the clients need", async () => {
    const response = await get("/rest/v1/books?select=id", {
      Origin: "http://app.example",
      apikey: backend.publishableKey,
    });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const exposed = response.headers.get("access-control-expose-headers")?.toLowerCase();
    for (const name of ["content-range", "preference-applied", "upload-offset", "location"]) {
      expect(exposed).toContain(name);
    }
  });
});
