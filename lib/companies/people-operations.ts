/** `companies/admins`, `companies/editors` and `companies/members`, as installed clients know them. */
import "server-only";
import { z } from "zod";
import { updateBusinessProfile } from "@/lib/accounts/profile-mutations";
import { getBusinessRank } from "@/lib/accounts/queries";
import { businessProfile, colleagueInput } from "@/lib/accounts/schemas";
import { AppError } from "@/lib/api/errors";
import { exampleEmails, exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
import {
  type InvitationResult,
  invitationResult,
  newEditors,
  newMembers,
} from "@/lib/companies/invitation-schemas";
import { inviteMembers } from "@/lib/companies/invitations";
import { changeRole, removeMember } from "@/lib/companies/people-mutations";
import {
  getCompanyAccess,
  isBusiness,
  listCompaniesWithAdmins,
  listEditors,
  listMembers,
} from "@/lib/companies/queries";
import { memberRoles } from "@/lib/companies/roles";
import { companyMember, companyWithAdmins, membership } from "@/lib/companies/schemas";
import type { Db } from "@/lib/supabase/types";

const companyId = { "company-id": uuid };
const noSuchCompany = () => new AppError("not_found", "There is no such company.");

/** @throws {AppError} `not_found` or `forbidden` unless the caller works for the company */
async function requireColleague(db: Db, id: string) {
  const access = await getCompanyAccess(db, id);
  if (!access) throw noSuchCompany();
  if (!access.role) throw new AppError("forbidden", "Only members may see the team.");
}

const admins = operation({
  id: "companies.admins.get-all",
  summary: "All companies with their admins, newest first.",
  description: "The admins stand in `company_members` as stored and in `admins` flattened.",
  access: "user",
  role: "SUPER_ADMIN",
  query: { "company-id": uuid.optional().describe("Only this company."), ...pagingQuery },
  failures: ["forbidden"],
  example: { as: "superAdmin", query: { limit: "20" } },
  // 201 on a read, here and below: installed clients expect it.
  success: { status: 201, schema: pageOf(companyWithAdmins) },
  async handle({ db, user, query: { "company-id": id, ...paging } }) {
    const [rank, answer] = await Promise.all([
      getBusinessRank(db, user.userId),
      listCompaniesWithAdmins(db, id, paging),
    ]);
    if (rank !== "SUPER_ADMIN") throw new AppError("forbidden", "Only for a SUPER_ADMIN.");
    return answer;
  },
});

const updateAdmin = operation({
  id: "companies.admins.update",
  summary: "Change somebody's business profile.",
  description:
    "The whole row may be sent back: `email`, `type`, `status`, `editors`, ids and dates are accepted " +
    "and change nothing.",
  access: "user",
  role: "SUPER_ADMIN, or self",
  query: { "member-id": uuid },
  body: colleagueInput,
  failures: ["forbidden", "not_found", "conflict"],
  example: {
    as: "superAdmin",
    query: { "member-id": exampleIds.admin },
    body: { phone: "+84 28 3822 0000" },
  },
  success: { status: 201, schema: z.object({ data: businessProfile }) },
  async handle({ db, user, query, body }) {
    const id = query["member-id"];
    if (id !== user.userId && (await getBusinessRank(db, user.userId)) !== "SUPER_ADMIN") {
      throw (await isBusiness(db, id))
        ? new AppError("forbidden", "Only a SUPER_ADMIN may change somebody else's profile.")
        : new AppError("not_found", "There is no such business profile.");
    }
    const data = await updateBusinessProfile(db, id, body);
    if (!data) throw new AppError("not_found", "There is no such business profile.");
    return { data };
  },
});

const editors = operation({
  id: "companies.editors.get",
  summary: "The profiles of a company's editors, newest first.",
  description: "Members with the role editor, and those an older version listed in the company.",
  access: "user",
  role: "company member or SUPER_ADMIN",
  query: { ...companyId, ...pagingQuery },
  failures: ["forbidden", "not_found"],
  example: { as: "member", query: { "company-id": exampleIds.company } },
  success: { status: 201, schema: pageOf(businessProfile) },
  async handle({ db, query: { "company-id": id, ...paging } }) {
    const [, answer] = await Promise.all([requireColleague(db, id), listEditors(db, id, paging)]);
    return answer;
  },
});

const createEditors = operation({
  id: "companies.editors.create",
  summary: "Invite editors.",
  description:
    "As inviting members, with the role editor. `data` is the first of the `results`: installed " +
    "clients expect one object.",
  access: "user",
  role: "company admin or SUPER_ADMIN; only SUPER_ADMIN for the platform's own company",
  body: newEditors,
  limits: ["mail", "mail-day"],
  failures: ["forbidden", "not_found", "conflict"],
  example: { body: { companyId: exampleIds.company, emails: [exampleEmails.newcomer] } },
  success: {
    status: 201,
    schema: z.object({ data: invitationResult, results: z.array(invitationResult) }),
  },
  async handle({ user, body }) {
    const results = await inviteMembers(user, {
      companyId: body.companyId,
      role: "editor",
      people: body.emails.map((email) => ({ email })),
    });
    return { data: results[0] as InvitationResult, results };
  },
});

const createMembers = operation({
  id: "companies.members.create",
  summary: "Invite people to a company.",
  description:
    "Each gets a mail with a one-time link that is good for seven days and for that address only; " +
    "the membership begins when they accept. Inviting somebody again renews the link. Answers " +
    "what came of each address; 409 when all of them hold the role already, 500 when no mail " +
    "could be sent (the invitations stand).",
  access: "user",
  role: "company admin or SUPER_ADMIN; only SUPER_ADMIN for the platform's own company",
  body: newMembers,
  limits: ["mail", "mail-day"],
  failures: ["forbidden", "not_found", "conflict"],
  example: {
    body: {
      companyId: exampleIds.company,
      members: [{ email: exampleEmails.newcomer, name: "Bảo" }],
      redirect_link: "http://localhost:3000/sign-in",
      role: "member",
    },
  },
  success: {
    status: 201,
    // Twice data: installed clients know it so.
    schema: z.object({
      data: z.object({ message: z.string(), data: z.array(invitationResult) }),
    }),
  },
  async handle({ user, body }) {
    const data = await inviteMembers(user, {
      companyId: body.companyId,
      role: body.role,
      people: body.members,
      note: body.note,
      redirectLink: body.redirect_link,
    });
    const invited = data.filter(({ status }) => status !== "member").length;
    const message = invited === 1 ? "One person is invited." : `${invited} people are invited.`;
    return { data: { message, data } };
  },
});

const members = operation({
  id: "companies.members.get",
  summary: "The members of a company, newest first.",
  description: "A person appears once per role held.",
  access: "user",
  role: "company member or SUPER_ADMIN",
  query: {
    ...companyId,
    role: z.string().max(50).optional().describe("Only this role."),
    ...pagingQuery,
  },
  failures: ["forbidden", "not_found"],
  example: { as: "member", query: { "company-id": exampleIds.company, role: "editor" } },
  success: { status: 201, schema: pageOf(companyMember) },
  async handle({ db, query: { "company-id": id, role, ...paging } }) {
    const [, answer] = await Promise.all([
      requireColleague(db, id),
      listMembers(db, id, role, paging),
    ]);
    return answer;
  },
});

const updateMember = operation({
  id: "companies.members.update",
  summary: "Give a member another role.",
  description: "It replaces every role the person held. A company keeps at least one admin.",
  access: "user",
  role: "company admin or SUPER_ADMIN",
  body: z.strictObject({ "company-id": uuid, "member-id": uuid, role: z.enum(memberRoles) }),
  failures: ["forbidden", "not_found", "conflict"],
  example: {
    body: {
      "company-id": exampleIds.company,
      "member-id": exampleIds.member,
      role: "editor",
    },
  },
  success: { status: 201, schema: z.object({ data: membership }) },
  async handle({ db, body }) {
    const data = await changeRole(db, {
      companyId: body["company-id"],
      memberId: body["member-id"],
      role: body.role,
    });
    if (!data) throw new AppError("not_found", "There is no such member.");
    return { data };
  },
});

const removeMemberOperation = operation({
  id: "companies.members.delete",
  summary: "End a membership.",
  description:
    "Softly: the row stays, marked as deleted. Without `role` every role ends. Answers the " +
    "memberships that ended; none when there was nothing to end. Everybody may leave by themselves, " +
    "the owner after handing the company over.",
  access: "user",
  role: "company admin or SUPER_ADMIN; any member for themselves",
  query: { ...companyId, "member-id": uuid, role: z.enum(memberRoles).optional() },
  failures: ["forbidden", "not_found", "conflict"],
  example: {
    query: {
      "company-id": exampleIds.company,
      "member-id": exampleIds.member,
      role: "member",
    },
  },
  success: { status: 201, schema: z.object({ data: z.array(membership) }) },
  async handle({ db, query }) {
    const id = query["company-id"];
    const data = await removeMember(db, {
      companyId: id,
      memberId: query["member-id"],
      role: query.role,
    });
    if (!data.length && !(await getCompanyAccess(db, id))) throw noSuchCompany();
    return { data };
  },
});

export const companyAdmins: Resource = {
  address: "companies/admins",
  list: admins,
  put: updateAdmin,
};
export const companyEditors: Resource = {
  address: "companies/editors",
  one: editors,
  post: createEditors,
};
export const companyMembers: Resource = {
  address: "companies/members",
  one: members,
  post: createMembers,
  put: updateMember,
  delete: removeMemberOperation,
};
