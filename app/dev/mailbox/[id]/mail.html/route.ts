import type { NextRequest } from "next/server";
import { z } from "zod";
import { getKeptMail, mailboxIsOpen } from "@/lib/email/mailbox";

type Context = { params: Promise<{ id: string }> };

/** A mail runs nothing and loads pictures only, as mail programs have it. Links open a new tab. */
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src https: http: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "sandbox allow-popups allow-popups-to-escape-sandbox",
].join("; ");

/** The mail as readers of one colour see it, whatever this reader prefers. */
const inScheme = (html: string, scheme: string | null) =>
  scheme === "light" || scheme === "dark"
    ? html.replaceAll(
        /@media\s*\(prefers-color-scheme:\s*dark\)/g,
        scheme === "dark" ? "@media all" : "@media not all",
      )
    : html;

/** The mail itself, for the frame on its page. */
export async function GET({ nextUrl }: NextRequest, { params }: Context) {
  const { id } = await params;
  const isOpen = mailboxIsOpen() && z.uuid().safeParse(id).success;
  const mail = isOpen ? await getKeptMail(id) : null;
  if (!mail) return new Response(null, { status: 404 });
  const html = inScheme(mail.html, nextUrl.searchParams.get("scheme"));
  return new Response(html.replaceAll("<a ", '<a target="_blank" rel="noreferrer" '), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}
