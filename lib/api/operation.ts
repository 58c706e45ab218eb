/**
 * An operation of the API: what it takes, who may call it, what it answers. The definition is all
 * there is: the handler, the checks around it and the OpenAPI description come from it.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Opening } from "@/lib/analytics/opening";
import type { ErrorCode } from "@/lib/api/errors";
import type { Example } from "@/lib/api/examples";
import type { FormLimits } from "@/lib/api/form";
import type { Identity } from "@/lib/api/identity";
import type { LimitName } from "@/lib/api/rate-limit";
import type { Db } from "@/lib/supabase/types";

type Shape = z.ZodRawShape;

/**
 * `public`: anybody, a token is not even looked at. `user`: a verified access token, or the
 * dashboard's session cookie.
 */
export type Access = "public" | "user";

export type OperationContext<A extends Access, Q, B> = {
  request: Request;
  requestId: string;
  /** Query and path parameters, under the names of the definition. */
  query: Q;
  body: B;
  user: A extends "user" ? Identity : null;
  /** Acts as the caller: row-level security decides what it sees and changes. */
  readonly db: Db;
};

/** A body that was checked and serialized before, for instance when it entered the cache. */
export type PreparedBody = {
  readonly prepared: true;
  body: string | Uint8Array<ArrayBuffer>;
  etag: string;
  /** JSON without it. */
  contentType?: string;
  headers?: Record<string, string>;
};

/** An answer that is sent while it is made, as server-sent events. */
export type StreamedBody = { readonly streamed: true; events: ReadableStream<Uint8Array> };

/** How a body arrives as a form. Its schema gives what the JSON body's schema gives. */
export type FormBody<B extends z.ZodType = z.ZodType> = {
  schema: z.ZodType<z.output<B>>;
  limits: () => FormLimits;
};

type Definition<A extends Access, Q extends Shape, B extends z.ZodType, R extends z.ZodType> = {
  /** The contract's id, e.g. "companies.get-all". */
  id: string;
  summary: string;
  description?: string;
  access: A;
  /** Who may call it, in words, for the documentation. The database enforces it. */
  role: string;
  query?: Q;
  /** Installed clients send parameters this operation never knew; others are refused. */
  toleratesUnknownQuery?: boolean;
  /**
   * Parameters the original read by place, whatever their names: a parameter of an unknown name
   * counts as the first of these that is not given by its own.
   */
  positional?: readonly (keyof Q & string)[];
  body?: B;
  /** Fields of the JSON body that hold files in base64: decoded as they arrive, to `SentFile`. */
  jsonFiles?: readonly string[];
  /** The same body as `multipart/form-data`: what its fields are, and what its files may be. */
  form?: FormBody<B>;
  success: {
    status: 200 | 201;
    schema: R;
    description?: string;
    /** For answers whose status depends on what they say (a probe's 503). */
    statusOf?: (answer: z.output<R>) => number;
  };
  /** Failures beyond those every operation shares. */
  failures?: readonly ErrorCode[];
  /** Budgets drawn on besides the overall one. */
  limits?: readonly LimitName[];
  /** The account a sign-in is for: attempts are counted per account as well. */
  account?: (body: z.output<B>) => string;
  /** The budgets of that account. Default: `account`. */
  accountLimits?: readonly LimitName[];
  /** Not draw on any budget (probes). */
  unlimited?: boolean;
  /** A GET that changes something: callers with a cookie must come from our own pages. */
  mutates?: boolean;
  /** False: a POST that may simply run again and heeds no `Idempotency-Key`. */
  idempotency?: boolean;
  /** Where 1 MB of body is not enough; a function where the environment decides. */
  maxBodyBytes?: number | (() => number);
  /** A call that succeeds; documented, and executed by a test. */
  example?: Example;
  /** What a good answer means for the company's figures; written after the answer is out. */
  event?: (query: z.output<z.ZodObject<Q>>) => Opening | null;
  handle: (
    context: OperationContext<A, z.output<z.ZodObject<Q>>, z.output<B>>,
  ) => Promise<z.input<R> | PreparedBody | StreamedBody>;
};

/** A definition without its types, as the request layer and the documentation see it. */
export type Operation = {
  readonly id: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly access: Access;
  readonly role: string;
  readonly query: z.ZodObject;
  /** Accepted spellings of each query name: dashes and underscores mean the same. */
  readonly queryNames: ReadonlyMap<string, string>;
  readonly toleratesUnknownQuery: boolean;
  readonly positional: readonly string[];
  readonly body: z.ZodType | null;
  readonly jsonFiles: readonly string[];
  readonly form: FormBody | null;
  readonly success: {
    status: number;
    schema: z.ZodType;
    description: string;
    statusOf?: (answer: unknown) => number;
  };
  readonly failures: readonly ErrorCode[];
  readonly limits: readonly LimitName[];
  readonly account: ((body: unknown) => string) | null;
  readonly accountLimits: readonly LimitName[];
  readonly unlimited: boolean;
  readonly mutates: boolean;
  readonly idempotency: boolean;
  readonly maxBodyBytes: number | (() => number) | undefined;
  readonly example: Example | null;
  readonly event: ((query: unknown) => Opening | null) | null;
  readonly handle: (context: OperationContext<Access, unknown, unknown>) => Promise<unknown>;
};

export function operation<
  A extends Access,
  R extends z.ZodType,
  // biome-ignore lint/complexity/noBannedTypes: the shape of an operation without parameters
  Q extends Shape = {},
  B extends z.ZodType = z.ZodUndefined,
>(definition: Definition<A, Q, B, R>): Operation {
  const shape: Shape = definition.query ?? {};
  const queryNames = new Map<string, string>();
  for (const name of Object.keys(shape)) {
    for (const spelling of [name, name.replaceAll("-", "_"), name.replaceAll("_", "-")]) {
      queryNames.set(spelling, name);
    }
  }
  return {
    id: definition.id,
    summary: definition.summary,
    description: definition.description,
    access: definition.access,
    role: definition.role,
    query: z.object(shape),
    queryNames,
    toleratesUnknownQuery: definition.toleratesUnknownQuery ?? false,
    positional: definition.positional ?? [],
    body: definition.body ?? null,
    jsonFiles: definition.jsonFiles ?? [],
    form: (definition.form as FormBody | undefined) ?? null,
    success: { description: "Success", ...definition.success } as Operation["success"],
    failures: definition.failures ?? [],
    limits: definition.limits ?? [],
    account: (definition.account as Operation["account"]) ?? null,
    accountLimits: definition.accountLimits ?? ["account"],
    unlimited: definition.unlimited ?? false,
    mutates: definition.mutates ?? false,
    idempotency: definition.idempotency ?? true,
    maxBodyBytes: definition.maxBodyBytes,
    example: definition.example ?? null,
    event: (definition.event as Operation["event"]) ?? null,
    // The request layer hands over exactly what the schemas above produced.
    handle: definition.handle as unknown as Operation["handle"],
  };
}

/** For answers that many callers share. The tag is weak: proxies may compress the body. */
export function prepare(
  body: string,
  extras: Pick<PreparedBody, "contentType" | "headers"> = {},
): PreparedBody {
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 27);
  return { prepared: true, body, etag: `W/"${hash}"`, ...extras };
}

export function isStreamed(value: unknown): value is StreamedBody {
  return typeof value === "object" && value !== null && "streamed" in value;
}

export function isPrepared(value: unknown): value is PreparedBody {
  return typeof value === "object" && value !== null && "prepared" in value;
}
