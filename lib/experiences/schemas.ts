/** Experiences as they travel: rows out, what a caller may write in. Safe in client components. */
import { z } from "zod";
import { link, requiredText, text, timestamp, uuid } from "@/lib/api/schemas";

export const experienceStatuses = ["active", "inactive", "internal"] as const;
export type ExperienceStatus = (typeof experienceStatuses)[number];

const status = z.enum(experienceStatuses);

/** The columns the contract knows as `experiences.*`; the table has more, for us. */
export const experienceRow = z
  .object({
    id: z.string(),
    created_by: z.string().nullable(),
    owned_by: z.string().nullable(),
    name: z.string(),
    description: z.string().nullable(),
    thumbnail_description: z.string().nullable(),
    address: z.string().nullable(),
    primary_keyword: z.string().nullable(),
    url_slug: z.string().nullable(),
    primary_photo: z.string().nullable(),
    primary_video: z.string().nullable(),
    primary_photo_id: z.string().nullable(),
    primary_video_id: z.string().nullable(),
    photos: z.array(z.string()).nullable(),
    photos_id: z.array(z.string()).nullable(),
    parent_experience: z.string().nullable(),
    default_questions: z.array(z.string()).nullable(),
    status,
    created_at: timestamp,
    updated_at: timestamp.nullable(),
  })
  .meta({ id: "Experience" });
export type ExperienceRow = z.output<typeof experienceRow>;

/** The select list of `experiences.*`. */
export const EXPERIENCE_COLUMNS = Object.keys(experienceRow.shape).join(
  ",",
) as "id,created_by,owned_by,name,description,thumbnail_description,address,primary_keyword,url_slug,primary_photo,primary_video,primary_photo_id,primary_video_id,photos,photos_id,parent_experience,default_questions,status,created_at,updated_at";

/** In the traveller's list. */
export const listedExperience = experienceRow.extend({
  company_accounts: z.object({ id: z.string(), name: z.string() }).nullable(),
  completed: z.boolean().describe("The caller has visited it and told a story about it."),
});

/** For everybody: names instead of ids. */
export const publicExperience = experienceRow.extend({
  owner: z.string().optional().describe("Name of the company."),
  created_by: z.string().optional().describe("User name of its creator, not an id."),
});

const nullable = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

const writable = {
  description: nullable(text(50_000)),
  thumbnail_description: nullable(text(2_000)),
  address: nullable(text(500)),
  primary_keyword: nullable(text(255)),
  url_slug: nullable(text(255)),
  primary_photo: nullable(link),
  primary_photo_id: nullable(uuid),
  primary_video: nullable(link),
  primary_video_id: nullable(uuid),
  photos: nullable(z.array(link).max(200, "At most 200 photos.")),
  photos_id: nullable(z.array(uuid).max(200, "At most 200 photos.")),
  parent_experience: nullable(uuid),
  default_questions: nullable(z.array(text(500)).max(50, "At most 50 questions.")),
  status: status.optional(),
  latitude: nullable(z.number().min(-90).max(90)),
  longitude: nullable(z.number().min(-180).max(180)),
};

const name = requiredText(255);

/** What somebody may say about a new experience. The creator is whoever asks. */
export const newExperienceShape = {
  name,
  ...writable,
  owned_by: uuid.nullable().optional().describe("The company."),
};
export type NewExperience = Omit<z.output<z.ZodObject<typeof newExperienceShape>>, "owned_by"> & {
  owned_by?: string | undefined;
};

/** What somebody may change: never the creator, never the company. */
export const experiencePatchShape = { name: name.optional(), ...writable };
export type ExperiencePatch = z.output<z.ZodObject<typeof experiencePatchShape>>;
