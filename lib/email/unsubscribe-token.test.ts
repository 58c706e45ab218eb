import { randomBytes, randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";

const settings = vi.hoisted(() => ({ env: { supabaseSecretKey: "one secret key" } }));
vi.mock("@/lib/env", () => settings);

import { readUnsubscribeToken, unsubscribeToken } from "./unsubscribe-token.ts";

const subscription = { companyId: randomUUID(), memberId: randomUUID() };

test("comes back as what it was made of, the same each time, and names nobody", () => {
  const token = unsubscribeToken(subscription);
  expect(token).toMatch(/^[\w-]{80}$/);
  expect(readUnsubscribeToken(token)).toEqual(subscription);
  expect(unsubscribeToken(subscription)).toBe(token);
  const seen = Buffer.from(token, "base64url").toString("hex");
  for (const id of Object.values(subscription)) expect(seen).not.toContain(id.slice(0, 8));
  const other = { ...subscription, memberId: randomUUID() };
  expect(unsubscribeToken(other).slice(0, 16)).not.toBe(token.slice(0, 16));
});

test("cannot be made or changed by anybody else", async () => {
  const token = unsubscribeToken(subscription);
  const sealed = Buffer.from(token, "base64url");
  for (let place = 0; place < sealed.length; place += 1) {
    const changed = Buffer.from(sealed);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(readUnsubscribeToken(changed.toString("base64url"))).toBeNull();
  }
  for (const made of ["", "x", token.slice(0, -1), `${token}A`, randomBytes(60).toString("hex")]) {
    expect(readUnsubscribeToken(made)).toBeNull();
  }
  vi.resetModules();
  settings.env.supabaseSecretKey = "another key";
  const elsewhere = await import("./unsubscribe-token.ts");
  expect(elsewhere.readUnsubscribeToken(token)).toBeNull();
});
