/** `experiences/public/…` and `experiences/address`, as installed clients know them. */
import "server-only";
import { z } from "zod";
import { translatedActivities } from "@/lib/ai/translate";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { requiredText, uuid, wishedLanguage } from "@/lib/api/schemas";
import {
  addressList,
  addressPagingQuery,
  listByAddress,
  listPublicByAddress,
  listPublicByAddressOf,
  ownersAddressList,
} from "@/lib/experiences/by-address";
import {
  activityList,
  detailList,
  iconicPhotoList,
  listAllPublicIconicPhotos,
  listPublicActivities,
  listPublicDetails,
  listPublicIconicPhotos,
  listPublicLocations,
  locationList,
} from "@/lib/experiences/public-parts";

const experienceId = { "experience-id": uuid };
const example = { query: { "experience-id": exampleIds.experience } };

const activities = operation({
  id: "experiences.public.activities.get",
  summary: "Active activities of a published experience.",
  description: [
    "By `order_of_appearance`, then by age; those without a place in the order come last. Empty for an experience that is not published.",
    "A new activity is `inactive` and not shown here until an editor of the company sets its `status` to `active` (PUT /api/v1/activities).",
  ].join(" "),
  access: "public",
  role: "public",
  query: { ...experienceId, language: wishedLanguage, ...pagingQuery },
  success: { status: 200, schema: activityList },
  example,
  handle: async ({ query: { "experience-id": id, language, limit, cursor } }) =>
    translatedActivities(await listPublicActivities(id, { limit, cursor }), id, language),
});

const locations = operation({
  id: "experiences.public.locations.get",
  summary: "Places of a published experience.",
  description:
    "Those made for it, in any state but `deleted`; places that are only linked to it are not in this list.",
  access: "public",
  role: "public",
  query: { ...experienceId, ...pagingQuery },
  success: { status: 200, schema: locationList },
  example,
  handle: ({ query: { "experience-id": id, ...paging } }) => listPublicLocations(id, paging),
});

const details = operation({
  id: "experiences.public.details.get",
  summary: "Blocks of a published experience.",
  description: "Of one type, or all but the iconic photos. Empty where nothing is published.",
  access: "public",
  role: "public",
  query: {
    ...experienceId,
    type: requiredText(100).optional().describe("E.g. `historical_context`."),
    ...pagingQuery,
  },
  positional: ["experience-id", "type"],
  success: { status: 200, schema: detailList },
  example,
  handle: ({ query: { "experience-id": id, type, ...paging } }) =>
    listPublicDetails(id, type, paging),
});

const iconicPhotosOfAll = operation({
  id: "experiences.public.iconicPhotos.get-all",
  summary: "Iconic photos of all published experiences, newest first.",
  access: "public",
  role: "public",
  query: pagingQuery,
  success: { status: 200, schema: iconicPhotoList },
  example: {},
  handle: ({ query }) => listAllPublicIconicPhotos(query),
});

const iconicPhotosOfOne = operation({
  id: "experiences.public.iconicPhotos.get",
  summary: "Iconic photos of a published experience.",
  access: "public",
  role: "public",
  query: { ...experienceId, ...pagingQuery },
  success: { status: 200, schema: iconicPhotoList },
  example,
  handle: ({ query: { "experience-id": id, ...paging } }) => listPublicIconicPhotos(id, paging),
});

const byAddress =
  "Sorted by address, then by name; without an address first. The platform's own company is included.";

const addresses = operation({
  id: "experiences.public.address.get-all",
  summary: "Published experiences by address, for everybody.",
  description: byAddress,
  access: "public",
  role: "public",
  query: addressPagingQuery,
  success: { status: 200, schema: addressList },
  example: {},
  handle: ({ query }) => listPublicByAddress(query),
});

/** A list of ids in one parameter. */
const companyIds = z
  .string()
  .max(4000)
  .transform((list) => [...new Set(list.split(",").map((id) => id.trim()))].filter(Boolean).sort())
  .pipe(z.array(uuid).max(100, "At most 100 companies."))
  .describe("Company ids, separated by commas; all without it.");

const addressesOfOwners = operation({
  id: "experiences.public.address.get",
  summary: "Published experiences of some companies by address.",
  description: byAddress,
  access: "public",
  role: "public",
  query: { companies: companyIds.optional(), language: wishedLanguage, ...addressPagingQuery },
  success: { status: 200, schema: ownersAddressList },
  example: { query: { companies: exampleIds.company } },
  handle: ({ query: { companies = [], limit, cursor } }) =>
    listPublicByAddressOf(companies, { limit, cursor }),
});

const addressesSignedIn = operation({
  id: "experiences.address.get-all",
  summary: "Published experiences by address.",
  description: byAddress,
  access: "user",
  role: "any user",
  query: addressPagingQuery,
  success: { status: 200, schema: addressList },
  example: { as: "traveller" },
  handle: ({ db, query }) => listByAddress(db, query),
});

export const publicActivities: Resource = {
  address: "experiences/public/activities",
  one: activities,
};
export const publicLocations: Resource = {
  address: "experiences/public/locations",
  one: locations,
};
export const publicDetails: Resource = { address: "experiences/public/details", one: details };
export const publicIconicPhotos: Resource = {
  address: "experiences/public/iconicPhotos",
  list: iconicPhotosOfAll,
  one: iconicPhotosOfOne,
  selectedBy: ["experience-id"],
};
export const publicAddresses: Resource = {
  address: "experiences/public/address",
  list: addresses,
  one: addressesOfOwners,
  selectedBy: ["companies", "language"],
};
export const experienceAddresses: Resource = {
  address: "experiences/address",
  list: addressesSignedIn,
};
