"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { failure, success, userAction } from "@/lib/api/action";
import {
  resendInvitation,
  restoreInvitation,
  revokeInvitation,
  sendInvitations,
} from "@/lib/companies/invitations";
import { changeRole, removeMember, transferCompany } from "@/lib/companies/people-mutations";
import { invitationOfTeam, inviteForm, leaveForm, memberForm, roleForm } from "@/lib/members/forms";
import { paths } from "@/lib/paths";

const NO_INVITATION = "This invitation is no longer there, or you may no longer change it.";
const NO_MEMBER = "This person is no longer in the team.";

/** Invites several people at once; what came of each address is told. */
export const invitePeople = userAction(
  inviteForm,
  async ({ companyId, emails, role, note }, { user }) => {
    const results = await sendInvitations(user, {
      companyId,
      role,
      people: emails.map((email) => ({ email })),
      note,
    });
    revalidatePath(paths.team(companyId));
    return success(results.map(({ email, status, mail }) => ({ email, status, mail })));
  },
  { limits: ["mail", "mail-day"] },
);

/** Sends an invitation anew; the link before ends. */
export const inviteAgain = userAction(
  invitationOfTeam,
  async ({ companyId, id }, { db, user }) => {
    const result = await resendInvitation(db, user, id);
    revalidatePath(paths.team(companyId));
    return result
      ? success({ email: result.email, status: result.status, mail: result.mail })
      : failure(NO_INVITATION);
  },
  { limits: ["mail", "mail-day"] },
);

export const withdrawInvitation = userAction(
  invitationOfTeam,
  async ({ companyId, id }, { db }) => {
    const touched = await revokeInvitation(db, id);
    revalidatePath(paths.team(companyId));
    return touched ? success({ email: touched.email }) : failure(NO_INVITATION);
  },
);

/** Takes a withdrawal back. */
export const bringBackInvitation = userAction(
  invitationOfTeam,
  async ({ companyId, id }, { db }) => {
    const touched = await restoreInvitation(db, id);
    revalidatePath(paths.team(companyId));
    return touched ? success({ email: touched.email }) : failure(NO_INVITATION);
  },
);

/** The frame shows what one's role allows, so all of the company's pages are read anew. */
export const setRole = userAction(roleForm, async (member, { db }) => {
  const changed = await changeRole(db, member);
  if (!changed) return failure(NO_MEMBER);
  revalidatePath(paths.company(member.companyId), "layout");
  return success({ role: changed.role });
});

export const removeFromTeam = userAction(memberForm, async (member, { db }) => {
  const ended = await removeMember(db, member);
  revalidatePath(paths.team(member.companyId));
  return ended.length ? success({ id: member.memberId }) : failure(NO_MEMBER);
});

/** Leaves a company, for the chooser. */
export const leaveTeam = userAction(leaveForm, async ({ companyId }, { db, user }) => {
  const ended = await removeMember(db, { companyId, memberId: user.userId });
  if (!ended.length) return failure("You are not in this team.");
  revalidatePath(paths.companies(), "layout");
  redirect(paths.companies());
});

/** Makes another admin the owner. */
export const handOver = userAction(memberForm, async ({ companyId, memberId }, { db }) => {
  const done = await transferCompany(db, { companyId, ownerId: memberId });
  if (!done) return failure("This company is no longer there.");
  revalidatePath(paths.company(companyId), "layout");
  return success({ id: memberId });
});
