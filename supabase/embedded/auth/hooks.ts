import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { z } from "zod";
import { AuthError } from "./errors.ts";
import { type AuthService, json, type Tx } from "./service.ts";

/** Upstream gives an HTTP hook five seconds in all and a function two. */
const HTTP_BUDGET = 5000;
const FUNCTION_BUDGET = "2s";
const ATTEMPTS = 3;

type HookName = "custom_access_token" | "send_email";

export const hookEnabled = (auth: AuthService, name: HookName) =>
  auth.config.auth.hook[name].enabled;

/** Calls a configured hook, a Postgres function or an HTTP address, and gives back its answer. */
export async function callHook(
  auth: AuthService,
  tx: Tx,
  name: HookName,
  payload: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { uri, secrets } = auth.config.auth.hook[name];
  const answer = uri.startsWith("pg-functions:")
    ? await callFunction(tx, uri, payload)
    : await callHttp(uri, secrets || auth.keys.hookSecret, JSON.stringify(payload));
  const refusal = hookError.safeParse(answer);
  if (refusal.success && refusal.data.error.message) {
    const { http_code: status, message } = refusal.data.error;
    throw new AuthError(status || 500, "unexpected_failure", message);
  }
  return answer;
}

const hookError = z.object({
  error: z.object({ http_code: z.number().default(500), message: z.string().default("") }),
});

/** `pg-functions://postgres/<schema>/<function>`, called as the auth role like upstream. */
async function callFunction(tx: Tx, uri: string, payload: Record<string, unknown>) {
  const [schema, name] = new URL(uri).pathname.split("/").filter(Boolean).map(decodeURIComponent);
  if (!schema || !name) throw new Error(`"${uri}" names no function`);
  await tx`select set_config('statement_timeout', ${FUNCTION_BUDGET}, true)`;
  try {
    const [row] = await tx`select ${tx(`${schema}.${name}`)}(${json(tx, payload)}) as answer`;
    await tx`select set_config('statement_timeout', '0', true)`;
    return (row?.answer ?? {}) as Record<string, unknown>;
  } catch (cause) {
    if (!(cause instanceof postgres.PostgresError)) throw cause;
    const message =
      cause.code === "57014"
        ? `Failed to reach hook within maximum time of ${FUNCTION_BUDGET}`
        : `Error running hook URI: ${uri}`;
    throw new AuthError(
      500,
      cause.code === "57014" ? "hook_timeout" : "unexpected_failure",
      message,
      {
        cause,
      },
    );
  }
}

/** Headers of Standard Webhooks; several secrets, separated by "|", sign side by side. */
function signWebhook(secrets: string, id: string, seconds: number, body: string) {
  const signatures = secrets.split("|").map((secret) => {
    const key = Buffer.from(secret.replace(/^v1,whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signatures.join(" "),
  };
}

async function callHttp(
  uri: string,
  secrets: string,
  body: string,
): Promise<Record<string, unknown>> {
  const id = randomUUID();
  const signal = AbortSignal.timeout(HTTP_BUDGET);
  try {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(uri, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...signWebhook(secrets, id, Math.floor(Date.now() / 1000), body),
        },
        body,
        signal,
        redirect: "manual",
      });
      const busy = response.status === 429 || response.status === 503;
      if (busy && response.headers.has("retry-after") && attempt < ATTEMPTS) {
        await response.body?.cancel();
        await sleep(2 ** attempt * 100, undefined, { signal });
        continue;
      }
      return await readAnswer(response);
    }
  } catch (cause) {
    if (cause instanceof AuthError) throw cause;
    if (signal.aborted) {
      throw new AuthError(
        422,
        "hook_timeout",
        "Failed to reach hook within maximum time of 5.000000 seconds",
        { cause },
      );
    }
    throw new AuthError(500, "unexpected_failure", "Could not reach the hook", { cause });
  }
}

async function readAnswer(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  const parsed = z
    .string()
    .transform((value, context) => {
      try {
        return JSON.parse(value === "" ? "{}" : value) as unknown;
      } catch {
        context.addIssue("not JSON");
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string(), z.unknown()))
    .safeParse(text);
  // An answer with an `error` member is the hook's own refusal, whatever its status.
  if (parsed.success && (response.ok || "error" in parsed.data)) return parsed.data;
  if (response.ok) return {};
  if (response.status === 400) {
    throw new AuthError(500, "unexpected_failure", "Invalid payload sent to hook");
  }
  if (response.status === 401) {
    throw new AuthError(500, "unexpected_failure", "Hook requires authorization token");
  }
  if (response.status === 429 || response.status === 503) {
    throw new AuthError(
      422,
      "hook_timeout_after_retry",
      "Service currently unavailable due to hook",
    );
  }
  throw new AuthError(
    500,
    "unexpected_failure",
    `Unexpected status code returned from hook: ${response.status}`,
  );
}
