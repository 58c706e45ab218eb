/**
 * One shape for every failure. `AppError` is thrown for what is expected; anything else is logged
 * with its cause and answered in general words.
 */
import type { AuthError, PostgrestError } from "@supabase/supabase-js";
import type { FieldErrors } from "@/lib/api/action-state";

export const errorStatus = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  second_factor_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

type Extras = { fields?: FieldErrors; headers?: Record<string, string>; cause?: unknown };

/** An expected failure. The message is a sentence for the person who caused it. */
export class AppError extends Error {
  override name = "AppError";
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;
  readonly headers: Record<string, string> | undefined;

  constructor(code: ErrorCode, message: string, extras: Extras = {}) {
    super(message, { cause: extras.cause });
    this.code = code;
    this.fields = extras.fields;
    this.headers = extras.headers;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** A failure nobody outside may learn more about; the cause goes to the log. */
export function internalError(cause: unknown): AppError {
  return new AppError("internal", "Something went wrong on our side. Please try again.", { cause });
}

/** SQLSTATE and PostgREST codes with a meaning of their own. Everything else is our fault: 500. */
const databaseCodes: Record<string, readonly [ErrorCode, string]> = {
  "23505": ["conflict", "A record like this already exists."],
  "23503": ["bad_request", "A record this refers to does not exist."],
  "23502": ["bad_request", "A required value is missing."],
  "23514": ["bad_request", "A value is not allowed."],
  "22P02": ["bad_request", "A value has the wrong format."],
  "22P05": ["bad_request", "A text contains characters that cannot be stored."],
  "22021": ["bad_request", "A text contains characters that cannot be stored."],
  "22001": ["bad_request", "A text is too long."],
  "22003": ["bad_request", "A number is out of range."],
  "22007": ["bad_request", "A date has the wrong format."],
  "22008": ["bad_request", "A date is out of range."],
  "22023": ["bad_request", "A value is not allowed."],
  "42501": ["forbidden", "You are not allowed to do this."],
  P0002: ["not_found", "Not found."],
  PGRST116: ["not_found", "Not found."],
  PGRST301: ["unauthorized", "Your session is not valid. Please sign in again."],
  PGRST302: ["unauthorized", "Please sign in."],
  PGRST303: ["unauthorized", "Your session has expired. Please sign in again."],
};

/** Our SQL functions raise this for rules of a company; its sentence is meant for the caller. */
const RULE_OF_OURS = "PT409";

/** And this hint where business rights need the second factor of whoever has one. */
const SECOND_FACTOR = "second_factor";
const SECOND_FACTOR_MESSAGE = "Enter the code of your authenticator app.";

type DatabaseError = Pick<PostgrestError, "code" | "message"> & { hint?: string | null };

/** The answer to an error of the database. Its wording stays in the log: it names columns. */
export function fromPostgrest(error: DatabaseError): AppError {
  if (error.code === RULE_OF_OURS) return new AppError("conflict", error.message, { cause: error });
  if (error.hint === SECOND_FACTOR) {
    return new AppError("second_factor_required", SECOND_FACTOR_MESSAGE, { cause: error });
  }
  const known = databaseCodes[error.code];
  if (!known) return internalError(error);
  return new AppError(known[0], known[1], { cause: error });
}

/** Codes of the auth server; `field` names the input to look at. */
const authCodes: Record<string, readonly [ErrorCode, string, string?]> = {
  invalid_credentials: ["bad_request", "The e-mail or the password is wrong."],
  email_not_confirmed: ["bad_request", "Please confirm your e-mail address first."],
  user_banned: ["bad_request", "This account is suspended."],
  email_exists: ["conflict", "An account with this e-mail already exists.", "email"],
  user_already_exists: ["conflict", "An account with this e-mail already exists.", "email"],
  email_address_invalid: ["bad_request", "Check the e-mail address.", "email"],
  email_address_not_authorized: ["bad_request", "This e-mail address cannot be used.", "email"],
  signup_disabled: ["forbidden", "New accounts are not accepted at the moment."],
  weak_password: ["bad_request", "Choose a stronger password.", "password"],
  validation_failed: ["bad_request", "Check the e-mail and the password."],
  over_request_rate_limit: ["too_many_requests", "Too many attempts. Please wait a moment."],
  over_email_send_rate_limit: ["too_many_requests", "Too many e-mails. Please wait a moment."],
  same_password: ["bad_request", "This is your present password.", "password"],
  otp_expired: ["bad_request", "The code is wrong or has expired.", "token"],
  refresh_token_not_found: ["bad_request", "The refresh token is not valid.", "refresh_token"],
  refresh_token_already_used: ["bad_request", "The refresh token was used.", "refresh_token"],
  session_expired: ["bad_request", "This session has ended.", "refresh_token"],
  insufficient_aal: ["second_factor_required", SECOND_FACTOR_MESSAGE],
  mfa_verification_failed: ["bad_request", "The code is wrong.", "code"],
  mfa_verification_rejected: ["bad_request", "This code was used. Wait for the next one.", "code"],
  mfa_challenge_expired: ["bad_request", "The code came too late. Try again.", "code"],
  mfa_factor_not_found: ["not_found", "There is no such second factor."],
  mfa_factor_name_conflict: ["conflict", "A second factor has this name.", "name"],
  too_many_enrolled_mfa_factors: ["conflict", "Remove a second factor first."],
  mfa_totp_enroll_not_enabled: ["forbidden", "Second factors are switched off."],
  reauthentication_needed: ["forbidden", "Sign in again, then change it."],
  session_not_found: ["unauthorized", "Your session has ended. Please sign in again."],
  bad_jwt: ["unauthorized", "Your session is not valid. Please sign in again."],
};

/** Seconds a caller is asked to wait when the auth server does not say how long. */
const AUTH_RETRY_AFTER = "60";

export function fromAuth(error: AuthError): AppError {
  const code = error.status === 429 ? "over_request_rate_limit" : (error.code ?? "");
  const known = authCodes[code];
  if (!known) return internalError(error);
  const [appCode, message, field] = known;
  return new AppError(appCode, message, {
    cause: error,
    ...(field ? { fields: { [field]: [message] } } : {}),
    ...(appCode === "too_many_requests" ? { headers: { "retry-after": AUTH_RETRY_AFTER } } : {}),
  });
}
