/** `destination`: what installed clients of the first hour call an experience. */
import "server-only";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { asDestination, described, rowsOut } from "@/lib/experiences/naming";
import { listVisibleExperiences } from "@/lib/experiences/queries";
import { recordOperations, recordRow } from "@/lib/experiences/record-operations";

const { create, get, update, remove, children } = recordOperations(asDestination);

const list = operation({
  id: "destination.get-all",
  summary: "Destinations the caller may see, newest first.",
  ...described(
    asDestination,
    "Published ones of everybody, and in any state those of one's own companies.",
  ),
  access: "user",
  role: "any user",
  query: pagingQuery,
  success: { status: 200, schema: pageOf(recordRow(asDestination)) },
  example: { as: "traveller", query: { limit: "20" } },
  handle: async ({ db, query }) => rowsOut(asDestination, await listVisibleExperiences(db, query)),
});

export const destinations: Resource = {
  address: "destination",
  list,
  one: get,
  selectedBy: ["destination-id"],
  post: create,
  put: update,
  delete: remove,
};
export const childDestinations: Resource = { address: "destination/children", one: children };
