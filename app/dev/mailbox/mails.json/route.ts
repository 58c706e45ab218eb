import type { NextRequest } from "next/server";
import { listKeptMails, mailboxIsOpen } from "@/lib/email/mailbox";

/** The mailbox as JSON: for the page that shows it, and for tests. */
export async function GET(request: NextRequest) {
  if (!mailboxIsOpen()) return new Response(null, { status: 404 });
  const to = request.nextUrl.searchParams.get("to")?.slice(0, 255);
  return Response.json(await listKeptMails({ to }), { headers: { "cache-control": "no-store" } });
}
