import type { JWK } from "jose";
import type { Sql, TransactionSql } from "postgres";
import type { EmbeddedConfig } from "./config.ts";

/** What a token says about its bearer; the names are those of hosted Supabase. */
export type Claims = {
  sub?: string;
  role?: string;
  aud?: string | string[];
  iss?: string;
  exp?: number;
  iat?: number;
  email?: string;
  phone?: string;
  session_id?: string;
  is_anonymous?: boolean;
  [name: string]: unknown;
};

/** Secrets made at the first start and kept with the data. */
export type Keys = {
  publishable: string;
  secret: string;
  /** The ES256 private key, or null when tokens are signed with `jwtSecret` (HS256). */
  signingKey: JWK | null;
  jwtSecret: string | null;
  /** `v1,whsec_…`, as Standard Webhooks and the send-email hook want it. */
  hookSecret: string;
  databasePassword: string;
};

/** Signs and verifies the tokens of this backend. */
export type Tokens = {
  /** Adds `iss`, `iat` and `exp` (by `auth.jwt_expiry`) where they are missing. */
  sign(claims: Claims): Promise<string>;
  /** Throws a jose error when signature, algorithm, issuer, audience or expiry is wrong. */
  verify(token: string): Promise<Claims>;
  /** The public JWKS document; no keys when tokens are signed with a shared secret. */
  jwks(): { keys: JWK[] };
};

/** One running backend, as its services see it. */
export type Embedded = {
  /** Pool of superuser connections; jsonb, timestamps and numerics come and go as JavaScript values. */
  sql: Sql;
  /** Base URL clients use, without a trailing slash. */
  publicUrl: string;
  config: EmbeddedConfig;
  keys: Keys;
  dataDir: string;
  tokens: Tokens;
  log(entry: object): void;
};

/** Who a request speaks for, worked out once by the gateway. */
export type Caller = { role: "anon" | "authenticated" | "service_role"; claims: Claims | null };

/** Hono environment of the services behind the gateway: `new Hono<GatewayEnv>()`. */
export type GatewayEnv = { Variables: { caller: Caller } };

export type Transaction = TransactionSql;

/** What the backend reports once it serves. */
export type Ready = {
  type: "ready";
  url: string;
  publishableKey: string;
  secretKey: string;
  jwksUrl: string;
  jwtSecret: string | null;
  hookSecret: string;
  databaseUrl: string;
  fresh: boolean;
};

/** A failure to start that the person at the terminal can act on. */
export class StartError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
