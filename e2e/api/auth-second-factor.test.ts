/** Authenticator apps: set up, asked for, shown, removed. */
import { describe, expect, test } from "vitest";
import { totpCode } from "../../supabase/embedded/auth/totp.ts";
import {
  adminClient,
  call,
  expectFailure,
  expectKeys,
  expectLocked,
  mailsTo,
  nobody,
  type Person,
  person,
  sql,
  team,
} from "./support.ts";

const path = "/api/v1/auth/second-factor";
const verifyPath = `${path}/verify`;

/** What the app shows, or will show next: each code is good once. */
const code = (secret: string, later = 0) => totpCode(secret, Date.now() + later * 30_000);

async function setUp({ token }: Pick<Person, "token">, name = "Phone") {
  const begun = await call("POST", path, { token, body: { name } });
  expect(begun.status, begun.text).toBe(200);
  const { id, secret } = begun.body.data as { id: string; secret: string };
  const done = await call("POST", verifyPath, {
    token,
    body: { code: code(secret), factor_id: id },
  });
  expect(done.status, done.text).toBe(200);
  return {
    id,
    secret,
    token: done.body.access_token as string,
    begun: begun.body.data,
    done: done.body,
  };
}

const login = (who: Person, more: object = {}, kind = "business/login") =>
  call("POST", `/api/v1/auth/${kind}`, {
    body: { email: who.email, password: who.password, ...more },
  });

describe("setting one up", () => {
  test("takes the app's first code and gives a session that has shown it", async () => {
    const someone = await person("enrolling", { business: true });
    const { begun, done, id } = await setUp(someone);
    expectKeys(begun, ["id", "secret", "uri", "qr_code"]);
    expect(begun.uri).toContain(begun.secret);
    expectKeys(done, ["access_token", "expires_at", "refresh_token", "user_id"]);
    expect(done.user_id).toBe(someone.id);
    const list = await call("GET", path, { token: done.access_token });
    expect(list.body.data).toMatchObject([{ id, name: "Phone", verified: true }]);
    expect(list.text).not.toContain(begun.secret);
  });

  test("begun and not finished, asks for nothing and gives way to the next try", async () => {
    const someone = await person("hesitating", { business: true });
    const { token } = someone;
    const first = await call("POST", path, { token, body: {} });
    const second = await call("POST", path, { token, body: {} });
    expect(second.status, second.text).toBe(200);
    expect(second.body.data.id).not.toBe(first.body.data.id);
    expect((await login(someone)).status).toBe(200);
    const wrong = { code: "000000", factor_id: second.body.data.id };
    expectFailure(await call("POST", verifyPath, { token, body: wrong }), 400, ["code"]);
  });

  test("belongs to its owner", async () => {
    const [someone, stranger] = await Promise.all([person("owner"), person("stranger")]);
    const { id, secret } = await setUp(someone);
    const body = { code: code(secret, 1), factor_id: id };
    expectFailure(await call("POST", verifyPath, { token: stranger.token, body }), 404);
    for (const factor of [id, nobody]) {
      const gone = await call("DELETE", `${path}?factor-id=${factor}`, { token: stranger.token });
      expectFailure(gone, 404);
    }
    for (const [method, address] of [
      ["GET", path],
      ["POST", path],
      ["POST", verifyPath],
      ["DELETE", path],
    ] as const) {
      await expectLocked(method, address, method === "POST" ? { code: "123456" } : undefined);
    }
  });
});

describe("signing in", () => {
  test.each(["login", "business/login"])(
    "auth/%s asks for the code and leaves no session without",
    async (kind) => {
      const someone = await person("careful", { business: true });
      const { secret } = await setUp(someone);
      const sessions = () => sql`select id from auth.sessions where user_id = ${someone.id}`;
      const before = await sessions();

      const without = await login(someone, {}, kind);
      expectFailure(without, 403, ["code"]);
      expect(without.body.code).toBe("second_factor_required");
      expectFailure(await login(someone, { code: "000000" }, kind), 400, ["code"]);
      expectFailure(await login(someone, { code: "12" }, kind), 400, ["code"]);
      // A wrong password says nothing of a second factor.
      const guess = await login({ ...someone, password: "nope" }, {}, kind);
      expectFailure(guess, 400);
      expect(guess.body.code).toBe("bad_request");
      expect(await sessions()).toEqual(before);

      const shown = code(secret, 1);
      const good = await login(someone, { code: `${shown.slice(0, 3)} ${shown.slice(3)}` }, kind);
      expect(good.status, good.text).toBe(200);
      // Over somebody's shoulder: the same code opens nothing more.
      expectFailure(await login(someone, { code: shown }, kind), 400, ["code"]);
    },
  );

  test("whoever has none needs none", async () => {
    const someone = await person("plain", { business: true });
    expect((await login(someone)).status).toBe(200);
    expect((await login(someone, { code: null })).status).toBe(200);
  });
});

describe("recovery codes", () => {
  test("are made with the app's code, sign in once without it and end everything else", async () => {
    const { owner, companyId } = await team();
    // A session of before, whose access token is not older than an hour.
    const before = await login(owner);
    const begun = await call("POST", path, { token: owner.token, body: {} });
    const { id, secret } = begun.body.data as { id: string; secret: string };
    const done = await call("POST", verifyPath, {
      token: owner.token,
      body: { code: code(secret), factor_id: id, recovery_codes: true },
    });
    expect(done.status, done.text).toBe(200);
    const codes = done.body.recovery_codes as string[];
    expect(new Set(codes).size).toBe(10);
    expect(codes.every((one) => /^([0-9a-z]{4}-){3}[0-9a-z]{4}$/.test(one))).toBe(true);
    // Setting it up has ended what never showed a code, in the auth server and here.
    const me = (token: string) => call("GET", "/api/v1/auth/sessions", { token });
    expectFailure(await me(before.body.access_token), 401);

    const listed = await call("GET", path, { token: done.body.access_token });
    expect(listed.body.recovery_codes_left).toBe(10);
    expect(listed.text).not.toContain(codes[0]);
    expectFailure(await login(owner, { code: "0000-0000-0000-0000" }), 400, ["code"]);

    const [first = "", second = ""] = codes;
    const back = await login(owner, { code: first.toUpperCase() });
    expect(back.status, back.text).toBe(200);
    // The app is gone, the rights are back, other sessions are over.
    const { access_token: token } = back.body;
    const members = `/api/v1/companies/members?company-id=${companyId}`;
    expect((await call("GET", members, { token })).status).toBeLessThan(300);
    expectFailure(await me(done.body.access_token), 401);
    const left = await call("GET", path, { token });
    expect(left.body).toMatchObject({ data: [], recovery_codes_left: 9 });
    await expect
      .poll(async () => (await mailsTo(owner.email)).map(({ template }) => template), {
        timeout: 20_000,
      })
      .toContain("recovery-code-used");

    // A used one is none; the rest is good for the next app.
    const next = await setUp({ token });
    expectFailure(await login(owner, { code: first }), 400, ["code"]);
    expect((await login(owner, { code: second }, "login")).status).toBe(200);
    expectFailure(await me(next.token), 401);
  });

  test("twenty at once with one code: one gets in", async () => {
    const someone = await person("raced", { business: true });
    const begun = await call("POST", path, { token: someone.token, body: {} });
    const { id, secret } = begun.body.data as { id: string; secret: string };
    const done = await call("POST", verifyPath, {
      token: someone.token,
      body: { code: code(secret), factor_id: id, recovery_codes: true },
    });
    const [one] = done.body.recovery_codes as string[];
    // Past the app, where nothing is counted. The same session: nobody is thrown out of another.
    const session = await call("POST", "/api/v1/auth/otp-verification", {
      body: { email: someone.email, token: await mailedCode(someone) },
    });
    const tried = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(`${process.env.TEST_SUPABASE_URL}/rest/v1/rpc/use_recovery_code`, {
          method: "POST",
          headers: {
            apikey: process.env.TEST_SUPABASE_PUBLISHABLE_KEY ?? "",
            authorization: `Bearer ${session.body.access_token}`,
            "content-type": "application/json",
          },
          body: JSON.stringify({ p_code: one }),
        }).then((answer) => answer.json()),
      ),
    );
    expect(tried.filter((answer) => answer !== null)).toHaveLength(1);
  });
});

/** The code of a mail that lets somebody choose a new password. */
async function mailedCode({ email }: Person): Promise<string> {
  const { data, error } = await adminClient.auth.admin.generateLink({ type: "recovery", email });
  if (error) throw error;
  return data.properties.email_otp;
}

describe("a session that has not shown it", () => {
  /** Signed in with a code from a mail, which no app has confirmed. */
  async function byMail(who: Person, more: object = {}) {
    const answer = await call("POST", "/api/v1/auth/otp-verification", {
      body: { email: who.email, token: await mailedCode(who), ...more },
    });
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  }

  test("sees and changes no company; the code opens them", async () => {
    const { owner, companyId } = await team();
    const { secret } = await setUp(owner);
    const mailed = await byMail(owner);
    expect(mailed.second_factor_required).toBe(true);
    const token = mailed.access_token;
    const members = `/api/v1/companies/members?company-id=${companyId}`;
    const rename = { token, body: { name: `Taken over ${secret}` } };
    expect([403, 404]).toContain((await call("GET", members, { token })).status);
    expect([403, 404]).toContain(
      (await call("PUT", `/api/v1/companies?company-id=${companyId}`, rename)).status,
    );
    const found = await call("POST", "/api/v1/companies", {
      token,
      body: { name: `Mine ${secret}` },
    });
    expectFailure(found, 403);
    expect(found.body.code).toBe("second_factor_required");
    for (const [method, address] of [
      ["GET", "/api/v1/auth/sessions"],
      ["POST", "/api/v1/auth/logout-everywhere"],
    ] as const) {
      const answer = await call(method, address, {
        token,
        body: method === "POST" ? {} : undefined,
      });
      expect(answer.body.code, answer.text).toBe("second_factor_required");
    }

    const lifted = await call("POST", verifyPath, { token, body: { code: code(secret, 1) } });
    expect(lifted.status, lifted.text).toBe(200);
    const answer = await call("GET", members, { token: lifted.body.access_token });
    expect(answer.status, answer.text).toBeLessThan(300);
  });

  test("changes neither password, address nor factors", async () => {
    const someone = await person("guarded", { business: true });
    const { id, secret } = await setUp(someone);
    const { access_token: token } = await byMail(someone);
    const password = "seven quiet paper boats";
    for (const answer of [
      await call("POST", "/api/v1/auth/reset-password", { token, body: { password } }),
      await call("POST", "/api/v1/auth/update-email", {
        token,
        body: { email: "x@y.example", refresh_token: "r" },
      }),
      await call("POST", path, { token, body: { name: "Another" } }),
      await call("DELETE", `${path}?factor-id=${id}`, { token }),
    ]) {
      expectFailure(answer, 403);
      expect(answer.body.code).toBe("second_factor_required");
    }
    expectFailure(
      await call("POST", "/api/v1/auth/reset-password", {
        token,
        body: { password, code: "000000" },
      }),
      400,
      ["code"],
    );
    const set = await call("POST", "/api/v1/auth/reset-password", {
      token,
      body: { password, code: code(secret, 1) },
    });
    expect(set.status, set.text).toBe(200);
  });

  test("may show the code together with the one from the mail", async () => {
    const someone = await person("both", { business: true });
    const { secret } = await setUp(someone);
    const mailed = await byMail(someone, { code: code(secret, 1) });
    expect(mailed).not.toHaveProperty("second_factor_required");
    const sessions = await call("GET", "/api/v1/auth/sessions", { token: mailed.access_token });
    expect(sessions.body.data[0], sessions.text).toMatchObject({
      is_current: true,
      second_factor: true,
    });
  });
});

test("removing it takes a session that has shown it; then nobody asks any more", async () => {
  const someone = await person("removing", { business: true });
  const { id, token } = await setUp(someone);
  const removed = await call("DELETE", `${path}?factor-id=${id}`, { token });
  expect(removed.status, removed.text).toBe(200);
  expect((await login(someone)).status).toBe(200);
});
