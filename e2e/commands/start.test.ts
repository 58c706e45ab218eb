/**
 * `npm start` as a newcomer meets it, on free ports and a data folder of its own. Needs the build
 * that `npm test` has made.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, projectRoot } from "../../lib/commands/stack.ts";
import { mailsIn } from "../mailbox.ts";

type Started = { process: ChildProcess; output: () => string; exited: Promise<number | null> };

const running = new Set<ChildProcess>();
let dataDir: string;
let port: number;
let supabasePort: number;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "travel-buddy-start-"));
  [port, supabasePort] = [await freePort(), await freePort()];
});

afterAll(async () => {
  for (const child of running) child.kill("SIGTERM");
  await rm(dataDir, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ["lib/commands/start.ts"], {
    cwd: projectRoot,
    env: {
      ...process.env,
      PORT: String(port),
      SUPABASE_PORT: String(supabasePort),
      EMBEDDED_DATA_DIR: dataDir,
      NEXT_PUBLIC_SUPABASE_URL: "",
      RESEND_API_KEY: "",
      SMTP_URL: "",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr.on("data", (chunk) => {
    text += chunk;
  });
  const exited = new Promise<number | null>((resolve) =>
    child.once("exit", (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  return { process: child, output: () => text, exited };
}

async function untilReady(started: Started) {
  for (;;) {
    if (started.output().includes("Ctrl-C stops it.")) return;
    const ended = await Promise.race([started.exited.then(() => true), sleep(100, false)]);
    if (ended) throw new Error(`npm start ended:\n${started.output()}`);
  }
}

/** Process ids of everything below a process. */
function descendants(pid: number): number[] {
  const table = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    rows.flatMap(([child, owner]) =>
      owner === parent && child !== undefined ? [child, ...below(child)] : [],
    );
  return below(pid);
}

function alive(pid: number) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilGone(pids: number[]) {
  for (let waited = 0; waited < 15_000 && pids.some(alive); waited += 100) await sleep(100);
  return pids.filter(alive);
}

const signIn = (email: string, password: string) =>
  fetch(`http://127.0.0.1:${port}/api/v1/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });

describe("npm start", () => {
  const person = { email: "kept@example.test", password: "kept-between-starts-1" };

  test("tells the address and the demo accounts, refuses a second one, stops without a trace", async () => {
    const first = start();
    await untilReady(first);
    expect(first.output()).toContain(`http://localhost:${port}`);
    const [, password] = /Demo accounts, password (\S+)/.exec(first.output()) ?? [];
    const [, email] = /(\S+@\S+)\s+.*admin/i.exec(first.output()) ?? [];
    expect((await signIn(email ?? "", password ?? "")).status).toBe(200);

    // Reads are answered in front of Next, which would name its own headers in `Vary`.
    const vary = async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/experiences`);
      expect(answer.status).toBe(401);
      return answer.headers.get("vary");
    };
    expect(await vary()).toContain("rsc");
    expect(await vary()).toBe("Origin, Authorization, Cookie, Accept-Encoding");

    const created = await fetch(`http://127.0.0.1:${port}/api/v1/auth/sign-up`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...person, firstName: "Ana", lastName: "Lima" }),
    });
    expect(created.status).toBe(200);

    // The embedded backend has the app write its mails, which stay on this machine.
    expect(first.output()).toContain(`http://localhost:${port}/dev/mailbox`);
    const asked = await fetch(`http://127.0.0.1:${port}/api/v1/auth/forgot-password`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: person.email }),
    });
    expect(asked.status).toBe(200);
    await expect
      .poll(() => mailsIn(`http://127.0.0.1:${port}`, person.email), { timeout: 10_000 })
      .toMatchObject([{ template: "reset-password" }]);

    const samePort = start();
    expect(await samePort.exited).toBe(1);
    expect(samePort.output()).toContain(`Port ${port} is taken`);

    const sameData = start({
      PORT: String(await freePort()),
      SUPABASE_PORT: String(await freePort()),
    });
    expect(await sameData.exited).toBe(1);
    expect(sameData.output()).toContain("already uses");

    const sameBackendPort = start({
      PORT: String(await freePort()),
      EMBEDDED_DATA_DIR: `${dataDir}-other`,
    });
    expect(await sameBackendPort.exited).toBe(1);
    expect(sameBackendPort.output()).toContain(String(supabasePort));
    await rm(`${dataDir}-other`, { recursive: true, force: true });

    const children = descendants(first.process.pid ?? 0);
    expect(children.length).toBeGreaterThan(2);
    first.process.kill("SIGINT");
    expect(await first.exited).toBe(0);
    expect(await untilGone(children)).toEqual([]);
  });

  test("keeps the data, and everything acknowledged before kill -9", async () => {
    const second = start();
    await untilReady(second);
    expect((await signIn(person.email, person.password)).status).toBe(200);

    const acknowledged: string[] = [];
    let writing = true;
    const writer = (async () => {
      const { access_token: token } = await (await signIn(person.email, person.password)).json();
      for (let i = 0; writing; i += 1) {
        const name = `Written before the crash ${i}`;
        const answer = await fetch(`http://127.0.0.1:${port}/api/v1/companies`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify({ name }),
        }).catch(() => null);
        if (answer?.status === 201) acknowledged.push(name);
        else if (answer?.status === 429) await sleep(200);
      }
    })();
    for (let waited = 0; waited < 20_000 && acknowledged.length < 5; waited += 50) await sleep(50);
    const children = descendants(second.process.pid ?? 0);
    second.process.kill("SIGKILL");
    await second.exited;
    writing = false;
    await writer;
    expect(acknowledged.length).toBeGreaterThanOrEqual(5);
    expect(await untilGone(children)).toEqual([]);

    const third = start({ SUPABASE_PORT: String(await freePort()) });
    await untilReady(third);
    const { access_token: token } = await (await signIn(person.email, person.password)).json();
    const { data } = await (
      await fetch(`http://127.0.0.1:${port}/api/v1/companies`, {
        headers: { authorization: `Bearer ${token}` },
      })
    ).json();
    const names = new Set(data.map((company: { name: string }) => company.name));
    expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);

    // The backend moved to another port: pictures must have moved with it.
    const { data: experiences } = await (
      await fetch(`http://127.0.0.1:${port}/api/v1/experiences/public?limit=1`)
    ).json();
    expect((await fetch(experiences[0].primary_photo)).status).toBe(200);

    third.process.kill("SIGTERM");
    expect(await third.exited).toBe(0);
  });

  test("says which variable is wrong when a Supabase is configured badly", async () => {
    const broken = start({ NEXT_PUBLIC_SUPABASE_URL: "http://127.0.0.1:9" });
    expect(await broken.exited).toBe(1);
    expect(broken.output()).toContain("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY is not set");
  });

  test("a port in use by somebody else is named", async () => {
    const server = createServer();
    const taken = await freePort();
    await new Promise<void>((resolve) => server.listen(taken, "127.0.0.1", resolve));
    const refused = start({ PORT: String(taken) });
    expect(await refused.exited).toBe(1);
    expect(refused.output()).toContain(`Port ${taken} is taken`);
    server.close();
  });
});
