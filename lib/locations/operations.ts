/**
 * Places: `locations`, and `attraction`, which is their former name. An attraction is the location
 * of the same id; the destination it belongs to is the location's experience.
 */
import "server-only";
import { z } from "zod";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
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
import { addPart, changePart, hidePart } from "@/lib/experiences/parts";
import { linkLocation } from "@/lib/locations/mutations";
import {
  findLocation,
  listLinkedLocations,
  listLocations,
  listOwnLocations,
} from "@/lib/locations/queries";
import {
  LOCATION_COLUMNS,
  type LocationRow,
  locationRow,
  locationShape,
  locationStatus,
} from "@/lib/locations/schemas";

const success = z.literal(true);
const reference = z.object({ id: z.string() });
const role = "editor of the company owning the experience, or SUPER_ADMIN";

type PlaceNaming = {
  address: "locations" | "attraction";
  noun: "location" | "attraction";
  parameter: "location-id" | "attraction_id";
  /** What clients call the experience it belongs to. */
  of: Naming;
  /** Whether a place may be made first and linked to an experience later. */
  free: boolean;
  /** What a change answers. */
  changed: z.ZodObject;
};

/** Attractions never had a creator. */
const attractionRow = rowSchema(
  asDestination,
  locationRow.omit({ created_by: true }),
  "Attraction",
);

const asLocation: PlaceNaming = {
  address: "locations",
  noun: "location",
  parameter: "location-id",
  of: asExperience,
  free: true,
  changed: locationRow,
};
const asAttraction: PlaceNaming = {
  address: "attraction",
  noun: "attraction",
  parameter: "attraction_id",
  of: asDestination,
  free: false,
  changed: reference,
};

const rowOf = (naming: Naming) => (naming === asExperience ? locationRow : attractionRow);

function placeOperations({ address, noun, parameter, of, free, changed }: PlaceNaming) {
  const id = keyed(parameter, uuid);
  const exampleId = { [parameter]: exampleIds.location };
  const owner = of.fields.experience_id ?? "experience_id";
  const a = noun === "location" ? "a location" : "an attraction";
  const remark =
    noun === "attraction"
      ? "The former name of locations: the same records under the same ids, `destination_id` being the experience."
      : undefined;
  const about = (text?: string) => described({ remark }, text);

  const create = operation({
    id: `${address}.create`,
    summary: `Create ${a}.`,
    ...about(
      free
        ? "Its status is `inactive`, its creator whoever asks. Without `experience_id` it is seen by its creator alone until it is linked to an experience."
        : "Its status is `inactive`.",
    ),
    access: "user",
    role,
    body: bodySchema(of, {
      experience_id: free ? uuid.nullable().optional() : uuid,
      ...locationShape,
    }),
    failures: ["forbidden", "not_found"],
    success: { status: 200, schema: z.object({ data: reference, success }) },
    example: {
      as: "editor",
      body: {
        [owner]: exampleIds.experience,
        title: "Night market",
        hours: "17:00 to 23:00",
        description_thumbnail: "Lanterns by the hundred.",
      },
    },
    async handle({ db, body }) {
      return { data: await addPart(db, "locations", body, of.noun), success: true as const };
    },
  });

  const get = operation({
    id: `${address}.get`,
    summary: `One ${noun}, as a list.`,
    ...about("Empty when there is none that the caller may see."),
    access: "user",
    role: "any user",
    query: id,
    success: { status: 200, schema: z.object({ data: z.array(rowOf(of)) }) },
    example: { as: "traveller", query: exampleId },
    handle: async ({ db, query }) =>
      rowsOut(of, { data: await findLocation(db, query[parameter]) }),
  });

  const update = operation({
    id: `${address}.update`,
    summary: `Change ${a}.`,
    ...about("The status `deleted` takes it out of every list; any other brings it back."),
    access: "user",
    role,
    query: id,
    body: patchSchema(of, { ...locationShape, status: locationStatus }),
    failures: ["forbidden", "not_found"],
    success: {
      status: 200,
      schema: z.object({ success, message: z.string(), data: z.array(changed) }),
    },
    example: {
      as: "editor",
      query: exampleId,
      body: { title: "The covered bridge", status: "active" },
    },
    async handle({ db, query, body }) {
      const data = await changePart<LocationRow>(db, "locations", query[parameter], body, {
        columns: LOCATION_COLUMNS,
        noun,
      });
      return { success: true as const, message: `The ${noun} is saved.`, data: [data] };
    },
  });

  const remove = operation({
    id: `${address}.delete`,
    summary: `Take ${a} away.`,
    ...about(
      "It gets the status `deleted` and is in no list any more. Also succeeds when there is nothing to delete.",
    ),
    access: "user",
    role,
    query: id,
    failures: ["forbidden"],
    success: { status: 200, schema: z.object({ data: z.null() }) },
    example: { as: "editor", query: exampleId },
    async handle({ db, query }) {
      await hidePart(db, "locations", query[parameter]);
      return { data: null };
    },
  });

  return { create, get, update, remove };
}

/** Places made for one experience, under either of its names. */
function placesOf(naming: Naming, id: string) {
  const { noun, parameter } = naming;
  const kind = noun === "experience" ? "Locations" : "Attractions";
  return operation({
    id,
    summary: `${kind} made for a ${noun}, in the order its editors gave.`,
    ...described(naming, "Empty where the caller sees nothing."),
    access: "user",
    role: "any user",
    query: { ...keyed(parameter, uuid), ...pagingQuery },
    success: { status: 200, schema: pageOf(rowOf(naming)) },
    example: { as: "traveller", query: { [parameter]: exampleIds.experience } },
    async handle({ db, query }) {
      const { [parameter]: of, ...paging } = query;
      return rowsOut(naming, await listOwnLocations(db, of, paging));
    },
  });
}

const all = operation({
  id: "locations.get-all",
  summary: "Locations the caller may see, newest first.",
  access: "user",
  role: "any user",
  query: pagingQuery,
  success: { status: 200, schema: pageOf(locationRow) },
  example: { as: "traveller", query: { limit: "20" } },
  handle: ({ db, query }) => listLocations(db, query),
});

const linked = operation({
  id: "locations.experience.get",
  summary: "Locations linked to an experience.",
  description:
    "Through links only, each wrapped in `locations`; `experiences/locations` answers the ones made for it. Empty where the caller sees nothing.",
  access: "user",
  role: "any user",
  query: { "experience-id": uuid, ...pagingQuery },
  success: { status: 200, schema: pageOf(z.object({ locations: locationRow })) },
  example: { as: "traveller", query: { "experience-id": exampleIds.experience } },
  async handle({ db, query: { "experience-id": id, ...paging } }) {
    const list = await listLinkedLocations(db, id, paging);
    return { ...list, data: list.data.map((row) => ({ locations: row })) };
  },
});

const link = operation({
  id: "experiences.locations.create",
  summary: "Show an existing location with an experience.",
  access: "user",
  role,
  body: z.strictObject({ experience_id: uuid, location_id: uuid }),
  failures: ["forbidden", "not_found", "conflict"],
  success: {
    status: 200,
    schema: z.object({
      data: z.array(z.object({ experience_id: z.string(), location_id: z.string() })),
      success,
    }),
  },
  example: {
    as: "editor",
    body: { experience_id: exampleIds.childExperience, location_id: exampleIds.location },
  },
  async handle({ db, body }) {
    return { data: await linkLocation(db, body), success: true as const };
  },
});

const location = placeOperations(asLocation);
const attraction = placeOperations(asAttraction);

export const locations: Resource = {
  address: "locations",
  list: all,
  one: location.get,
  selectedBy: ["location-id"],
  post: location.create,
  put: location.update,
};
export const attractions: Resource = {
  address: "attraction",
  one: attraction.get,
  post: attraction.create,
  put: attraction.update,
  delete: attraction.remove,
};
export const locationsOfExperience: Resource = { address: "locations/experience", one: linked };
export const experienceLocations: Resource = {
  address: "experiences/locations",
  one: placesOf(asExperience, "experiences.locations.get"),
  post: link,
};
export const destinationAttractions: Resource = {
  address: "destination/attractions",
  one: placesOf(asDestination, "destination.attractions.get"),
};
