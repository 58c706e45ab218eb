/** An invitation's link and what comes of it. No server code: the page it leads to runs in the browser. */
import type { MemberRole } from "@/lib/companies/roles";

/** What a token looks like. Anything else was cut or joined with its surroundings on the way. */
export const INVITATION_TOKEN = /^[\w-]{1,200}$/;

/** Null: no token in the link's fragment, or a piece of one. */
export function parseInvitationToken(fragment: string): string | null {
  const token = new URLSearchParams(fragment).get("token");
  return token && INVITATION_TOKEN.test(token) ? token : null;
}

/** What is over: `used`, `withdrawn`, `expired`; or no such token, or the company is gone. */
export type InvitationEnd = "used" | "withdrawn" | "expired" | "unknown";
export type InvitationRefusal = InvitationEnd | "other_address";

export type InvitationAnswer =
  | {
      outcome: "joined";
      company: { id: string; name: string };
      /** Where the inviter wants the person to go on; checked. */
      next: string | null;
    }
  /** Somebody who is new here is not so new: the address has an account with another password. */
  | { outcome: "has_account" }
  | { outcome: InvitationRefusal };

/** What the page shows before anybody answers. */
export type InvitationLetter =
  | {
      state: "pending";
      company: string;
      logoUrl: string | null;
      role: MemberRole;
      inviter: string | null;
      note: string | null;
      /** The address it was sent to, and is for. */
      email: string;
      hasAccount: boolean;
      expiresAt: string;
    }
  | {
      state: Exclude<InvitationEnd, "unknown">;
      company: string;
      logoUrl: string | null;
      inviter: string | null;
    }
  | { state: "unknown" };
