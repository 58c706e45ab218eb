import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { SignJWT } from "jose";
import postgres, { type Sql } from "postgres";
import { startTestBackend, type TestBackend } from "../testing.ts";

const JWT_SECRET = "a-shared-secret-with-more-than-32-characters";

export const OWNER = "11111111-1111-4111-8111-111111111111";
export const STRANGER = "22222222-2222-4222-8222-222222222222";

/** Who may do what in the test buckets: a person in the folder named by their id, nobody else. */
const POLICIES = `
  create policy "own folder: add" on storage.objects for insert to authenticated
    with check (bucket_id = 'private' and (storage.foldername(name))[1] = auth.uid()::text);
  create policy "own folder: see" on storage.objects for select to authenticated
    using (bucket_id = 'private' and (storage.foldername(name))[1] = auth.uid()::text);
  create policy "own folder: change" on storage.objects for update to authenticated
    using (bucket_id = 'private' and (storage.foldername(name))[1] = auth.uid()::text);
  create policy "own folder: remove" on storage.objects for delete to authenticated
    using (bucket_id = 'private' and (storage.foldername(name))[1] = auth.uid()::text);
  create policy "drop box: add" on storage.objects for insert to anon
    with check (bucket_id = 'dropbox');
  create policy "shelf: see" on storage.objects for select to authenticated
    using (bucket_id = 'shelf');
  create policy "shelf: see bucket" on storage.buckets for select to authenticated
    using (id = 'shelf')`;

export type StorageFixture = Awaited<ReturnType<typeof startStorage>>;

/** A backend with buckets `private`, `public`, `dropbox` and `shelf`, and clients for everybody. */
export async function startStorage({
  env,
  ...options
}: {
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
} = {}) {
  const backend: TestBackend = await startTestBackend({
    migrations: false,
    env: {
      SUPABASE_AUTH_JWT_SECRET: JWT_SECRET,
      SUPABASE_STORAGE_FILE_SIZE_LIMIT: "5MiB",
      ...env,
    },
    ...options,
  });
  const sql: Sql = postgres(backend.databaseUrl, { max: 2, onnotice: () => {} });
  const stop = async () => {
    await sql.end();
    await backend.stop();
  };
  if (backend.fresh) {
    await sql`insert into storage.buckets (id, name, public) values
      ('private', 'private', false), ('public', 'public', true),
      ('dropbox', 'dropbox', false), ('shelf', 'shelf', false)`;
    await sql.unsafe(POLICIES);
  }

  const connect = (key: string, token?: string): SupabaseClient =>
    createClient(backend.url, key, {
      ...(token ? { accessToken: async () => token } : {}),
      auth: { persistSession: false, autoRefreshToken: false },
    });
  const tokenFor = (sub: string, expiresIn = 3600) =>
    new SignJWT({ role: "authenticated", sub })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuer(`${backend.url}/auth/v1`)
      .setAudience("authenticated")
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
      .sign(new TextEncoder().encode(JWT_SECRET));
  const signIn = async (sub: string, expiresIn = 3600) =>
    connect(backend.publishableKey, await tokenFor(sub, expiresIn));
  const admin = connect(backend.secretKey);
  const owner = await signIn(OWNER);

  /** A request past storage-js, with the secret key unless headers say otherwise. */
  const request = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has("apikey")) headers.set("apikey", backend.secretKey);
    return fetch(`${backend.url}/storage/v1${path}`, { ...init, headers });
  };
  const filesOnDisk = async () => ({
    objects: await readdir(join(backend.dataDir, "storage", "objects")),
    incoming: await readdir(join(backend.dataDir, "storage", "incoming")),
  });

  return {
    backend,
    sql,
    stop,
    connect,
    signIn,
    tokenFor,
    request,
    filesOnDisk,
    admin,
    owner,
    anon: connect(backend.publishableKey),
    stranger: await signIn(STRANGER),
  };
}

/** Bytes that look like nothing in particular, the same each time. */
export function someBytes(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let index = 0; index < length; index++) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    bytes[index] = state >>> 16;
  }
  return bytes;
}

export const bytesOf = async (blob: Blob | null) =>
  new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));

/** The parts of a storage error a program acts on. */
export const refusal = (error: unknown) => {
  const { statusCode, status, message } = error as Record<string, unknown>;
  return { statusCode, status, message };
};
