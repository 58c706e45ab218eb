/** The links by which a weekly summary is turned off. */
import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";
import { UNSUBSCRIBE_TOKEN } from "@/lib/notifications/link";

/** Whose summary, of which company. */
export type Subscription = { companyId: string; memberId: string };

const NONCE = 12;
const IDS = 32;
const CIPHER = "aes-256-gcm";

let keys: { seal: Buffer; nonce: Buffer } | undefined;

function keyring() {
  const key = (purpose: string) =>
    Buffer.from(hkdfSync("sha256", env.supabaseSecretKey, "", `travel-buddy ${purpose}`, 32));
  keys ??= { seal: key("unsubscribe"), nonce: key("unsubscribe nonce") };
  return keys;
}

const bytes = ({ companyId, memberId }: Subscription) =>
  Buffer.from((companyId + memberId).replaceAll("-", ""), "hex");

const uuid = (hex: string) =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    "-",
  );

/**
 * Sealed: it names nobody, and only the server makes one. It never ends, as mails are kept, and
 * opens nothing but this one wish. The same each time, so that a mail that is sent again is the
 * same mail: the nonce comes from what is sealed.
 */
export function unsubscribeToken(subscription: Subscription): string {
  const { seal, nonce: nonceKey } = keyring();
  const ids = bytes(subscription);
  const nonce = createHmac("sha256", nonceKey).update(ids).digest().subarray(0, NONCE);
  const cipher = createCipheriv(CIPHER, seal, nonce);
  return Buffer.concat([nonce, cipher.update(ids), cipher.final(), cipher.getAuthTag()]).toString(
    "base64url",
  );
}

/** Null: not made by us. */
export function readUnsubscribeToken(token: string): Subscription | null {
  if (!UNSUBSCRIBE_TOKEN.test(token)) return null;
  const sealed = Buffer.from(token, "base64url");
  try {
    const decipher = createDecipheriv(CIPHER, keyring().seal, sealed.subarray(0, NONCE));
    decipher.setAuthTag(sealed.subarray(NONCE + IDS));
    const ids = Buffer.concat([
      decipher.update(sealed.subarray(NONCE, NONCE + IDS)),
      decipher.final(),
    ]).toString("hex");
    return { companyId: uuid(ids.slice(0, 32)), memberId: uuid(ids.slice(32)) };
  } catch {
    return null;
  }
}
