import { createHmac } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import type { Keys } from "../context.ts";
import { errors, invalidToken } from "./errors.ts";

/** What a download link grants: reading this one object. */
type DownloadGrant = { url: string };
/** What an upload link grants: writing this one object on behalf of whoever asked for the link. */
type UploadGrant = { url: string; owner: string | null; upsert: boolean };

/**
 * Signs and checks the tokens of links. Each purpose has a key of its own, so that a link for
 * reading can never be used for writing; both follow from the secret key and outlive restarts.
 */
export class LinkSigner {
  readonly #downloadKey: Uint8Array;
  readonly #uploadKey: Uint8Array;

  constructor(keys: Pick<Keys, "secret">) {
    const derive = (purpose: string) =>
      createHmac("sha256", keys.secret).update(`storage:${purpose}`).digest();
    this.#downloadKey = derive("download");
    this.#uploadKey = derive("upload");
  }

  signDownload(path: string, expiresIn: number): Promise<string> {
    return sign({ url: path }, this.#downloadKey, expiresIn);
  }

  signUpload(grant: UploadGrant, expiresIn: number): Promise<string> {
    return sign(grant, this.#uploadKey, expiresIn);
  }

  /** Throws when the token is expired, forged or for another object. */
  verifyDownload(token: string, path: string): Promise<DownloadGrant & { exp: number }> {
    return verify<DownloadGrant>(token, this.#downloadKey, path);
  }

  verifyUpload(token: string, path: string): Promise<UploadGrant & { exp: number }> {
    return verify<UploadGrant>(token, this.#uploadKey, path);
  }
}

function sign(claims: DownloadGrant | UploadGrant, key: Uint8Array, expiresIn: number) {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt(now)
    .setExpirationTime(now + expiresIn)
    .sign(key);
}

async function verify<Grant extends { url: string }>(token: string, key: Uint8Array, path: string) {
  const options = { algorithms: ["HS256"], requiredClaims: ["exp", "url"] };
  const { payload } = await jwtVerify<Grant>(token, key, options).catch((error: Error) => {
    // jose's words are upstream's: `"exp" claim timestamp check failed` and the like.
    throw invalidToken(error.message);
  });
  if (payload.url !== path) throw errors.invalidSignature();
  return { ...payload, exp: Number(payload.exp) };
}
