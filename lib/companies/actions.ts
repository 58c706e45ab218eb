"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { failure, success, userAction, visitorAction } from "@/lib/api/action";
import {
  companyPictureForm,
  companyProfileForm,
  createCompanyForm,
  deleteCompanyForm,
  invitationForm,
  newPersonForm,
} from "@/lib/companies/forms";
import { hashOfToken } from "@/lib/companies/invitations";
import { acceptInvitation, joinAsNewPerson, readInvitation } from "@/lib/companies/joining";
import { createCompany, deleteCompany, updateCompany } from "@/lib/companies/mutations";
import { getCompanyAccess } from "@/lib/companies/queries";
import { readerLocale } from "@/lib/format/locale";
import { paths } from "@/lib/paths";

const NEEDS_ADMIN = "You can no longer edit this company. It needs an admin.";

/** Founds a company and goes there; the founder is its first admin. */
export const foundCompany = userAction(createCompanyForm, async (input, { db }) => {
  const company = await createCompany(db, input);
  redirect(paths.company(company.id));
});

export const saveCompanyProfile = userAction(
  companyProfileForm,
  async ({ id, ...changes }, { db }) => {
    const company = await updateCompany(db, id, changes);
    if (!company) return failure(NEEDS_ADMIN);
    revalidatePath(paths.company(id), "layout");
    return success({ id });
  },
);

/** Shows another logo or banner, or none. */
export const setCompanyPicture = userAction(
  companyPictureForm,
  async ({ id, which, mediaId }, { db }) => {
    const changes = which === "logo" ? { logo_id: mediaId } : { banner_media_id: mediaId };
    if (!(await updateCompany(db, id, changes))) return failure(NEEDS_ADMIN);
    revalidatePath(paths.company(id), "layout");
    return success({ id });
  },
);

/** What an invitation says, for whoever holds its link. */
export const lookUpInvitation = visitorAction(invitationForm, async ({ token }) =>
  success(await readInvitation(token)),
);

/** Joins the team an invitation is for. What stands against it is an answer the page explains. */
export const joinCompany = userAction(invitationForm, async ({ token }, { db }) => {
  const answer = await acceptInvitation(db, token);
  // The chooser, and the pages of a company that was not there for them until now.
  if (answer.outcome === "joined") revalidatePath(paths.companies(), "layout");
  return success(answer);
});

/** The same for somebody without an account: opens one and signs them in. */
export const joinAsNewcomer = visitorAction(
  newPersonForm,
  async ({ token, name, password }) => {
    const answer = await joinAsNewPerson({
      token,
      name,
      password,
      language: await readerLocale(),
    });
    if (answer.outcome === "joined") revalidatePath(paths.companies(), "layout");
    return success(answer);
  },
  { account: ({ token }) => hashOfToken(token) },
);

/** Takes a company down, with all it has published. Its name stays taken. */
export const closeCompany = userAction(deleteCompanyForm, async ({ id }, { db }) => {
  const access = await getCompanyAccess(db, id);
  if (!access?.role) return failure("This company is already gone.");
  if (!access.is_owner && access.role !== "SUPER_ADMIN") {
    return failure("Only the owner of the company deletes it.");
  }
  if (!(await deleteCompany(db, id))) return failure("This company is already gone.");
  redirect(paths.companies());
});
