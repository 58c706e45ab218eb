/** Blocks of an experience, and of a destination, which is the same under its former name. */
import "server-only";
import { z } from "zod";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { requiredText, uuid } from "@/lib/api/schemas";
import { listDetails } from "@/lib/experience-details/queries";
import { detailRow, detailShape, iconicPhoto } from "@/lib/experience-details/schemas";
import {
  asDestination,
  asExperience,
  bodySchema,
  described,
  keyed,
  type Naming,
  patchSchema,
  rowSchema,
  rowsOut,
} from "@/lib/experiences/naming";
import { addPart, changePart, removePart } from "@/lib/experiences/parts";

const success = z.literal(true);
const reference = z.object({ id: z.string() });
const role = "editor of the owning company, or SUPER_ADMIN";

function detailResources(naming: Naming): { details: Resource; iconicPhotos: Resource } {
  const { address, noun, parameter } = naming;
  const of = keyed(parameter, uuid);
  const ofExample = { [parameter]: exampleIds.experience };
  const owner = naming.fields.experience_id ?? "experience_id";
  const row = rowSchema(naming, detailRow, "DestinationDetail");
  const photo = rowSchema(naming, iconicPhoto, "DestinationIconicPhoto");

  const create = operation({
    id: `${address}.details.create`,
    summary: `Add a block to a ${noun}.`,
    ...described(naming, "An iconic photo is a block of type `iconic_photos` with a `media_id`."),
    access: "user",
    role,
    body: bodySchema(naming, { experience_id: uuid, ...detailShape }),
    failures: ["forbidden", "not_found"],
    success: { status: 200, schema: z.object({ data: reference, success }) },
    example: {
      as: "editor",
      body: {
        [owner]: exampleIds.experience,
        type: "historical_context",
        name: "Why lanterns",
        text: "Fishermen hung them out so that the boats found home.",
      },
    },
    async handle({ db, body }) {
      return { data: await addPart(db, "experience_details", body, noun), success: true as const };
    },
  });

  const get = operation({
    id: `${address}.details.get`,
    summary: `Blocks of a ${noun} in the order of their creation.`,
    ...described(
      naming,
      "Of one type, or all but the iconic photos. Empty where the caller sees nothing.",
    ),
    access: "user",
    role: "any user",
    query: { ...of, type: requiredText(100).optional(), ...pagingQuery },
    positional: [parameter, "type"],
    success: { status: 200, schema: pageOf(row) },
    example: { as: "traveller", query: { ...ofExample, type: "iconic_photos" } },
    async handle({ db, query }) {
      const { [parameter]: id, type = null, ...paging } = query;
      return rowsOut(naming, await listDetails(db, id, type, paging));
    },
  });

  const update = operation({
    id: `${address}.details.update`,
    summary: `Change a block of a ${noun}.`,
    ...described(naming),
    access: "user",
    role,
    query: { dd_id: uuid.describe("The block.") },
    body: patchSchema(naming, detailShape),
    failures: ["forbidden", "not_found"],
    success: {
      status: 200,
      schema: z.object({ success, message: z.string(), data: z.array(reference) }),
    },
    example: {
      as: "editor",
      query: { dd_id: exampleIds.detail },
      body: { text: "Stand on the south bank, an hour before dark." },
    },
    async handle({ db, query, body }) {
      const data = await changePart<{ id: string }>(db, "experience_details", query.dd_id, body, {
        columns: "id",
        noun: "block",
      });
      return { success: true as const, message: "The block is saved.", data: [data] };
    },
  });

  const remove = operation({
    id: `${address}.details.delete`,
    summary: `Remove a block of a ${noun}.`,
    ...described(naming, "Empty when there was nothing to remove."),
    access: "user",
    role,
    query: { dd_id: uuid.describe("The block.") },
    failures: ["forbidden"],
    success: { status: 200, schema: z.object({ data: z.array(reference) }) },
    example: { as: "editor", query: { dd_id: exampleIds.detail } },
    handle: async ({ db, query }) => ({
      data: await removePart(db, "experience_details", query.dd_id),
    }),
  });

  const photos = operation({
    id: `${address}.iconicPhotos.get`,
    summary: `Iconic photos of a ${noun} in the order of their creation.`,
    ...described(naming, "Empty where the caller sees nothing."),
    access: "user",
    role: "any user",
    query: { ...of, ...pagingQuery },
    success: { status: 200, schema: pageOf(photo) },
    example: { as: "traveller", query: ofExample },
    async handle({ db, query }) {
      const { [parameter]: id, ...paging } = query;
      return rowsOut(naming, await listDetails(db, id, "iconic_photos", paging));
    },
  });

  return {
    details: {
      address: `${address}/details`,
      one: get,
      post: create,
      put: update,
      delete: remove,
    },
    iconicPhotos: { address: `${address}/iconicPhotos`, one: photos },
  };
}

export const { details: experienceDetails, iconicPhotos: experienceIconicPhotos } =
  detailResources(asExperience);
export const { details: destinationDetails, iconicPhotos: destinationIconicPhotos } =
  detailResources(asDestination);
