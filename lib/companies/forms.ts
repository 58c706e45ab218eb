/** The forms of a company: what the page asks and the action checks. */
import { z } from "zod";
import { newPassword } from "@/lib/accounts/forms";
import { requiredText, text, uuid } from "@/lib/api/schemas";
import { countryCodes } from "@/lib/companies/countries";
import { INVITATION_TOKEN } from "@/lib/companies/invitation-link";

const knownZone = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
};

const orNull = (schema: z.ZodString) => schema.transform((value) => value.trim() || null);

const company = {
  name: requiredText(255),
  slogan: orNull(text(255)),
  description: orNull(text(5_000)),
  city: orNull(text(200)),
  country: z
    .string()
    .refine((code) => code === "" || countryCodes.includes(code), "Choose a country of the list.")
    .transform((code) => code || null),
  time_zone: z
    .string()
    .min(1, "Choose the time zone your days begin in.")
    .max(100)
    .refine((zone) => zone === "" || knownZone(zone), "Choose a time zone of the list."),
};

export const createCompanyForm = z.strictObject(company);
export const companyProfileForm = z.strictObject({ id: uuid, ...company });

export const companyPictureForm = z.strictObject({
  id: uuid,
  which: z.enum(["logo", "banner"]),
  /** Null takes it away. */
  mediaId: uuid.nullable(),
});

const token = z.string().regex(INVITATION_TOKEN);

export const invitationForm = z.strictObject({ token });
export const newPersonForm = z.strictObject({
  token,
  name: z.string().trim().min(1, "Tell us your name.").max(120, "This name is too long."),
  password: newPassword,
});

export const deleteCompanyForm = z.strictObject({ id: uuid });
