type Details = {
  /** What upstream documents as the error code, e.g. "NoSuchKey". */
  code: string;
  /** The status the answer means; it travels inside the body. */
  status: number;
  message: string;
  /** Older name of the error that clients still read; the code when absent. */
  error?: string;
  /** The status of the HTTP answer where it is not upstream's usual 400. */
  httpStatus?: number;
};

/**
 * A refusal as the Storage API words it. Upstream answers nearly every one with HTTP 400 and tells
 * the real status in `statusCode`, so clients must be given both.
 */
export class StorageError extends Error {
  readonly details: Details;

  constructor(details: Details, options?: ErrorOptions) {
    super(details.message, options);
    this.details = details;
  }

  /** The body and status storage-js gets. */
  toResponse(): Response {
    const { code, status, message, error = code } = this.details;
    const httpStatus = this.details.httpStatus ?? (status >= 500 ? 500 : 400);
    return Response.json(
      { statusCode: String(status), error, code, message },
      { status: httpStatus },
    );
  }
}

const make = (details: Details) => (cause?: unknown) => new StorageError(details, { cause });

/** The refusals of this service, named as upstream's codes. */
export const errors = {
  noSuchBucket: make({
    code: "NoSuchBucket",
    status: 404,
    error: "Bucket not found",
    message: "Bucket not found",
  }),
  noSuchKey: make({
    code: "NoSuchKey",
    status: 404,
    error: "not_found",
    message: "Object not found",
  }),
  keyAlreadyExists: make({
    code: "KeyAlreadyExists",
    status: 409,
    error: "Duplicate",
    message: "The resource already exists",
  }),
  bucketAlreadyExists: make({
    code: "BucketAlreadyExists",
    status: 409,
    error: "Duplicate",
    message: "The resource already exists",
  }),
  bucketNotEmpty: make({
    code: "ResourceNotEmpty",
    status: 409,
    message: "The bucket you tried to delete is not empty",
  }),
  bucketMissingForWrite: make({
    code: "InvalidRequest",
    status: 404,
    message: "The related resource does not exist",
  }),
  tooLarge: make({
    code: "EntityTooLarge",
    status: 413,
    error: "Payload too large",
    message: "The object exceeded the maximum allowed size",
  }),
  noContent: make({ code: "InvalidRequest", status: 400, message: "No content provided" }),
  incompleteBody: make({
    code: "InvalidRequest",
    status: 400,
    message: "The upload ended before all of it arrived",
  }),
  invalidBucketName: make({
    code: "InvalidBucketName",
    status: 400,
    error: "Invalid Input",
    message: "Bucket name invalid",
  }),
  invalidSizeLimit: make({
    code: "InvalidRequest",
    status: 400,
    message: "Invalid file size format, hint: use 20GB / 20MB / 30KB / 3B",
  }),
  invalidSignature: make({
    code: "InvalidSignature",
    status: 400,
    message: "Invalid signature",
  }),
  invalidRange: make({
    code: "InvalidRange",
    status: 416,
    error: "invalid_range",
    message: "The requested range is not satisfiable",
    httpStatus: 416,
  }),
  internal: make({ code: "InternalError", status: 500, message: "Internal server error" }),
};

export const invalidKey = (key: string) =>
  new StorageError({ code: "InvalidKey", status: 400, message: `Invalid key: ${key}` });

export const invalidMimeType = (type: string) =>
  new StorageError({
    code: "InvalidMimeType",
    status: 415,
    error: "invalid_mime_type",
    message: `mime type ${type} is not supported`,
  });

export const invalidHeaderValue = (value: string) =>
  new StorageError({
    code: "InvalidRequest",
    status: 400,
    error: "invalid_header_char",
    message: `Invalid character in response header: ${value.slice(0, 50)}`,
  });

export const invalidToken = (message: string) =>
  new StorageError({ code: "InvalidJWT", status: 400, message });

export const invalidBody = (message: string) =>
  new StorageError({ code: "InvalidRequest", status: 400, error: "Error", message });

export const accessDenied = (message: string, cause?: unknown) =>
  new StorageError(
    { code: "AccessDenied", status: 403, error: "Unauthorized", message },
    { cause },
  );

/** The SQLSTATE of a database error; null for anything else. */
function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}

/** Gives errors of Postgres the words upstream gives them; others pass through. */
export function fromDatabase(error: unknown): unknown {
  const state = sqlState(error);
  if (state === null || !(error instanceof Error)) return error;
  switch (state) {
    case "42501":
      return accessDenied(
        error.message.includes("row-level security")
          ? "new row violates row-level security policy"
          : error.message,
        error,
      );
    case "23505":
      return errors.keyAlreadyExists(error);
    case "23503":
      return errors.bucketMissingForWrite(error);
    case "22P02":
    case "22007":
    case "22008":
      return new StorageError(
        { code: "InvalidParameter", status: 400, message: error.message },
        { cause: error },
      );
    default:
      return new StorageError(
        { code: "DatabaseError", status: 500, message: `database error, code: ${state}` },
        { cause: error },
      );
  }
}

/** Hono's error handler: refusals as they are, surprises shown to the developer only. */
export function handleError(error: Error): Response {
  const known = fromDatabase(error);
  const refusal = known instanceof StorageError ? known : errors.internal(error);
  if (refusal.details.status >= 500) {
    const cause = refusal.cause instanceof Error ? refusal.cause : error;
    process.stderr.write(`storage: ${cause.stack}\n`);
  }
  return refusal.toResponse();
}
