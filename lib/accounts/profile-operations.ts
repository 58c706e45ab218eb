/** `profile`, `profile/avatar` and `profile/business`, as installed clients know them. */
import "server-only";
import { z } from "zod";
import {
  createProfile,
  setAvatar,
  updateBusinessProfile,
  updateTravellerProfile,
} from "@/lib/accounts/profile-mutations";
import { getBusinessProfile, getOwnProfile, listBusinessProfiles } from "@/lib/accounts/queries";
import {
  anyProfile,
  avatarInput,
  businessProfileInput,
  businessProfile as businessProfileSchema,
  businessProfileWithCompanies,
  createdProfile,
  foreignFields,
  ownProfile,
  profileInput,
} from "@/lib/accounts/schemas";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";

const whichProfile = {
  role: z
    .string()
    .max(50)
    .optional()
    .describe("`user` (default) for the traveller's profile; anything else means the business."),
};
const meansBusiness = ({ role = "user" }: { role?: string | undefined }) => role !== "user";

const noProfile = () => new AppError("not_found", "There is no such profile.");

/** The fields to write. The e-mail is the account's, so it goes no further than here. */
function fieldsFor(business: boolean, { email: _, ...fields }: z.output<typeof profileInput>) {
  const foreign = foreignFields[business ? "business" : "traveller"].filter(
    (name) => name in fields,
  );
  if (foreign.length) {
    throw new AppError("bad_request", "This profile has no such field.", {
      fields: Object.fromEntries(foreign.map((name) => [name, ["Unknown field."]])),
    });
  }
  return fields;
}

const create = operation({
  id: "profile.create",
  summary: "Make or complete one's profile.",
  description:
    "The traveller's profile exists since sign-up; calling this completes it, and may be repeated. " +
    "With another role the caller gets a business profile, which opens no company.",
  access: "user",
  role: "self",
  query: whichProfile,
  toleratesUnknownQuery: true,
  body: profileInput,
  failures: ["conflict"],
  example: {
    as: "traveller",
    body: { username: "amina_onfoot", firstname: "Amina", lastname: "Diallo", phone: "+84 90 1" },
  },
  // 200, not 201: installed clients expect it.
  success: { status: 200, schema: z.object({ data: createdProfile }) },
  async handle({ db, query, body }) {
    const business = meansBusiness(query);
    return { data: await createProfile(db, { business, fields: fieldsFor(business, body) }) };
  },
});

const get = operation({
  id: "profile.get",
  summary: "One's own profile.",
  description:
    "With role `business` the business profile, or the traveller's when there is none. Reading " +
    "makes nothing: an account without a profile answers 404. `first_time` stays true until user " +
    "name, first and last name are given, and is always true for a business profile.",
  access: "user",
  role: "self",
  query: whichProfile,
  // The former web needed some parameter to find this address, whichever.
  toleratesUnknownQuery: true,
  failures: ["not_found"],
  example: { as: "traveller", query: { role: "user" } },
  success: { status: 200, schema: z.object({ data: ownProfile }) },
  async handle({ db, query }) {
    const data = await getOwnProfile(db, { business: meansBusiness(query) });
    if (!data) throw noProfile();
    return { data };
  },
});

const update = operation({
  id: "profile.update",
  summary: "Change one's own profile.",
  description: "Fields that are left out stay as they are.",
  access: "user",
  role: "self",
  query: whichProfile,
  toleratesUnknownQuery: true,
  body: profileInput,
  failures: ["not_found", "conflict"],
  example: { as: "traveller", body: { preferences: "Markets, ferries and long walks." } },
  success: { status: 200, schema: z.object({ data: anyProfile }) },
  async handle({ db, user, query, body }) {
    const business = meansBusiness(query);
    const fields = fieldsFor(business, body);
    const data = business
      ? await updateBusinessProfile(db, user.userId, fields)
      : await updateTravellerProfile(db, user.userId, fields);
    if (!data) throw noProfile();
    return { data };
  },
});

const updateAvatar = operation({
  id: "profile.avatar.update",
  summary: "Show another picture in one's profile.",
  description: "Answers the id of the picture's record.",
  access: "user",
  role: "self",
  query: { role: z.enum(["user", "business"]) },
  body: avatarInput,
  failures: ["not_found"],
  example: {
    as: "traveller",
    query: { role: "user" },
    body: { "avatar-url": "https://example.com/amina.jpg" },
  },
  success: { status: 200, schema: z.object({ data: z.string() }) },
  async handle({ db, query, body }) {
    const business = meansBusiness(query);
    return { data: await setAvatar(db, { business, url: body["avatar-url"] }) };
  },
});

const businessProfiles = operation({
  id: "profile.business.get-all",
  summary: "The business profiles one may switch to, newest first.",
  description: "One's own and those that list one as editor; all of them for a SUPER_ADMIN.",
  access: "user",
  role: "business user; SUPER_ADMIN sees all",
  query: pagingQuery,
  failures: ["forbidden"],
  example: { as: "member" },
  success: {
    status: 200,
    schema: pageOf(businessProfileSchema).extend({ success: z.literal(true) }),
  },
  async handle({ db, query }) {
    return { ...(await listBusinessProfiles(db, query)), success: true as const };
  },
});

const getBusiness = operation({
  id: "profile.business.get",
  summary: "One business profile with its companies.",
  description: "A company appears once per role held. `first_time` describes the caller.",
  access: "user",
  role: "self; others for fellow company members and SUPER_ADMIN",
  query: {
    "user-id": uuid.optional().describe("The caller without it."),
    company: z.string().max(255).optional().describe("Only companies of exactly this name."),
  },
  toleratesUnknownQuery: true,
  failures: ["not_found"],
  example: { as: "member", query: { "user-id": exampleIds.member } },
  success: {
    status: 200,
    schema: z.object({ data: businessProfileWithCompanies, success: z.literal(true) }),
  },
  async handle({ db, user, query }) {
    const data = await getBusinessProfile(db, {
      userId: query["user-id"] ?? user.userId,
      company: query.company,
    });
    if (!data) throw new AppError("not_found", "There is no such business profile.");
    return { data, success: true as const };
  },
});

const updateBusiness = operation({
  id: "profile.business.update",
  summary: "Change one's own business profile.",
  description:
    "The whole row may be sent back: `email`, `type`, `status`, `editors`, ids and dates are accepted " +
    "and change nothing.",
  access: "user",
  role: "self",
  body: businessProfileInput,
  failures: ["forbidden", "conflict"],
  example: { as: "member", body: { description: "Small groups, slow mornings." } },
  success: {
    status: 200,
    schema: z.object({
      success: z.literal(true),
      message: z.string(),
      data: z.array(z.object({ id: z.string() })),
    }),
  },
  async handle({ db, user, body }) {
    const updated = await updateBusinessProfile(db, user.userId, body);
    if (!updated) throw new AppError("forbidden", "You have no business profile.");
    return {
      success: true as const,
      message: "The profile is saved.",
      data: [{ id: updated.businessid }],
    };
  },
});

/** Served at `profile/user` too: clients call it, the former web never had it. */
export const profile: Resource = { address: "profile", one: get, post: create, put: update };
export const profileAvatar: Resource = { address: "profile/avatar", put: updateAvatar };
export const businessProfile: Resource = {
  address: "profile/business",
  list: businessProfiles,
  one: getBusiness,
  selectedBy: ["user-id", "company"],
  put: updateBusiness,
};
