import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from "jose";
import type { Claims, Keys, Tokens } from "./context.ts";

type StoredKeys = Omit<Keys, "signingKey" | "jwtSecret"> & { signingKey: JWK };

/**
 * Reads DATA/keys.json, or makes new secrets there at the first start. A configured
 * `auth.jwt_secret` takes the place of the private key (HS256).
 */
export async function loadKeys(dataDir: string, jwtSecret: string): Promise<Keys> {
  const file = join(dataDir, "keys.json");
  const text = await readFile(file, "utf8").catch(() => null);
  const stored: StoredKeys = text === null ? await generateKeys() : JSON.parse(text);
  if (text === null) {
    // Written beside and moved into place: a crash leaves no half file.
    await writeFile(`${file}.new`, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  return jwtSecret ? { ...stored, signingKey: null, jwtSecret } : { ...stored, jwtSecret: null };
}

async function generateKeys(): Promise<StoredKeys> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const random = (size: number) => randomBytes(size).toString("base64url");
  return {
    // "embedded" lets lib/env refuse these keys against any other Supabase.
    publishable: `sb_publishable_embedded_${random(24)}`,
    secret: `sb_secret_embedded_${random(24)}`,
    signingKey: { ...(await exportJWK(privateKey)), kid: random(12), alg: "ES256", use: "sig" },
    hookSecret: `v1,whsec_${randomBytes(32).toString("base64")}`,
    databasePassword: random(24),
  };
}

/** Tokens signed with the private key, or with the shared secret when `keys.signingKey` is null. */
export async function createTokens(
  keys: Keys,
  issuer: string,
  lifetimeSeconds: number,
): Promise<Tokens> {
  const options = { issuer, audience: "authenticated", requiredClaims: ["exp", "role"] };
  const finish = (token: SignJWT, claims: Claims) => {
    if (claims.iss === undefined) token.setIssuer(issuer);
    if (claims.iat === undefined) token.setIssuedAt();
    if (claims.exp === undefined) token.setExpirationTime(`${lifetimeSeconds}s`);
    return token;
  };

  if (keys.signingKey === null) {
    const secret = new TextEncoder().encode(keys.jwtSecret ?? "");
    return {
      sign: (claims) =>
        finish(new SignJWT(claims), claims)
          .setProtectedHeader({ alg: "HS256", typ: "JWT" })
          .sign(secret),
      verify: async (token) =>
        (await jwtVerify(token, secret, { ...options, algorithms: ["HS256"] })).payload as Claims,
      jwks: () => ({ keys: [] }),
    };
  }

  const { d: _private, ...publicKey } = keys.signingKey;
  const jwks = { keys: [{ ...publicKey, key_ops: ["verify"] }] };
  const keySet = createLocalJWKSet(jwks);
  const privateKey = await importJWK(keys.signingKey, "ES256");
  return {
    sign: (claims) =>
      finish(new SignJWT(claims), claims)
        .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: String(keys.signingKey?.kid) })
        .sign(privateKey),
    verify: async (token) =>
      (await jwtVerify(token, keySet, { ...options, algorithms: ["ES256"] })).payload as Claims,
    jwks: () => jwks,
  };
}
