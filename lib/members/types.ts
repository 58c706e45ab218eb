/** People and invitations of a team. Safe in client components. */
import type { MemberRole } from "@/lib/companies/roles";

export type TeamMember = {
  id: string;
  name: string;
  username: string | null;
  email: string;
  /** The highest they hold. */
  role: MemberRole;
  is_owner: boolean;
  joined_at: string;
  /** Told to admins; null for others, and for somebody who has never been here. */
  last_active_at: string | null;
};

export const invitationStates = ["pending", "accepted", "expired", "revoked"] as const;
export type InvitationState = (typeof invitationStates)[number];

export type Invitation = {
  id: string;
  email: string;
  role: MemberRole;
  note: string | null;
  state: InvitationState;
  /** Null: the account is gone. */
  inviter: string | null;
  created_at: string;
  expires_at: string;
  accepted_at: string | null;
  revoked_at: string | null;
  /** Of the mail; null when none was written. */
  mail_status: "queued" | "sent" | "stored" | "failed" | null;
  mail_failure: "address" | "service" | null;
  mail_next_attempt_at: string | null;
};
