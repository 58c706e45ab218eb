/**
 * Other addresses of the same resources, as one table: what the former web documented (an action
 * behind the resource), the unversioned addresses, and the few spellings the contract lists. Only
 * the catch-all routes look in here; the canonical addresses are routes of their own.
 */

import type { Dispatch } from "@/lib/api/handler";
import {
  dispatchTo,
  dispatchToAction,
  isAction,
  nowhere,
  operationOf,
  type Resource,
} from "@/lib/api/resource";
import { resources } from "@/lib/api/resources";

/** Further spellings; `{name}` is handed to the operation as that parameter. */
export const spellings: Record<string, string> = {
  "companies/{company-id}": "companies",
  "experiences/{experience-id}": "experiences",
};

const byAddress = new Map<string, Resource>(
  resources.filter(({ root }) => !root).map((resource) => [resource.address, resource]),
);

const patterns = Object.entries(spellings).map(([spelling, address]) => ({
  segments: spelling.split("/"),
  resource: byAddress.get(address),
}));

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
      if (name) params[name] = given;
      return name !== undefined || segment === given;
    });
    if (fits) return { dispatch: named(resource, params), params };
  }
  return null;
}

/** An address that names one record never means the list or creates another. */
function named({ list: _list, post: _post, ...resource }: Resource, _params: unknown): Dispatch {
  return dispatchTo(resource);
}
