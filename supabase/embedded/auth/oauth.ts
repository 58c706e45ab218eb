import { createHash, randomBytes } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { AuthError, reportFailure, toAuthError, validationFailed } from "./errors.ts";
import { accountFor, linkIdentity } from "./external-accounts.ts";
import { type Challenge, issueProviderCode, readChallenge } from "./flows.ts";
import { createProvider, type Provider } from "./providers.ts";
import { redirectTarget, withParams } from "./redirects.ts";
import { clientOf, requireUser } from "./request.ts";
import { type AuthContext, type AuthService, transact } from "./service.ts";
import { startSession } from "./sessions.ts";

/** A sign-in that was begun must come back within this time, as upstream. */
const STATE_LIFETIME = "5 minutes";

/**
 * GET /authorize leads to a provider's consent page, which leads back to /callback, which leads to
 * the app with tokens in the fragment, or with a code where the app asked by PKCE.
 */
export function oauthRoutes(auth: AuthService): Hono<GatewayEnv> {
  const providers = new Map(
    Object.entries(auth.config.auth.external).map(([name, config]) => [
      name,
      createProvider(name, config),
    ]),
  );
  const requireProvider = (name: string): Provider => {
    const provider = providers.get(name);
    if (provider) return provider;
    throw validationFailed("Unsupported provider: provider is not enabled");
  };

  /** The consent page of an attempt that is remembered from now on. */
  async function begin(c: AuthContext, linkingUserId: string | null): Promise<string> {
    await auth.limits.signIn(clientOf(c));
    const { provider: name = "", scopes = "", ...rest } = c.req.query();
    const provider = requireProvider(name);
    const challenge = readChallenge(rest);
    const state = randomToken();
    const [verifier, nonce] = [randomToken(), randomToken()];
    const consentPage = await provider.consentPage(
      {
        state,
        nonce,
        verifier,
        challenge: sha256(verifier, "base64url"),
        redirectUri: redirectUri(auth, name),
      },
      scopes,
      new URLSearchParams(Object.entries(rest).filter(([parameter]) => !OURS.has(parameter))),
    );
    await auth.sql`
      delete from embedded.oauth_states
       where created_at < now() - ${STATE_LIFETIME}::interval - interval '1 hour'`;
    await auth.sql`
      insert into embedded.oauth_states (
        id, provider, redirect_to, code_challenge, code_challenge_method, verifier, nonce,
        linking_user_id
      ) values (
        ${sha256(state, "hex")}, ${name}, ${redirectTarget(c, auth)}, ${challenge?.value ?? null},
        ${challenge?.method ?? null}, ${verifier}, ${nonce}, ${linkingUserId}
      )`;
    return consentPage;
  }

  return (
    new Hono<GatewayEnv>()
      .get("/authorize", async (c) => {
        const url = await begin(c, null);
        return c.req.query("skip_http_redirect") === "true"
          ? c.json({ url })
          : c.redirect(url, 302);
      })
      .get("/user/identities/authorize", async (c) => {
        const { user } = await requireUser(c, auth);
        requireLinking(auth);
        const url = await begin(c, user.id);
        return c.req.query("skip_http_redirect") === "true"
          ? c.json({ url })
          : c.redirect(url, 302);
      })
      .delete("/user/identities/:id", async (c) => {
        const { user } = await requireUser(c, auth);
        requireLinking(auth);
        const id = z.uuid().safeParse(c.req.param("id"));
        if (!id.success) throw validationFailed("identity_id must be an UUID");
        await transact(auth, "Database error deleting identity", async (tx) => {
          const rows = await tx`
          select id from auth.identities where user_id = ${user.id} order by id for update`;
          if (!rows.some((row) => row.id === id.data)) {
            throw new AuthError(422, "identity_not_found", "Identity doesn't exist");
          }
          if (rows.length < 2) {
            throw new AuthError(
              422,
              "single_identity_not_deletable",
              "User must have at least 1 identity after unlinking",
            );
          }
          await tx`delete from auth.identities where id = ${id.data}`;
          await tx`
          update auth.users set updated_at = now(), raw_app_meta_data =
            coalesce(raw_app_meta_data, '{}') || jsonb_build_object('providers', (
              select coalesce(jsonb_agg(distinct i.provider), '[]') from auth.identities i
               where i.user_id = ${user.id}))
          where id = ${user.id}`;
        });
        return c.json({});
      })
      .get("/callback", async (c) => {
        // Hono answers HEAD with this handler; it must not use the state up.
        if (c.req.method === "HEAD") return c.body(null, 405);
        return comeBack(c, auth, requireProvider, c.req.query());
      })
      // Some providers send a form.
      .post("/callback", async (c) =>
        comeBack(c, auth, requireProvider, (await c.req.parseBody()) as Record<string, unknown>),
      )
  );
}

/** Parameters of /authorize that are not the provider's. */
const OURS = new Set([
  ...["provider", "scopes", "redirect_to", "skip_http_redirect", "apikey", "invite_token"],
  ...["code_challenge", "code_challenge_method"],
]);

const randomToken = () => randomBytes(32).toString("base64url");
const sha256 = (value: string, encoding: "hex" | "base64url") =>
  createHash("sha256").update(value).digest(encoding);

const redirectUri = (auth: AuthService, name: string) =>
  auth.config.auth.external[name]?.redirect_uri || `${auth.publicUrl}/auth/v1/callback`;

function requireLinking(auth: AuthService): void {
  if (auth.config.auth.enable_manual_linking) return;
  throw new AuthError(404, "manual_linking_disabled", "Manual linking is disabled");
}

type State = {
  provider: string;
  redirect_to: string;
  code_challenge: string | null;
  code_challenge_method: Challenge["method"] | null;
  verifier: string;
  nonce: string;
  linking_user_id: string | null;
  expired: boolean;
};

/** Takes the state out of the table: of two answers with one state the second finds nothing. */
async function takeState(auth: AuthService, state: string): Promise<State> {
  const [found] = await auth.sql<State[]>`
    delete from embedded.oauth_states where id = ${sha256(state, "hex")}
    returning provider, redirect_to, code_challenge, code_challenge_method, verifier, nonce,
      linking_user_id, created_at < now() - ${STATE_LIFETIME}::interval as expired`;
  if (!found) {
    throw new AuthError(400, "bad_oauth_state", "OAuth state not found or expired");
  }
  return found;
}

const answer = z.object({
  state: z.string().min(1),
  code: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
});

async function comeBack(
  c: AuthContext,
  auth: AuthService,
  requireProvider: (name: string) => Provider,
  given: Record<string, unknown>,
): Promise<Response> {
  let redirectTo = auth.config.auth.site_url;
  const client = clientOf(c);
  try {
    await auth.limits.verify(client);
    const said = answer.safeParse(given);
    if (!said.success) {
      throw new AuthError(400, "bad_oauth_callback", "OAuth state parameter missing");
    }
    const state = await takeState(auth, said.data.state);
    redirectTo = state.redirect_to;
    if (state.expired) {
      throw new AuthError(400, "bad_oauth_state", "OAuth state has expired");
    }
    if (said.data.error) {
      const { error, error_description = "" } = said.data;
      return c.redirect(withParams(redirectTo, { error, error_description }, "both"), 302);
    }
    const { code } = said.data;
    if (!code) throw new AuthError(400, "bad_oauth_callback", "OAuth callback with missing code");
    const grant = await requireProvider(state.provider).grant(code, {
      nonce: state.nonce,
      verifier: state.verifier,
      redirectUri: redirectUri(auth, state.provider),
    });
    const { profile } = grant;
    const outcome = await transact(auth, "Database error saving new user", async (tx) => {
      const account = state.linking_user_id
        ? { user: await linkIdentity(tx, state.linking_user_id, state.provider, profile) }
        : await accountFor(auth, tx, state.provider, profile, redirectTo);
      if (account.refusal) return account.refusal;
      const { user } = account;
      if (state.code_challenge && state.code_challenge_method) {
        const challenge = { value: state.code_challenge, method: state.code_challenge_method };
        const issued = await issueProviderCode(tx, user.id, state.provider, challenge, grant);
        return withParams(redirectTo, { code: issued }, "query");
      }
      const session = await startSession(auth, tx, user.id, "oauth", client);
      const { access_token, expires_at, expires_in, refresh_token, token_type } = session;
      return withParams(
        redirectTo,
        {
          access_token,
          expires_at: String(expires_at),
          expires_in: String(expires_in),
          provider_token: grant.accessToken,
          ...(grant.refreshToken ? { provider_refresh_token: grant.refreshToken } : {}),
          refresh_token,
          token_type,
        },
        "fragment",
      );
    });
    if (outcome instanceof AuthError) throw outcome;
    return c.redirect(outcome, 302);
  } catch (thrown) {
    const refusal = toAuthError(thrown);
    if (refusal.status >= 500) reportFailure(refusal);
    const { code, message } = refusal;
    const params = { error: wordFor(refusal), error_code: code, error_description: message };
    return c.redirect(withParams(redirectTo, params, "both"), 302);
  }
}

/** The OAuth 2 word for a refusal, as upstream picks it. */
function wordFor({ status, code }: AuthError): string {
  if (status === 403 || code === "signup_disabled") return "access_denied";
  return status === 400 ? "invalid_request" : "server_error";
}
