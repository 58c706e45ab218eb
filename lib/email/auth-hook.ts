/** The endpoint of Supabase's Send Email Hook. */
import "server-only";
import { Webhook } from "standardwebhooks";
import { readText } from "@/lib/api/body";
import { AppError } from "@/lib/api/errors";
import { describeError, log } from "@/lib/api/log";
import { authMails, sendEmailPayload } from "@/lib/email/auth-mails";
import { sendMails } from "@/lib/email/send";
import { env } from "@/lib/env";

/** A user with metadata; much more than that is none. */
const MAX_BYTES = 250_000;

/** The auth server gives up after five seconds. */
const BUDGET_MS = 4_000;

/**
 * Answers the auth server: `{}` when the mail is out (or kept in the mailbox), `{"error": …}` when
 * it is not, so that the person is told. Both with 200: of other answers the auth server reads the
 * status alone. 401: not signed by our auth server. 400: signed, and not what we understand.
 *
 * As hosted Supabase does it, in github.com/supabase/auth: `internal/hooks/hookshttp/hookshttp.go`
 * (200, 202 and 204 are read; 400 becomes "Invalid payload sent to hook", 401 "Hook requires
 * authorization token", everything else "Unexpected status code returned from hook"; 429 and 503
 * with Retry-After are tried three times, all within five seconds) and
 * `internal/hooks/hookserrors/hookserrors.go` (an `error` with a `message` is the person's answer
 * with `http_code` as its status).
 */
export async function answerAuthHook(request: Request): Promise<Response> {
  try {
    const deadline = Date.now() + BUDGET_MS;
    const body = await readText(request, MAX_BYTES);
    if (!isSigned(body, request.headers)) return refusal(401, "The signature is missing or wrong.");

    const parsed = sendEmailPayload.safeParse(parseJson(body));
    if (!parsed.success) {
      const fields: Record<string, string[]> = {};
      for (const { path, message } of parsed.error.issues) {
        const name = path.join(".");
        fields[name] = [...(fields[name] ?? []), message];
      }
      return refusal(400, "This is not a request for a mail.", fields);
    }
    const action = parsed.data.email_data.email_action_type;
    const letters = authMails(parsed.data, request.headers.get("webhook-id") ?? "");
    // A newer auth server may tell more than we know: nobody's sign-in fails for that.
    if (!letters.length) log.info({ action }, "auth mail of an unknown kind");
    if (letters.some(({ to }) => !to)) {
      return refusal(400, "There is nobody to send it to.", { "user.email": ["Required."] });
    }
    const outcomes = await sendMails(letters, { deadline });
    return outcomes.includes("failed")
      ? refusal(500, "The mail could not be sent. Please try again in a few minutes.")
      : Response.json({});
  } catch (error) {
    if (error instanceof AppError) return refusal(error.status, error.message);
    log.error({ error: describeError(error) }, "auth mail not sent");
    return refusal(500, "The mail could not be sent. Please try again in a few minutes.");
  }
}

/** Signed with one of our secrets, for this body, within the last five minutes. */
function isSigned(body: string, headers: Headers): boolean {
  return env.sendEmailHookSecrets.some((secret) => {
    try {
      new Webhook(secret).verify(body, Object.fromEntries(headers), { jsonParse: false });
      return true;
    } catch {
      return false;
    }
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, message: string, fields?: Record<string, string[]>): Response {
  const error = { http_code: status, message, ...(fields ? { fields } : {}) };
  return Response.json({ error }, { status: status === 500 ? 200 : status });
}
