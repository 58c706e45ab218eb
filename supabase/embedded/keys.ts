import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  decodeJwt,
  errors,
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
  const pair = keys.signingKey
    ? await asymmetric(keys.signingKey)
    : symmetric(new TextEncoder().encode(keys.jwtSecret ?? ""));
  const { alg, kid } = pair.header;

  const verify = async (token: string) => {
    // Legacy API keys are tokens without audience, valid for ten years.
    const isLegacy = decodeJwt(token).iss === "supabase";
    const { payload } = await jwtVerify<Claims>(token, pair.verifyingKey, {
      algorithms: [alg],
      requiredClaims: ["exp", "role"],
      ...(isLegacy ? {} : { issuer, audience: "authenticated" }),
    });
    if (isLegacy && payload.role !== "anon" && payload.role !== "service_role") {
      throw new errors.JWTClaimValidationFailed("unexpected role", payload, "role");
    }
    return payload;
  };

  return {
    sign(claims) {
      const token = new SignJWT(claims).setProtectedHeader({
        alg,
        typ: "JWT",
        ...(kid && { kid }),
      });
      if (claims.iss === undefined) token.setIssuer(issuer);
      if (claims.iat === undefined) token.setIssuedAt();
      if (claims.exp === undefined) token.setExpirationTime(`${lifetimeSeconds}s`);
      return token.sign(pair.signingKey);
    },
    verify: remembered(verify),
    jwks: () => ({ keys: pair.publicKeys }),
  };
}

const symmetric = (secret: Uint8Array) => ({
  header: { alg: "HS256", kid: undefined },
  signingKey: secret,
  verifyingKey: secret,
  publicKeys: [],
});

async function asymmetric(key: JWK) {
  const { d: _private, ...publicKey } = key;
  return {
    header: { alg: "ES256", kid: key.kid },
    signingKey: await importJWK(key, "ES256"),
    verifyingKey: await importJWK(publicKey, "ES256"),
    publicKeys: [{ ...publicKey, key_ops: ["verify"] }],
  };
}

/** A token's signature does not change: checking it once per token instead of per request. */
function remembered(verify: (token: string) => Promise<Claims>): typeof verify {
  const known = new Map<string, Claims>();
  return async (token) => {
    const seen = known.get(token);
    if (seen && (seen.exp ?? 0) * 1000 > Date.now()) return seen;
    known.delete(token);
    const claims = await verify(token);
    known.set(token, claims);
    const [oldest] = known.keys();
    if (known.size > 1000 && oldest !== undefined) known.delete(oldest);
    return claims;
  };
}
