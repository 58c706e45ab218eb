/** What the team page sends. */
import { z } from "zod";
import { email, text, uuid } from "@/lib/api/schemas";
import { memberRoles } from "@/lib/companies/roles";
import { MAX_ADDRESSES } from "@/lib/members/addresses";

const role = z.enum(memberRoles, "Choose a role.");

export const inviteForm = z.strictObject({
  companyId: uuid,
  emails: z
    .array(email)
    .min(1, "Enter at least one address.")
    .max(MAX_ADDRESSES, `At most ${MAX_ADDRESSES} people at once.`),
  role,
  note: text(1_000).transform((note) => note.trim() || null),
});

export const invitationOfTeam = z.strictObject({ companyId: uuid, id: uuid });
export const roleForm = z.strictObject({ companyId: uuid, memberId: uuid, role });
export const memberForm = z.strictObject({ companyId: uuid, memberId: uuid });
export const leaveForm = z.strictObject({ companyId: uuid });
