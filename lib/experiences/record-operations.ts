/** What is done to single experiences, under either of the names the API has for them. */
import "server-only";
import { z } from "zod";
import { type Opening, openingQuery } from "@/lib/analytics/opening";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import { uuid } from "@/lib/api/schemas";
import { getOnlyCompanyId } from "@/lib/companies/queries";
import { createExperience, deleteExperience, updateExperience } from "@/lib/experiences/mutations";
import {
  asExperience,
  bodySchema,
  described,
  keyed,
  type Naming,
  ofExperiences,
  patchSchema,
  rowOut,
  rowSchema,
  rowsOut,
} from "@/lib/experiences/naming";
import { getExperience, listChildren } from "@/lib/experiences/queries";
import { experiencePatchShape, experienceRow, newExperienceShape } from "@/lib/experiences/schemas";

const success = z.literal(true);
const reference = z.object({ id: z.string() });

/** An experience as the naming's clients know it. Destinations never had a company. */
export const recordRow = (naming: Naming) =>
  naming === asExperience
    ? experienceRow
    : rowSchema(naming, experienceRow.omit({ owned_by: true }), "Destination");

/** Create, get, update, delete, and the ones below a parent. */
export function recordOperations(naming: Naming) {
  const { address, noun, parameter, parentParameter } = naming;
  const isExperience = naming === asExperience;
  const a = noun === "experience" ? "an experience" : "a destination";
  const id = keyed(parameter, uuid);
  const exampleId = { [parameter]: exampleIds.experience };
  const row = recordRow(naming);

  const create = operation({
    id: `${address}.create`,
    summary: `Create ${a}.`,
    ...described(
      naming,
      isExperience
        ? "Without `owned_by` it belongs to the platform's own company."
        : "Without `owned_by`, which its former clients never send, it belongs to the company the caller edits for; to the platform's own when there is none or several.",
    ),
    access: "user",
    role: "editor of the company in owned_by, or SUPER_ADMIN",
    body: bodySchema(naming, newExperienceShape),
    failures: ["forbidden"],
    success: { status: 200, schema: z.object({ data: reference, success }) },
    example: {
      as: "editor",
      body: {
        name: "Market at first light",
        description: "The boats come in at four.",
        address: "Trần Quý Cáp, Hội An",
        status: "active",
        owned_by: exampleIds.company,
      },
    },
    async handle({ db, body }) {
      const { owned_by: given, ...values } = body;
      const owned_by = given ?? (isExperience ? null : await getOnlyCompanyId(db));
      const data = await createExperience(db, owned_by ? { ...values, owned_by } : values);
      return { data, success: true as const };
    },
  });

  const get = operation({
    id: `${address}.get`,
    summary: `One ${noun}.`,
    ...described(naming, "In any state the caller may see: published, or of a company of theirs."),
    access: "user",
    role: "any user",
    query: { ...id, ...openingQuery },
    event: ({ [parameter]: experience_id, ...how }): Opening => ({
      kind: "open",
      experience_id,
      ...how,
    }),
    failures: ["not_found"],
    success: { status: 200, schema: z.object({ data: row }) },
    example: { as: "traveller", query: exampleId },
    async handle({ db, query }) {
      const data = await getExperience(db, query[parameter]);
      if (!data) throw new AppError("not_found", `There is no such ${noun}.`);
      return { data: rowOut(naming, data) };
    },
  });

  const update = operation({
    id: `${address}.update`,
    summary: `Change ${a}.`,
    ...described(
      naming,
      "Publishing is the status `active`, archiving `inactive`. An unknown id answers 403. Creator " +
        "and company stay what they are, whatever is sent.",
    ),
    access: "user",
    role: "editor of the owning company, or SUPER_ADMIN",
    query: id,
    body: patchSchema(naming, experiencePatchShape, ofExperiences),
    failures: ["forbidden"],
    success: {
      status: 200,
      schema: z.object({ success, message: z.string(), data: z.array(reference) }),
    },
    example: {
      as: "editor",
      query: exampleId,
      body: { thumbnail_description: "The old town by candle light.", status: "active" },
    },
    async handle({ db, query, body }) {
      const updated = await updateExperience(db, query[parameter], body);
      // Same answer for foreign drafts and unknown ids, so ids cannot be probed.
      if (!updated) throw new AppError("forbidden", `You may not change this ${noun}.`);
      return { success: true as const, message: `The ${noun} is saved.`, data: [updated] };
    },
  });

  const remove = operation({
    id: `${address}.delete`,
    summary: `Delete ${a}.`,
    ...described(naming, "Also succeeds when there is nothing to delete."),
    access: "user",
    role: "admin of the owning company, or SUPER_ADMIN",
    query: id,
    failures: ["forbidden"],
    success: { status: 200, schema: z.object({ data: z.null() }) },
    example: { as: "admin", query: { [parameter]: exampleIds.spareExperience } },
    async handle({ db, query }) {
      await deleteExperience(db, query[parameter]);
      return { data: null };
    },
  });

  const children = operation({
    id: `${address}.children.get`,
    summary: `${noun === "experience" ? "Experiences" : "Destinations"} below a parent, newest first.`,
    ...described(naming, "Those the caller may see, in any state."),
    access: "user",
    role: "any user",
    query: { ...keyed(parentParameter, uuid), ...pagingQuery },
    success: { status: 200, schema: pageOf(row) },
    example: { as: "traveller", query: { [parentParameter]: exampleIds.experience } },
    async handle({ db, query }) {
      const { [parentParameter]: parent, ...paging } = query;
      return rowsOut(naming, await listChildren(db, parent, paging));
    },
  });

  return { create, get, update, remove, children };
}
