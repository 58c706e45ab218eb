/** What the middleware does for pages, seen from outside: sessions, redirects, headers. */
import { describe, expect, test } from "vitest";
import { baseUrl, call, person } from "./support.ts";

type Session = Record<string, unknown> & { access_token: string; refresh_token: string };

const page = (path: string, cookie = "") =>
  fetch(baseUrl + path, {
    redirect: "manual",
    headers: { accept: "text/html", ...(cookie ? { cookie } : {}) },
  });

/** The cookie a browser would hold for a session. */
const cookieOf = (session: Session) =>
  `tb-session=base64-${Buffer.from(JSON.stringify(session)).toString("base64url")}`;

async function signedIn(changes: Partial<Session> = {}): Promise<Session> {
  const { email, password } = await person("visitor", { business: true });
  const { body } = await call("POST", "/api/v1/auth/login", { body: { email, password } });
  return {
    access_token: body.access_token,
    refresh_token: body.refresh_token,
    expires_at: body.expires_at,
    expires_in: 3600,
    token_type: "bearer",
    user: { id: body.user_id },
    ...changes,
  };
}

const isRedirect = (response: Response) => response.status === 307;
const target = (response: Response) => new URL(response.headers.get("location") ?? "", baseUrl);

describe("visitors", () => {
  test("are sent to the sign-in page and back to where they were going", async () => {
    const response = await page("/companies?status=active");
    expect(isRedirect(response)).toBe(true);
    expect(target(response).pathname).toBe("/sign-in");
    expect(target(response).searchParams.get("next")).toBe("/companies?status=active");
  });

  test("who send a form get the form's own answer, not a page", async () => {
    const response = await fetch(`${baseUrl}/companies`, {
      method: "POST",
      redirect: "manual",
      headers: { "next-action": "0".repeat(42) },
      body: "[]",
    });
    // No such action; what counts is that it was looked for.
    expect([404, 409]).toContain(response.status);
  });

  test("may open the sign-in pages", async () => {
    expect((await page("/sign-in")).status).toBe(200);
    expect((await page("/sign-up")).status).toBe(200);
  });

  test("are not let in by cookies that are forged or expired for good", async () => {
    const session = await signedIn();
    const forged = { ...session, access_token: `${session.access_token.slice(0, -6)}AAAAAA` };
    for (const cookie of [
      cookieOf(forged),
      "tb-session=base64-nonsense",
      "tb-session=x",
      cookieOf({ ...session, expires_at: 1_700_000_000, refresh_token: "unknown" }),
    ]) {
      const response = await page("/companies", cookie);
      expect(isRedirect(response), cookie.slice(0, 40)).toBe(true);
    }
  });
});

describe("sessions", () => {
  test("a fresh one is left alone", async () => {
    const response = await page("/companies", cookieOf(await signedIn()));
    expect(response.headers.get("location") ?? "").not.toContain("/sign-in");
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("one that runs out is renewed, for the browser and for the page", async () => {
    const stale = await signedIn({ expires_at: Math.floor(Date.now() / 1000) - 10 });
    const response = await page("/companies", cookieOf(stale));
    expect(response.headers.get("location") ?? "").not.toContain("/sign-in");
    const [cookie = ""] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^tb-session=base64-/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=lax/i);
    const value = decodeURIComponent(cookie.split(";")[0] ?? "").replace("tb-session=base64-", "");
    const renewed = JSON.parse(Buffer.from(value, "base64url").toString("utf8"));
    expect(renewed.refresh_token).not.toBe(stale.refresh_token);
    expect(isRedirect(await page("/companies", cookieOf(renewed)))).toBe(isRedirect(response));
  });

  test("the API renews them, too, and takes changes from our pages only", async () => {
    const stale = await signedIn({ expires_at: Math.floor(Date.now() / 1000) - 10 });
    const list = await call("GET", "/api/v1/companies", { headers: { cookie: cookieOf(stale) } });
    expect(list.status, list.text).toBe(200);
    expect(list.headers.getSetCookie()[0]).toMatch(/^tb-session=.*HttpOnly/);

    const cookie = cookieOf(await signedIn());
    const logout = (origin: string) =>
      call("POST", "/api/v1/auth/logout", { headers: { cookie, origin } });
    expect((await logout("https://evil.example")).status).toBe(403);
    expect((await logout(new URL(baseUrl).origin)).status).toBe(200);
  });
});

describe("headers", () => {
  test("a policy with a nonce of its own on every view, on every script", async () => {
    const nonces = new Set<string>();
    for (const path of ["/sign-in", "/sign-up", "/sign-in"]) {
      const response = await page(path);
      const policy = response.headers.get("content-security-policy") ?? "";
      const nonce = /script-src 'self' 'nonce-(\w+)' 'strict-dynamic'/.exec(policy)?.[1] ?? "";
      expect(nonce).toHaveLength(32);
      nonces.add(nonce);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain(new URL(process.env.TEST_SUPABASE_URL ?? "").origin);
      const html = await response.text();
      const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      expect(scripts.length).toBeGreaterThan(2);
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
    }
    expect(nonces.size).toBe(3);
  });

  test("the rest, also on redirects", async () => {
    for (const path of ["/sign-in", "/companies"]) {
      const { headers } = await page(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
      expect(headers.get("permissions-policy")).toContain("geolocation=()");
      expect(headers.get("x-frame-options")).toBe("DENY");
    }
  });

  test("the API and files do not pass the middleware", async () => {
    for (const path of ["/api/health", "/health", "/icon.svg"]) {
      const policy = (await page(path)).headers.get("content-security-policy") ?? "";
      expect(policy).not.toContain("nonce-");
    }
  });
});
