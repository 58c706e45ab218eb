/** Invitations as they travel. */
import "server-only";
import { z } from "zod";
import { ownLink } from "@/lib/api/own-link";
import { email, text, uuid } from "@/lib/api/schemas";
import { memberRoles } from "@/lib/companies/roles";
import { membership } from "@/lib/companies/schemas";

const invitee = z.strictObject({ email, name: text(255).nullable().optional() });

export const newMembers = z.strictObject({
  companyId: uuid,
  members: z.array(invitee).min(1, "Required.").max(50, "At most 50 people."),
  redirect_link: ownLink.describe("A page of ours; where the person goes after accepting."),
  role: z.enum(memberRoles),
  note: text(1_000).nullable().optional().describe("A personal line for the mail."),
});

export const newEditors = z.strictObject({
  companyId: uuid,
  emails: z.array(email).min(1, "Required.").max(50, "At most 50 people."),
});

/**
 * What came of one address, in the shape of the membership it leads to. Whether it has an account
 * is not among it.
 */
export const invitationResult = z
  .object({
    ...membership.shape,
    id: z.string().describe("Of the invitation; of the membership for a member."),
    member_id: z.string().nullable().describe("Null until the person accepts."),
    email: z.string(),
    status: z.enum(["invited", "renewed", "member"]),
    mail: z
      .enum(["sent", "stored", "failed", "none"])
      .describe("`stored`: no mail service is configured. `none`: a member needs no mail."),
  })
  .meta({ id: "InvitationResult" });
export type InvitationResult = z.output<typeof invitationResult>;
