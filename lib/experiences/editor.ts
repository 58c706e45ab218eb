/** The form of an experience: what it holds and what may be saved. Shared by form and action. */
import { z } from "zod";
import { requiredText, text, uuid } from "@/lib/api/schemas";
import type { OrderedPicture } from "@/lib/experiences/contents";
import type { ExperienceDetail } from "@/lib/experiences/dashboard-queries";
import { MAX_ALT_LENGTH } from "@/lib/media/limits";
import { SLUG_PATTERN } from "@/lib/text/slug";

/** Coordinates are kept as typed: "10." is not a number yet, and nobody should lose the dot. */
export type EditorValues = {
  name: string;
  shortText: string;
  description: string;
  address: string;
  latitude: string;
  longitude: string;
  keyword: string;
  slug: string;
  questions: string[];
  pictures: OrderedPicture[];
  film: ExperienceDetail["film"];
};

export const emptyEditor: EditorValues = {
  name: "",
  shortText: "",
  description: "",
  address: "",
  latitude: "",
  longitude: "",
  keyword: "",
  slug: "",
  questions: [],
  pictures: [],
  film: null,
};

export function editorValues(experience: ExperienceDetail): EditorValues {
  const { name, shortText, description, address, keyword, slug, questions, pictures, film } =
    experience;
  return {
    name,
    shortText,
    description,
    address,
    latitude: experience.latitude?.toString() ?? "",
    longitude: experience.longitude?.toString() ?? "",
    keyword,
    slug,
    questions,
    pictures,
    film,
  };
}

/** A typed coordinate; null when it is empty, NaN when it is no number. */
export function coordinate(typed: string): number | null {
  const trimmed = typed.trim();
  if (trimmed === "") return null;
  // Half of the world writes the decimal point as a comma.
  return /^[-+]?\d+([.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(",", ".")) : Number.NaN;
}

const degrees = (limit: number, name: string) =>
  z
    .string()
    .max(40)
    .transform(coordinate)
    .refine((value) => value === null || Math.abs(value) <= limit, {
      error: `${name} is a number from -${limit} to ${limit}.`,
    });

export const experienceInput = z
  .strictObject({
    companyId: uuid,
    /** Null: a new one. */
    id: uuid.nullable(),
    name: requiredText(255),
    shortText: text(2_000),
    description: text(50_000),
    address: text(500),
    latitude: degrees(90, "Latitude"),
    longitude: degrees(180, "Longitude"),
    keyword: text(255),
    slug: z
      .string()
      .trim()
      .max(255, "At most 255 characters.")
      .refine((slug) => slug === "" || SLUG_PATTERN.test(slug), {
        error: "Use small letters, digits and single dashes between them.",
      }),
    questions: z.array(text(500)).max(50, "At most 50 questions."),
    pictures: z
      .array(
        z.strictObject({
          id: uuid.nullable(),
          url: z.string(),
          alt: text(MAX_ALT_LENGTH).nullable(),
        }),
      )
      .max(200, "At most 200 pictures."),
    film: z.strictObject({ id: uuid.nullable(), url: z.string() }).nullable(),
  })
  .superRefine(({ latitude, longitude }, context) => {
    if ((latitude === null) !== (longitude === null)) {
      context.addIssue({
        code: "custom",
        path: [latitude === null ? "latitude" : "longitude"],
        message: "A pin needs both numbers.",
      });
    }
  });
export type ExperienceInput = z.output<typeof experienceInput>;

/** An empty description says "decoration"; blanks say nothing. */
const described = (alt: string | null) => (alt === "" ? "" : alt?.trim() || null);

/** What the action is sent. */
export function toInput(
  companyId: string,
  id: string | null,
  values: EditorValues,
): z.input<typeof experienceInput> {
  return {
    companyId,
    id,
    ...values,
    questions: values.questions.map((question) => question.trim()).filter(Boolean),
    pictures: values.pictures.map(({ id, url, alt }) => ({ id, url, alt: described(alt) })),
  };
}
