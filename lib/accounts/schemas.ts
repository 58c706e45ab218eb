/** Accounts and profiles as they travel. Safe in client components. */
import { z } from "zod";
import { email, password, text, timestamp } from "@/lib/api/schemas";

export const credentials = z.strictObject({ email, password });

const username = z
  .string()
  .regex(/^[A-Za-z0-9_]{3,50}$/, "3 to 50 letters, digits or underscores.");

/** Old clients send null or "" for what was left empty. */
const optionalText = (max: number) => text(max).nullable().optional();

export const travellerSignUp = z.strictObject({
  firstName: optionalText(100),
  lastName: optionalText(100),
  email,
  phone: optionalText(50),
  password,
});

export const businessSignUp = z.strictObject({
  businessName: optionalText(255),
  userName: z
    .union([z.literal(""), username])
    .nullable()
    .optional(),
  email,
  phone: optionalText(50),
  description: optionalText(5_000),
  password,
  parent: optionalText(255).describe(
    "Accepted for old clients. Nobody becomes an editor of somebody else's business this way.",
  ),
});

/** The columns the contract knows as `businessprofiles.*`. */
export const businessProfile = z
  .object({
    businessid: z.string(),
    email: z.string(),
    businessname: z.string(),
    username: z.string().nullable(),
    phone: z.string().nullable(),
    description: z.string().nullable(),
    type: z.string().nullable(),
    editors: z.array(z.string()).nullable(),
    avatar_id: z.string().nullable(),
    logo_id: z.string().nullable(),
    facebook: z.string().nullable(),
    instagram: z.string().nullable(),
    x: z.string().nullable(),
    address: z.string().nullable(),
    website: z.string().nullable(),
    status: z.string().nullable(),
    created: timestamp,
  })
  .meta({ id: "BusinessProfile" });

export const BUSINESS_PROFILE_COLUMNS = Object.keys(businessProfile.shape).join(
  ",",
) as "businessid,email,businessname,username,phone,description,type,editors,avatar_id,logo_id,facebook,instagram,x,address,website,status,created";

export const businessProfileWithCompanies = businessProfile.extend({
  companies: z.array(
    z.object({ id: z.string(), name: z.string(), is_deleted: z.boolean(), role: z.string() }),
  ),
  first_time: z.boolean(),
});
