/**
 * The address somebody asked to move their account to, in a cookie: the page shows what they wait
 * for also when the address has an account and no mail was written. Nobody learns which it was.
 */
import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/env";

const NAME = "tb-new-address";
/** As long as the links in the mails live. */
const SECONDS = 86_400;

const newAddress = z.object({ user: z.uuid(), email: z.email().max(320) });

/** Null: this person has asked for none in this browser. */
export async function getNewAddress(userId: string): Promise<string | null> {
  const value = (await cookies()).get(NAME)?.value;
  if (!value) return null;
  try {
    const { user, email } = newAddress.parse(JSON.parse(value));
    return user === userId ? email : null;
  } catch {
    return null;
  }
}

export async function noteNewAddress(user: string, email: string): Promise<void> {
  (await cookies()).set(NAME, JSON.stringify({ user, email }), {
    httpOnly: true,
    sameSite: "lax",
    secure: env.appUrl.startsWith("https:"),
    path: "/",
    maxAge: SECONDS,
  });
}

export async function forgetNewAddress(): Promise<void> {
  (await cookies()).delete(NAME);
}
