/** An invitation's link and what comes of it. No server code: the page it leads to runs in the browser. */

/** What a token looks like. Anything else was cut or joined with its surroundings on the way. */
export const INVITATION_TOKEN = /^[\w-]{1,200}$/;

export type InvitationRefusal =
  | "other_address"
  | "used"
  | "withdrawn"
  | "expired"
  /** No such token, or the company is gone. */
  | "unknown";

export type InvitationAnswer =
  | { outcome: "joined"; company: { id: string; name: string } }
  | { outcome: InvitationRefusal };
