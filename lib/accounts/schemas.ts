/** Accounts and profiles as they travel. Safe in client components. */
import { z } from "zod";
import { RECOVERY_CODE } from "@/lib/accounts/recovery-code";
import { email, link, password, requiredText, text, timestamp, uuid } from "@/lib/api/schemas";

/** Six digits; apps show them in two halves. */
export const factorCode = z
  .string()
  .transform((code) => code.replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Six digits."));

/** Where the app's code stands in for itself, or a recovery code for the app. */
export const factorOrRecoveryCode = z
  .string()
  .transform((code) => code.replace(/[\s-]/g, ""))
  .pipe(
    z
      .string()
      .refine(
        (code) => /^\d{6}$/.test(code) || RECOVERY_CODE.test(code),
        "Six digits, or a recovery code.",
      ),
  );

export const credentials = z.strictObject({
  email,
  password,
  code: factorOrRecoveryCode
    .nullable()
    .optional()
    .describe(
      "The code of the authenticator app, from whoever has set one up. A recovery code takes the apps off the account.",
    ),
});

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

/** The columns the contract knows as `userprofiles.*`. */
export const travellerProfile = z
  .object({
    userid: z.string(),
    email: z.string(),
    username: z.string().nullable(),
    firstname: z.string().nullable(),
    lastname: z.string().nullable(),
    phone: z.string().nullable(),
    language: z.string().nullable(),
    avatar_id: z.string().nullable(),
    preferences: z.string().nullable(),
    facebook: z.string().nullable(),
    instagram: z.string().nullable(),
    x: z.string().nullable(),
    createdAt: timestamp,
  })
  .meta({ id: "TravellerProfile" });

export const TRAVELLER_PROFILE_COLUMNS = Object.keys(travellerProfile.shape).join(
  ",",
) as "userid,email,username,firstname,lastname,phone,language,avatar_id,preferences,facebook,instagram,x,createdAt";

export const anyProfile = z.union([businessProfile, travellerProfile]);

const firstTime = {
  first_time: z.boolean(),
};
export const createdProfile = z.union([
  businessProfile.extend(firstTime),
  travellerProfile.extend(firstTime),
]);

const withPicture = {
  ...firstTime,
  media_assets: z.object({ url: z.string() }).nullable().describe("The avatar."),
  company_ids: z.array(z.string()).describe("Companies whose traveller form one filled in."),
};
export const ownProfile = z.union([
  businessProfile.extend(withPicture),
  travellerProfile.extend(withPicture),
]);

/** Cleared fields arrive as "" from old clients. */
const clearable = <T extends z.ZodType>(schema: T) =>
  z
    .union([z.literal("").transform(() => null), schema])
    .nullable()
    .optional();

/** Named by the contract and written by nobody: the e-mail is the account's. */
const accountEmail = z
  .union([z.literal(""), email])
  .nullable()
  .optional()
  .describe("Accepted and not stored: a profile has its account's e-mail.");

const shared = {
  username: clearable(username),
  phone: optionalText(50),
  facebook: optionalText(500),
  instagram: optionalText(500),
  x: optionalText(500),
};
const ofTravellers = {
  firstname: optionalText(100),
  lastname: optionalText(100),
  preferences: optionalText(5_000),
  language: clearable(
    z
      .string()
      .max(35)
      .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/, "Not a language, such as `vi`."),
  ),
};
const ofBusinesses = {
  businessname: requiredText(255).optional(),
  description: optionalText(5_000),
  address: optionalText(500),
  website: link.nullable().optional(),
};

/** The fields of either profile; which of them fit depends on `role`. */
export const profileInput = z.strictObject({
  email: accountEmail,
  ...shared,
  ...ofTravellers,
  ...ofBusinesses,
});
export const foreignFields = {
  traveller: Object.keys(ofBusinesses),
  business: Object.keys(ofTravellers),
};

/**
 * The original wrote whatever it was sent onto the row, so clients may send the whole row back. Who
 * somebody is and what they may do is nobody's to write.
 */
const dropped = z.unknown().optional().describe("Accepted and not stored.");
const notWritten = {
  email: accountEmail,
  businessid: dropped,
  type: dropped,
  status: dropped,
  editors: dropped,
  avatar_id: dropped,
  created: dropped,
};

function written<T extends Partial<Record<keyof typeof notWritten, unknown>>>(
  profile: T,
): Omit<T, keyof typeof notWritten> {
  const { email, businessid, type, status, editors, avatar_id, created, ...changes } = profile;
  return changes;
}

export const businessProfileInput = z
  .strictObject({
    ...shared,
    ...ofBusinesses,
    logo_id: uuid.nullable().optional(),
    ...notWritten,
  })
  .transform(written);

export const colleagueInput = z
  .strictObject({ ...shared, ...ofBusinesses, logo_id: dropped, ...notWritten })
  .transform(({ logo_id: _, ...profile }) => written(profile));

export const avatarInput = z.strictObject({
  "avatar-url": z.url({ protocol: /^https?$/, error: "Not a link." }).max(4_000),
});
