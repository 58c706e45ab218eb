import type { Context } from "hono";

/** A refusal in the words auth-js and the apps built on it compare against. */
export class AuthError extends Error {
  readonly status: number;
  readonly code: string;
  /** Extra members of the body, such as `weak_password`. */
  readonly details: Record<string, unknown>;
  readonly retryAfter: number | null;

  constructor(
    status: number,
    code: string,
    message: string,
    options: ErrorOptions & { details?: Record<string, unknown>; retryAfter?: number } = {},
  ) {
    super(message, options);
    this.status = status;
    this.code = code;
    this.details = options.details ?? {};
    this.retryAfter = options.retryAfter ?? null;
  }
}

export const validationFailed = (message: string) =>
  new AuthError(400, "validation_failed", message);

export const emailExists = () =>
  new AuthError(422, "email_exists", "A user with this email address has already been registered");

export const phoneExists = () =>
  new AuthError(422, "phone_exists", "A user with this phone number has already been registered");

export const userNotFound = () => new AuthError(404, "user_not_found", "User not found");

/** Unknown errors become one sentence that says nothing about the inside. */
export function toAuthError(error: unknown): AuthError {
  if (error instanceof AuthError) return error;
  return new AuthError(
    500,
    "unexpected_failure",
    "Unexpected failure, please check server logs for more information",
    { cause: error },
  );
}

/** A failure's cause, which the client is not told, for the terminal the backend runs in. */
export function reportFailure({ message, cause }: AuthError): void {
  const reason = cause instanceof Error ? `: ${cause.message}` : "";
  process.stderr.write(`auth: ${message}${reason}\n`);
}

const VERSION_HEADER = "x-supabase-api-version";
const VERSION = "2024-01-01";

/**
 * Clients that name API version 2024-01-01 read `code` and `message`; older ones a numeric `code`
 * beside `error_code` and `msg`.
 */
export function errorResponse(c: Context, error: AuthError): Response {
  const asked = c.req.header(VERSION_HEADER) ?? "";
  const versioned = /^\d{4}-\d\d-\d\d$/.test(asked) && asked >= VERSION;
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (versioned) headers[VERSION_HEADER] = VERSION;
  if (error.retryAfter !== null) headers["retry-after"] = String(error.retryAfter);
  const body = versioned
    ? { code: error.code, message: error.message, ...error.details }
    : { code: error.status, error_code: error.code, msg: error.message, ...error.details };
  return new Response(JSON.stringify(body), { status: error.status, headers });
}
