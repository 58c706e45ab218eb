/**
 * Other addresses of the same resources, as one table: what the former web documented (an action
 * behind the resource), the unversioned addresses, and the few spellings the contract lists. Only
 * the catch-all routes look in here; the canonical addresses are routes of their own.
 */

import { apiDocs, openApi } from "@/lib/api/docs-operations";
import { answer, type Dispatch } from "@/lib/api/handler";
import {
  allMethods,
  dispatchTo,
  dispatchToAction,
  isAction,
  nowhere,
  operationOf,
  type Resource,
} from "@/lib/api/resource";
import { resources } from "@/lib/api/resources";

/**
 * Further spellings; `{name}` is handed to the operation as that parameter. One without a parameter
 * is the whole resource at a second address, its actions included.
 */
export const spellings: Record<string, string> = {
  "companies/{company-id}": "companies",
  "experiences/{experience-id}": "experiences",
  "experiences/iconic-photos": "experiences/iconicPhotos",
  "experiences/public/iconic-photos": "experiences/public/iconicPhotos",
  "destination/iconic-photos": "destination/iconicPhotos",
  "destination/{destination_id}": "destination",
  "destination/{parent_destination_id}/experiences": "destination/children",
  "destination/{destination_id}/attractions": "destination/attractions",
  "destination/{destination_id}/activities": "destination/activities",
  "profile/user": "profile",
  "story/likes/toggle": "story/likes",
  "email/send": "email/send-email",
  // The web client and the API description left out the folder; both folders had the same handlers.
  ...everywhere(
    "experiences/challenge",
    ["challenge", "destination/challenge"],
    ["business", "user", "business/reward", "user/reward"],
  ),
};

/** The resources below one address, below others as well. */
function everywhere(address: string, others: readonly string[], below: readonly string[]) {
  return Object.fromEntries(
    others.flatMap((other) => below.map((name) => [`${other}/${name}`, `${address}/${name}`])),
  );
}

const byAddress = new Map<string, Resource>([
  ...resources
    .filter(({ root }) => !root)
    .map((resource): [string, Resource] => [resource.address, resource]),
  // The documentation lives outside /v1 and is looked for inside it.
  ["docs", apiDocs],
  ["openapi.json", openApi],
]);

for (const [spelling, address] of Object.entries(spellings)) {
  const resource = byAddress.get(address);
  if (resource && !spelling.includes("{")) byAddress.set(spelling, resource);
}

const patterns = Object.entries(spellings).map(([spelling, address]) => ({
  segments: spelling.split("/"),
  resource: byAddress.get(address),
}));

/** Only an id makes a path name a record; any other word is simply not there. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type Resolved = { dispatch: Dispatch; params: Record<string, string> };

/** What is behind `/api/<segments>`, with or without a leading `v1`. */
export function resolveAlias(segments: readonly string[]): Resolved {
  const path = segments[0] === "v1" ? segments.slice(1) : [...segments];

  const exact = byAddress.get(path.join("/"));
  if (exact) return { dispatch: dispatchTo(exact), params: {} };

  const action = path.at(-1);
  const parent = byAddress.get(path.slice(0, -1).join("/"));
  if (parent && action && isAction(action) && operationOf(parent, action)) {
    return { dispatch: dispatchToAction(parent, action), params: {} };
  }
  return spelledOut(path) ?? { dispatch: nowhere, params: {} };
}

function spelledOut(path: readonly string[]): Resolved | null {
  for (const { segments, resource } of patterns) {
    if (!resource || segments.length !== path.length) continue;
    const params: Record<string, string> = {};
    const fits = segments.every((segment, index) => {
      const given = path[index] ?? "";
      const name = /^\{(.+)\}$/.exec(segment)?.[1];
      if (!name) return segment === given;
      params[name] = given;
      return UUID.test(given);
    });
    if (fits) return { dispatch: named(resource), params };
  }
  return null;
}

/** An address that names one record never means the list or creates another. */
function named({ list: _list, post: _post, ...resource }: Resource): Dispatch {
  return dispatchTo(resource);
}

/** Handlers of the catch-all route. */
export const aliasRoutes = allMethods(async (request, context) => {
  const { path } = await context.params;
  const { dispatch, params } = resolveAlias(Array.isArray(path) ? path : []);
  return answer(request, dispatch, params);
});
