import { randomUUID } from "node:crypto";
import {
  createClient,
  type SupabaseClient,
  type SupabaseClientOptions,
} from "@supabase/supabase-js";
import postgres from "postgres";
import { startTestBackend, type TestBackend } from "../testing.ts";

export const PASSWORD = "correct-horse-battery";
export const SITE = "http://127.0.0.1:3000";

/** Wide enough that only the tests about limits meet them; no pause between two mails. */
const OPEN_LIMITS = {
  SUPABASE_AUTH_SITE_URL: SITE,
  SUPABASE_AUTH_ADDITIONAL_REDIRECT_URLS: `${SITE}/**,travelbuddy://auth`,
  SUPABASE_AUTH_EMAIL_MAX_FREQUENCY: "0s",
  SUPABASE_AUTH_RATE_LIMIT_EMAIL_SENT: "100000",
  SUPABASE_AUTH_RATE_LIMIT_ANONYMOUS_USERS: "100000",
  SUPABASE_AUTH_RATE_LIMIT_TOKEN_REFRESH: "100000",
  SUPABASE_AUTH_RATE_LIMIT_SIGN_IN_SIGN_UPS: "100000",
  SUPABASE_AUTH_RATE_LIMIT_TOKEN_VERIFICATIONS: "100000",
};

export type Mail = {
  recipient: string;
  action: string;
  subject: string;
  text: string;
  html: string;
  email_data: { token: string; token_hash: string; redirect_to: string; link: string };
};

export type AuthBackend = TestBackend & {
  sql: postgres.Sql;
  admin: SupabaseClient;
  /** A client of its own, as another browser would have. */
  client(options?: SupabaseClientOptions<"public">): SupabaseClient;
  /** What was mailed to the address, newest first. */
  mails(recipient: string): Promise<Mail[]>;
  /** The newest mail; fails when there is none. */
  mail(recipient: string): Promise<Mail>;
};

/** A backend without the project's migrations, and clients for it. */
export async function startAuthBackend(env: Record<string, string> = {}): Promise<AuthBackend> {
  const backend = await startTestBackend({ migrations: false, env: { ...OPEN_LIMITS, ...env } });
  const sql = postgres(backend.databaseUrl, { max: 4, onnotice: () => {} });
  const client: AuthBackend["client"] = (options = {}) =>
    createClient(backend.url, backend.publishableKey, {
      ...options,
      auth: { persistSession: false, autoRefreshToken: false, ...options.auth },
    });
  const mails = (recipient: string) =>
    sql<Mail[]>`select * from embedded.mails where recipient = ${recipient} order by id desc`;
  return {
    ...backend,
    sql,
    client,
    mails,
    admin: createClient(backend.url, backend.secretKey, { auth: { persistSession: false } }),
    mail: async (recipient) => {
      const [mail] = await mails(recipient);
      if (!mail) throw new Error(`Nothing was mailed to ${recipient}`);
      return mail;
    },
    stop: async () => {
      await sql.end();
      await backend.stop();
    },
  };
}

/** Nobody else's address. */
export const newEmail = (name = "person") => `${name}-${randomUUID().slice(0, 8)}@example.com`;

/** Follows a mailed link as a browser would, and gives where it leads. */
export async function follow(link: string): Promise<URL> {
  const response = await fetch(link, { redirect: "manual" });
  const location = response.headers.get("location");
  if (response.status !== 303 || !location) {
    throw new Error(`${response.status} instead of a redirect: ${await response.text()}`);
  }
  return new URL(location);
}

/** The fragment of an address as parameters. */
export const fragment = (url: URL) => new URLSearchParams(url.hash.slice(1));

/** An account that is confirmed and can sign in with `PASSWORD`. */
export async function createAccount(backend: AuthBackend, email = newEmail()) {
  const { data, error } = await backend.admin.auth.admin.createUser({
    email,
    password: PASSWORD,
    email_confirm: true,
  });
  if (error) throw error;
  return data.user;
}

/** The account, signed in on a client of its own. */
export async function signedIn(backend: AuthBackend, email = newEmail()) {
  const user = await createAccount(backend, email);
  const client = backend.client();
  const { data, error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
  if (error) throw error;
  return { user, email, client, session: data.session };
}
