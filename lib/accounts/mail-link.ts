/** The link in an auth mail and what comes of it. No server code: its page runs in the browser. */
import { z } from "zod";

export const LINK_TYPES = [
  "signup",
  "email",
  "magiclink",
  "recovery",
  "invite",
  "email_change",
] as const;

export type LinkType = (typeof LINK_TYPES)[number];

/** What stands in the fragment, where no server sees it and no log keeps it. */
export const mailLink = z.object({
  token_hash: z.string().regex(/^[\w-]{10,200}$/),
  type: z.enum(LINK_TYPES),
  /** A path of ours to go on to. */
  next: z.string().max(2048).optional(),
  /** An address of another of our clients, who gets the session in its fragment. */
  redirect_to: z.string().max(2048).optional(),
});

export type MailLink = z.output<typeof mailLink>;

/** Null: cut short, or no link of ours. */
export function parseMailLink(fragment: string): MailLink | null {
  const given = Object.fromEntries(new URLSearchParams(fragment.replace(/^#/, "")));
  const parsed = mailLink.safeParse(given);
  return parsed.success ? parsed.data : null;
}

export type LinkAnswer =
  /** Used, replaced by a newer one, or too old. */
  | { outcome: "expired" }
  /** E-mail change: the other mailbox has to agree as well. */
  | { outcome: "half" }
  | { outcome: "changed" }
  | { outcome: "taken" }
  | { outcome: "suspended" }
  /** On to another client of ours. */
  | { outcome: "leave"; to: string };

type SessionParts = {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  expires_at?: number | undefined;
  token_type: string;
};

/** The address with the session in its fragment, as the auth server's own links put it. */
export function withSession(address: string, session: SessionParts, type: LinkType): string {
  const url = new URL(address);
  url.hash = new URLSearchParams({
    access_token: session.access_token,
    ...(session.expires_at === undefined ? {} : { expires_at: String(session.expires_at) }),
    expires_in: String(session.expires_in),
    refresh_token: session.refresh_token,
    token_type: session.token_type,
    type,
  }).toString();
  return url.href;
}
