import { redirect } from "next/navigation";
import { landing } from "@/lib/accounts/landing";
import { finishOAuthSignIn } from "@/lib/accounts/oauth";
import { signInProblem } from "@/lib/accounts/sign-in-problems";
import { noteDashboardSignIn } from "@/lib/accounts/sign-ins";
import { describeError, log } from "@/lib/api/log";
import { paths } from "@/lib/paths";
import { createServerSessionClient } from "@/lib/supabase/server";

/**
 * Where a provider sends people back to, with a code that only this browser can exchange for a
 * session. Always leads on to an address without it.
 */
export async function GET(request: Request): Promise<never> {
  const query = new URL(request.url).searchParams;
  const next = query.get("next") ?? undefined;
  const code = query.get("code");
  if (!code) {
    redirect(paths.signIn(next, signInProblem(query.get("error_code"), query.get("error"))));
  }
  const db = await createServerSessionClient();
  const { data, error } = await db.auth.exchangeCodeForSession(code);
  if (error) {
    if ((error.status ?? 500) >= 500) log.error({ error: describeError(error) }, "code exchange");
    redirect(paths.signIn(next, signInProblem(error.code ?? error.name)));
  }
  const { access_token: token } = data.session;
  // Neither is worth losing a session for that exists.
  await Promise.all([
    noteDashboardSignIn(token),
    finishOAuthSignIn(token).catch((problem: unknown) =>
      log.error({ error: describeError(problem) }, "a profile was not completed"),
    ),
  ]);
  redirect(landing(data.session, next));
}
