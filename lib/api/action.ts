/**
 * Server actions. Every export of a "use server" file is a public endpoint, so each goes through
 * one of these: input is parsed, the caller known and limited, expected failures returned.
 */
import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import { getUser, requireUser, type SignedIn } from "@/lib/accounts/session";
import { type ActionState, failure } from "@/lib/api/action-state";
import { clientAddress } from "@/lib/api/client-address";
import { AppError } from "@/lib/api/errors";
import { type LimitName, rateLimits } from "@/lib/api/rate-limit";
import { check, toFieldErrors } from "@/lib/api/validate";
import { env } from "@/lib/env";
import { readerLocale } from "@/lib/format/locale";
import { pageLanguage, said } from "@/lib/format/words";

export {
  type ActionState,
  failure,
  fieldErrors,
  idle,
  success,
} from "@/lib/api/action-state";

/** What `useActionState` calls: `form` is FormData from a form, or the input itself from code. */
export type Action<Input, T> = (
  previous: ActionState<T>,
  form: FormData | Input,
) => Promise<ActionState<T>>;

type Options = { limits?: readonly LimitName[] };

/** An action of a signed-in person. Signed-out people are sent to the sign-in page. */
export function userAction<S extends z.ZodType, T>(
  schema: S,
  run: (input: z.output<S>, caller: SignedIn) => Promise<ActionState<T>>,
  { limits = [] }: Options = {},
): Action<z.input<S>, T> {
  return (_previous, form) =>
    expected(async () => {
      const caller = await requireUser();
      await draw(["overall", ...limits], `user:${caller.user.userId}`);
      return parseAnd(schema, form, (input) => run(input, caller));
    });
}

/**
 * An action of anybody: sign-in, sign-up. Counted per address and, with `account`, per account.
 */
export function visitorAction<S extends z.ZodType, T>(
  schema: S,
  run: (input: z.output<S>, caller: SignedIn | null) => Promise<ActionState<T>>,
  options: Options & { account?: (input: z.output<S>) => string } = {},
): Action<z.input<S>, T> {
  const { limits = ["auth"], account } = options;
  return async (_previous, form) => {
    const answer = await expected(async () => {
      const address = clientAddress(await headers(), env.trustedProxyHops);
      await draw(["overall", ...limits], `address:${address}`);
      return parseAnd(schema, form, async (input) => {
        if (account) await draw(["account"], account(input).toLowerCase());
        return run(input, await getUser());
      });
    });
    return inReadersWords(answer);
  };
}

/** Visitors have chosen no language; what they are answered is in the one of their page. */
async function inReadersWords<T>(state: ActionState<T>): Promise<ActionState<T>> {
  const language = pageLanguage(await readerLocale());
  if (language === "en" || !state.message) return state;
  const message = said(language, state.message);
  if (state.status !== "failure" || !state.fields) return { ...state, message };
  const fields = Object.entries(state.fields).map(([name, messages]) => [
    name,
    messages.map((one) => said(language, one)),
  ]);
  return { ...state, message, fields: Object.fromEntries(fields) };
}

async function draw(names: readonly LimitName[], key: string): Promise<void> {
  if (env.rateLimits === "off") return;
  for (const name of names) await rateLimits.consume(name, key);
}

async function parseAnd<S extends z.ZodType, T>(
  schema: S,
  form: unknown,
  run: (input: z.output<S>) => Promise<ActionState<T>>,
): Promise<ActionState<T>> {
  const parsed = check(schema, form instanceof FormData ? formValues(form) : form);
  if (parsed.success) return run(parsed.data);
  const fields = toFieldErrors(parsed.error);
  // Said above the form; each message stands at its field, so column names would only confuse.
  const marked =
    Object.keys(fields).length === 1 ? "Check the marked field." : "Check the marked fields.";
  return failure(marked, fields);
}

/** Expected failures come back as a state; surprises (and Next's redirects) stay exceptions. */
async function expected<T>(run: () => Promise<ActionState<T>>): Promise<ActionState<T>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      return failure(error.message, error.fields);
    throw error;
  }
}

/**
 * A form's values by name. A name given several times, or ending in `[]`, becomes a list; an empty
 * file input and React's own fields are left out.
 */
export function formValues(form: FormData): Record<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [rawName, value] of form) {
    if (rawName.startsWith("$ACTION")) continue;
    if (value instanceof File && value.size === 0 && value.name === "") continue;
    const isList = rawName.endsWith("[]");
    const name = isList ? rawName.slice(0, -2) : rawName;
    const before = values.get(name);
    if (before === undefined) values.set(name, isList ? [value] : value);
    else if (Array.isArray(before)) before.push(value);
    else values.set(name, [before, value]);
  }
  return Object.fromEntries(values);
}
