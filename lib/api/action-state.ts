/**
 * What a server action answers and a form shows. No server code in here: client components import
 * it for `useActionState`.
 */

/** Messages by field name, as `z.flattenError` gives them. */
export type FieldErrors = Record<string, string[]>;

export type ActionState<T = unknown> =
  | { status: "idle"; message?: undefined; fields?: undefined; data?: undefined }
  | { status: "success"; message?: string; fields?: undefined; data: T }
  | { status: "failure"; message: string; fields?: FieldErrors; data?: undefined };

/** The state of a form nobody has sent yet. */
export const idle: ActionState<never> = { status: "idle" };

export function success(): ActionState<undefined>;
export function success<T>(data: T, message?: string): ActionState<T>;
export function success<T>(data?: T, message?: string): ActionState<T | undefined> {
  return { status: "success", data, ...(message ? { message } : {}) };
}

/** An expected failure, in a sentence the person at the form can act on. */
export function failure(message: string, fields?: FieldErrors): ActionState<never> {
  return { status: "failure", message, ...(fields ? { fields } : {}) };
}

/** The messages of one field, for `aria-describedby`. */
export function fieldErrors(state: ActionState<unknown>, name: string): string[] {
  return (state.status === "failure" && state.fields?.[name]) || [];
}
