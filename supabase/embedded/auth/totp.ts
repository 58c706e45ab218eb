import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { renderSVG } from "uqr";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PERIOD = 30;
const DIGITS = 6;

/** 160 bits, in base32 as authenticator apps want it. */
export const createSecret = () => encodeBase32(randomBytes(20));

function encodeBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.replace(/.{5}/g, (group) => ALPHABET.charAt(Number.parseInt(group, 2)));
}

function decodeBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0"));
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** What the app scans: the address and a picture of it. */
export function describeSecret(secret: string, issuer: string, account: string) {
  const query = new URLSearchParams({
    algorithm: "SHA1",
    digits: String(DIGITS),
    issuer,
    period: String(PERIOD),
    secret,
  });
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const uri = `otpauth://totp/${label}?${query}`;
  return { qr_code: renderSVG(uri, { ecc: "M" }), secret, uri };
}

/** The code an app shows at a time (RFC 6238). */
export function totpCode(secret: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 1000 / PERIOD)));
  const digest = createHmac("sha1", decodeBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** Accepts the neighbouring periods too: clocks differ, and people type slowly. */
export function totpMatches(secret: string, code: string): boolean {
  const given = Buffer.from(code);
  return [-PERIOD, 0, PERIOD].some((shift) => {
    const expected = Buffer.from(totpCode(secret, Date.now() + shift * 1000));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
