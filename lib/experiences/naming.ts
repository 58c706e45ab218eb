/**
 * The two names of one thing. What is an experience today was a destination before, and its places
 * were attractions. Both names are served from the same rows, under the same ids, by the same code;
 * all that differs stands here. Safe in client components.
 */
import { z } from "zod";

export type Naming = {
  /** First part of addresses and operation ids. */
  address: "experiences" | "destination";
  noun: "experience" | "destination";
  /** The query parameter with its id. */
  parameter: "experience-id" | "destination_id";
  /** The query parameter with the id of a parent. */
  parentParameter: "parent_experience_id" | "parent_destination_id";
  /** Columns that clients know under another name. */
  fields: Readonly<Partial<Record<"experience_id" | "parent_experience", string>>>;
  /** For the documentation of operations. */
  remark: string | undefined;
};

export const asExperience: Naming = {
  address: "experiences",
  noun: "experience",
  parameter: "experience-id",
  parentParameter: "parent_experience_id",
  fields: {},
  remark: undefined,
};

export const asDestination: Naming = {
  address: "destination",
  noun: "destination",
  parameter: "destination_id",
  parentParameter: "parent_destination_id",
  fields: { experience_id: "destination_id", parent_experience: "parent_destination" },
  remark:
    "The former name of experiences: the same records under the same ids, so an id of one is an id of the other.",
};

/** A description with the naming's remark behind it. */
export function described(
  { remark }: Pick<Naming, "remark">,
  text?: string,
): { description?: string } {
  const description = [text, remark].filter(Boolean).join(" ");
  return description ? { description } : {};
}

function renamed<Value>(
  record: Readonly<Record<string, Value>>,
  names: Readonly<Record<string, string | undefined>>,
) {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [names[key] ?? key, value]),
  );
}

/** A query with one parameter, whichever of the possible names it has. */
export function keyed<K extends string, S extends z.ZodType>(name: K, schema: S): Record<K, S> {
  return { [name]: schema } as Record<K, S>;
}

/** The schema of a row under the naming's field names; `id` names it in the documentation. */
export function rowSchema(naming: Naming, row: z.ZodObject, id: string): z.ZodObject {
  if (naming === asExperience) return row;
  return z.object(renamed<z.ZodType<unknown>>(row.shape as never, naming.fields) as never).meta({
    id,
  });
}

/** A row under the naming's field names. */
export function rowOut(naming: Naming, row: object): Record<string, unknown> {
  const record = row as Record<string, unknown>;
  return naming === asExperience ? record : renamed(record, naming.fields);
}

/** Rows of an answer under the naming's field names. */
export function rowsOut<Answer extends { data: readonly object[] }>(
  naming: Naming,
  answer: Answer,
): Omit<Answer, "data"> & { data: Record<string, unknown>[] } {
  return { ...answer, data: answer.data.map((row) => rowOut(naming, row)) };
}

/** A strict body under the naming's field names; what comes out has the columns' names. */
export function bodySchema<S extends z.ZodRawShape>(
  { fields }: Naming,
  shape: S,
): z.ZodType<z.output<z.ZodObject<S>>> {
  const columns = Object.fromEntries(
    Object.entries(fields).map(([column, name]) => [name, column]),
  );
  return z
    .strictObject(renamed<z.ZodType<unknown>>(shape as never, fields))
    .transform((body) => renamed<unknown>(body, columns)) as never;
}

/** What clients send back of a row they read, and nobody may change. */
const ofContents = ["id", "experience_id", "created_by", "created_at", "updated_at"] as const;
export const ofExperiences = ["id", "owned_by", "created_by", "created_at", "updated_at"] as const;

/**
 * A strict body of a change under the naming's field names. The original wrote whatever it was sent
 * onto the row ("any column"), so clients may send the whole row back: the columns in `readOnly` are
 * accepted and have no effect.
 */
export function patchSchema<S extends z.ZodRawShape>(
  naming: Naming,
  shape: S,
  readOnly: readonly string[] = ofContents,
): z.ZodType<z.output<z.ZodObject<S>>> {
  const ignored = readOnly.filter((column) => !Object.hasOwn(shape, column));
  const ignoredShape = Object.fromEntries(
    ignored.map((column) => [column, z.unknown().optional().describe("Has no effect.")]),
  );
  return bodySchema(naming, { ...shape, ...ignoredShape })
    .transform((body) => {
      const patch: Record<string, unknown> = { ...body };
      for (const column of ignored) delete patch[column];
      return patch;
    })
    .refine(saysSomething, emptyPatch) as never;
}

const saysSomething = (patch: object) => Object.values(patch).some((value) => value !== undefined);

const emptyPatch = {
  error: "Nothing to change.",
  when: ({ issues }: { issues: unknown[] }) => issues.length === 0,
};
