/** A resource: one address and what its methods do. Its `route.ts` exports `routes(resource)`. */
import { AppError } from "@/lib/api/errors";
import { openLane } from "@/lib/api/fast-lane";
import { answer, type Dispatch } from "@/lib/api/handler";
import type { Operation } from "@/lib/api/operation";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

export type Resource = {
  /** Below `/api/v1/`, without a slash in front. */
  address: string;
  /** Served at `/<address>` and not below `/api/v1/`. */
  root?: boolean;
  /** Called literally by every client: no `/get`, `/create` … below it. */
  literal?: boolean;
  /** GET of one; answers the bare GET when there is no list. */
  one?: Operation;
  /** GET of the list. */
  list?: Operation;
  /** Query names that make a GET mean `one` where there is a list, too. */
  selectedBy?: readonly string[];
  post?: Operation;
  put?: Operation;
  patch?: Operation;
  delete?: Operation;
};

/** The former web's addresses name the action; each belongs to one method. */
export const actions = {
  create: "POST",
  get: "GET",
  "get-all": "GET",
  update: "PUT",
  delete: "DELETE",
} as const satisfies Record<string, Method>;

export type Action = keyof typeof actions;

export function isAction(text: string): text is Action {
  return Object.hasOwn(actions, text);
}

/** The operation behind an action's address; undefined when the resource has no such action. */
export function operationOf(resource: Resource, action: Action): Operation | undefined {
  if (resource.literal) return undefined;
  switch (action) {
    case "get":
      return resource.one;
    case "get-all":
      return resource.list;
    case "create":
      return resource.post;
    case "update":
      return resource.put;
    case "delete":
      return resource.delete;
  }
}

function operationFor(
  resource: Resource,
  method: string,
  query: URLSearchParams,
): Operation | undefined {
  switch (method) {
    case "GET":
    case "HEAD":
      return forGet(resource, query);
    case "POST":
      return resource.post;
    case "PUT":
      return resource.put;
    case "PATCH":
      return resource.patch;
    case "DELETE":
      return resource.delete;
    default:
      return undefined;
  }
}

function forGet({ one, list, selectedBy = [] }: Resource, query: URLSearchParams) {
  if (!one || !list) return one ?? list;
  const selected =
    selectedBy.some((name) => query.has(name) || query.has(name.replaceAll("-", "_"))) ||
    // Once any parameter meant one, whatever its name.
    (one.toleratesUnknownQuery && [...query.keys()].some((name) => !list.queryNames.has(name)));
  return selected ? one : list;
}

/** Methods for the `Allow` header. */
export function allowedMethods(resource: Resource): string[] {
  const allowed: string[] = [];
  if (resource.one || resource.list) allowed.push("GET", "HEAD");
  if (resource.post) allowed.push("POST");
  if (resource.put) allowed.push("PUT");
  if (resource.patch) allowed.push("PATCH");
  if (resource.delete) allowed.push("DELETE");
  return [...allowed, "OPTIONS"];
}

/** What is behind an address: the method decides. */
export function dispatchTo(resource: Resource): Dispatch {
  return {
    route: resource.address,
    allow: allowedMethods(resource),
    select: (method, query) => operationFor(resource, method, query),
  };
}

/** What is behind an address that names an action: only the method of the action will do. */
export function dispatchToAction(resource: Resource, action: Action): Dispatch {
  const method = actions[action];
  const operation = operationOf(resource, action);
  return {
    route: resource.address,
    allow: method === "GET" ? ["GET", "HEAD", "OPTIONS"] : [method, "OPTIONS"],
    select: (asked) =>
      asked === method || (asked === "HEAD" && method === "GET") ? operation : undefined,
  };
}

/** What is behind an address nobody serves. */
export const nowhere: Dispatch = {
  route: "unknown",
  allow: [],
  select: () => {
    throw new AppError("not_found", "There is nothing at this address.");
  },
};

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

export type Routes = Record<Method | "HEAD" | "OPTIONS", RouteHandler>;

/** Handlers for every method of a `route.ts`, the ones that answer 405 included. */
export function routes(resource: Resource): Routes {
  const dispatch = dispatchTo(resource);
  if (!resource.root) openLane(`/api/v1/${resource.address}`, dispatch);
  return allMethods(async (request, context) =>
    answer(request, dispatch, singleParams(await context.params)),
  );
}

/** The same handler under every method; OPTIONS answers what browsers ask before a request. */
export function allMethods(handler: RouteHandler): Routes {
  return {
    GET: handler,
    HEAD: handler,
    POST: handler,
    PUT: handler,
    PATCH: handler,
    DELETE: handler,
    OPTIONS: handler,
  };
}

function singleParams(params: Record<string, string | string[] | undefined> | undefined) {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(params ?? {})) {
    if (typeof value === "string") single[name] = value;
  }
  return single;
}
