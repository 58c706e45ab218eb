/** Everything is killed in the middle of an upload and started again; the upload goes on. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type BackendReady,
  backendEnvironment,
  freePort,
  type Service,
  startBackend,
  startNext,
} from "../../lib/commands/stack.ts";

let dataDir: string;
let port: number;
let backend: (Service & BackendReady) | undefined;
let app: Service | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "travel-buddy-kill-"));
  port = await freePort();
});
afterAll(async () => {
  await app?.stop();
  await backend?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** On the same data and ports each time; answers the address of the storage. */
async function startAll(supabasePort: number): Promise<BackendReady> {
  const baseUrl = `http://127.0.0.1:${port}`;
  backend = await startBackend({ dataDir, port: supabasePort, seed: false, appUrl: baseUrl });
  const env = {
    ...backendEnvironment(backend),
    APP_URL: baseUrl,
    RATE_LIMITS: "off",
    LOG_LEVEL: "error",
  };
  app = await startNext("start", { port, host: "127.0.0.1", env, quiet: true });
  return backend;
}

async function killAll() {
  for (const service of [app, backend]) {
    if (!service) continue;
    service.process.kill("SIGKILL");
    if (service.process.exitCode === null && service.process.signalCode === null) {
      await once(service.process, "exit");
    }
  }
}

const PART = 1_000_000;

/** Boxes as in an MP4, with something in them that is nowhere the same. */
function film(parts: number): Buffer {
  const box = (kind: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8);
    head.write(kind, 4, "latin1");
    return Buffer.concat([head, body]);
  };
  const body = Buffer.alloc(parts * PART - 300);
  for (let at = 0; at + 4 <= body.length; at += 4)
    body.writeUInt32BE((at * 2_654_435) % 2 ** 32, at);
  return Buffer.concat([
    box("ftyp", Buffer.from("isom\0\0\x02\0isommp41", "latin1")),
    box("moov", Buffer.alloc(100)),
    box("mdat", body),
  ]);
}

test("an upload in parts survives the end of app and storage", async () => {
  const first = await startAll(0);
  const supabasePort = Number(new URL(first.url).port);
  const quiet = { auth: { persistSession: false, autoRefreshToken: false } };
  const account = { email: "lan@test.example", password: "correct horse battery" };
  const admin = createClient(first.url, first.secretKey, quiet);
  const made = await admin.auth.admin.createUser({ ...account, email_confirm: true });
  expect(made.error).toBeNull();
  const signedIn = await createClient(
    first.url,
    first.publishableKey,
    quiet,
  ).auth.signInWithPassword(account);
  const headers = { authorization: `Bearer ${signedIn.data.session?.access_token}` };
  const address = `http://127.0.0.1:${port}/api/v1/storage/upload-image`;
  const bytes = film(6);
  const total = Math.ceil(bytes.length / PART);

  const opened = await fetch(`${address}/initialize`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ fileName: "film.mp4", totalParts: total, mimeType: "video/mp4" }),
  });
  const { uploadId } = (await opened.json()) as { uploadId: string };
  const send = async (part: number) => {
    const body = new FormData();
    body.append("uploadId", uploadId);
    body.append("partNumber", String(part));
    body.append(
      "chunk",
      new Blob([new Uint8Array(bytes.subarray((part - 1) * PART, part * PART))]),
    );
    const answer = await fetch(`${address}/resumable`, { method: "POST", headers, body });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { signedUrl?: string };
  };
  await send(1);
  await send(4);
  // Some are on their way at the very moment.
  const lost = Promise.allSettled([send(2), send(3), send(5)]);
  await killAll();
  await lost;

  await startAll(supabasePort);
  const state = await fetch(`${address}/resumable?upload_id=${uploadId}`, { headers });
  const { received_parts, missing_parts } = (await state.json()) as Record<string, number[]>;
  expect(received_parts).toEqual(expect.arrayContaining([1, 4]));
  expect(missing_parts?.length).toBeGreaterThan(0);
  let link: string | undefined;
  for (const part of missing_parts ?? []) link = (await send(part)).signedUrl;
  const stored = await fetch(link ?? "");
  expect(Buffer.from(await stored.arrayBuffer()).equals(bytes)).toBe(true);
});
