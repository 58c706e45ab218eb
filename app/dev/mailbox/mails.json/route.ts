import type { NextRequest } from "next/server";
import { listKeptMails, mailboxIsOpen, readKeptMails } from "@/lib/email/mailbox";

/** The mailbox as JSON: for the page that shows it, and with `bodies` for tests. */
export async function GET({ nextUrl: { searchParams } }: NextRequest) {
  if (!mailboxIsOpen()) return new Response(null, { status: 404 });
  const to = searchParams.get("to")?.slice(0, 255);
  const list = searchParams.has("bodies") ? readKeptMails : listKeptMails;
  return Response.json(await list(to), { headers: { "cache-control": "no-store" } });
}
