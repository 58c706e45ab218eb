/** Companies as they travel. Safe in client components. */
import { z } from "zod";
import { requiredText, text, timestamp, uuid } from "@/lib/api/schemas";
import { memberRoles } from "@/lib/companies/roles";

/** The columns the contract knows as `company_accounts.*`. */
export const companyRow = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    slogan: z.string().nullable(),
    created_by: z.string().nullable(),
    owned_by: z.string().nullable(),
    banner_media_id: z.string().nullable(),
    logo_id: z.string().nullable(),
    editors: z.array(z.string()).nullable(),
    is_deleted: z.boolean(),
    created_at: timestamp,
    updated_at: timestamp.nullable(),
  })
  .meta({ id: "Company" });
export type CompanyRow = z.output<typeof companyRow>;

export const COMPANY_COLUMNS = Object.keys(companyRow.shape).join(
  ",",
) as "id,name,description,slogan,created_by,owned_by,banner_media_id,logo_id,editors,is_deleted,created_at,updated_at";

const picture = z.object({ url: z.string() }).nullable();

/** A company as lists show it. */
export const listedCompany = z
  .object({
    id: z.string(),
    name: z.string(),
    created_at: timestamp,
    description: z.string().nullable(),
    slogan: z.string().nullable(),
    business_owner: z
      .object({ businessid: z.string(), username: z.string().nullable(), created: timestamp })
      .nullable(),
    banner: picture,
    logo: picture,
  })
  .meta({ id: "ListedCompany" });
export type ListedCompany = z.output<typeof listedCompany>;

const name = requiredText(255);
const description = text(5_000).nullable().optional();

export const newCompany = z.strictObject({ name, description });

export const companyPatch = z
  .strictObject({
    name: name.optional(),
    description,
    owner_id: uuid
      .optional()
      .describe("Old clients send it; it must be a business user and changes nothing."),
    owned_by: uuid
      .optional()
      .describe("Hands the company to another of its admins; for its owner and SUPER_ADMIN."),
  })
  .refine(
    ({ owner_id: _, ...changes }) => Object.values(changes).some((value) => value !== undefined),
    { error: "Nothing to change.", when: ({ issues }) => issues.length === 0 },
  );

/** One membership of the team list; somebody with two roles appears twice. */
export const companyMember = z
  .object({
    id: z.string().describe("Of the person."),
    role: z.enum(memberRoles),
    username: z.string().nullable(),
    email: z.string(),
    businessname: z.string().nullable(),
    joined_on: timestamp,
  })
  .meta({ id: "CompanyMember" });
export type CompanyMember = z.output<typeof companyMember>;

/** The columns the contract knows as `company_members.*`. */
export const membership = z
  .object({
    id: z.string(),
    company_id: z.string(),
    member_id: z.string(),
    role: z.enum(memberRoles),
    is_deleted: z.boolean(),
    created_at: timestamp,
    updated_at: timestamp.nullable(),
  })
  .meta({ id: "CompanyMembership" });
export type Membership = z.output<typeof membership>;

const person = { username: z.string().nullable(), email: z.string(), businessname: z.string() };

/** A company as a SUPER_ADMIN's list of admins shows it. */
export const companyWithAdmins = companyRow
  .extend({
    company_members: z.array(
      z.object({
        member_id: z.string(),
        role: z.literal("admin"),
        created_at: timestamp,
        businessprofiles: z.object(person),
      }),
    ),
    admins: z.array(
      z.object({
        id: z.string().describe("Of the person."),
        role: z.literal("admin"),
        ...person,
        created_at: timestamp,
      }),
    ),
  })
  .meta({ id: "CompanyWithAdmins" });
export type CompanyWithAdmins = z.output<typeof companyWithAdmins>;
