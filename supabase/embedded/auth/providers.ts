/**
 * Who else may vouch for somebody: Google and any other OpenID provider by its discovery document,
 * Facebook and X by their own userinfo. Each gives the same profile, under hosted Supabase's names.
 */
import { createRemoteJWKSet, jwtVerify } from "jose";
import { z } from "zod";
import type { EmbeddedConfig } from "../config.ts";
import { AuthError } from "./errors.ts";

export type ProviderConfig = EmbeddedConfig["auth"]["external"][string];

/** What a provider says of somebody. `subject` never changes; an e-mail may, or be missing. */
export type ExternalProfile = {
  subject: string;
  email: string | null;
  emailVerified: boolean;
  /** The identity's data, which becomes the user's metadata. */
  data: Record<string, unknown>;
};

export type Grant = {
  profile: ExternalProfile;
  accessToken: string;
  refreshToken: string | null;
};

/** One attempt's part of the exchange with the provider. */
export type Attempt = {
  state: string;
  nonce: string;
  verifier: string;
  challenge: string;
  redirectUri: string;
};

export type Provider = {
  /** The consent page. `extras` are the app's own parameters; ours stand above them. */
  consentPage(attempt: Attempt, scopes: string, extras: URLSearchParams): Promise<string>;
  /** Exchanges the provider's code and asks who it was. */
  grant(code: string, attempt: Pick<Attempt, "nonce" | "verifier" | "redirectUri">): Promise<Grant>;
};

const GOOGLE = "https://accounts.google.com";
const TIMEOUT_MS = 10_000;

/** The provider of that name; null when it is not switched on or nothing is known about it. */
export function createProvider(name: string, config: ProviderConfig | undefined): Provider | null {
  if (!config?.enabled) return null;
  if (name === "facebook") return facebook(config);
  if (name === "twitter" || name === "x") return twitter(config);
  const issuer = config.url || (name === "google" ? GOOGLE : "");
  return issuer ? openId(issuer.replace(/\/$/, ""), config) : null;
}

const text = z.string().nullish();

/** Absent members are left out, so that merging them overwrites nothing. */
const given = (members: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value != null && value !== ""));

/** What every provider's word becomes. The member names are those hosted Supabase writes. */
function profileOf(
  issuer: string,
  subject: string,
  said: {
    email: string | null | undefined;
    /** Of an address that is there. */
    emailVerified: boolean;
    name: string | null | undefined;
    picture: string | null | undefined;
  },
  more: Record<string, unknown>,
): ExternalProfile {
  const email = said.email?.trim().toLowerCase() || null;
  const emailVerified = email !== null && said.emailVerified;
  const { name, picture } = said;
  return {
    subject,
    email,
    emailVerified,
    data: given({
      iss: issuer,
      sub: subject,
      provider_id: subject,
      email,
      email_verified: emailVerified,
      phone_verified: false,
      name,
      full_name: name,
      picture,
      avatar_url: picture,
      ...more,
    }),
  };
}

// OpenID ------------------------------------------------------------------------------------------

const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url().optional(),
  jwks_uri: z.url(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});
type Discovery = z.output<typeof discovery>;

const openIdClaims = z.object({
  sub: z.string().min(1),
  email: text,
  email_verified: z.union([z.boolean(), z.enum(["true", "false"])]).nullish(),
  name: text,
  given_name: text,
  family_name: text,
  preferred_username: text,
  picture: text,
  locale: text,
});

/** What an OpenID provider claims. */
export function openIdProfile(issuer: string, claims: unknown): ExternalProfile {
  const said = openIdClaims.parse(claims);
  const { email, name, picture, given_name, family_name, preferred_username, locale } = said;
  const emailVerified = said.email_verified === true || said.email_verified === "true";
  return profileOf(
    issuer,
    said.sub,
    { email, emailVerified, name, picture },
    { given_name, family_name, preferred_username, locale },
  );
}

function openId(issuer: string, config: ProviderConfig): Provider {
  let known: Promise<Discovery> | undefined;
  const discover = () => {
    known ??= getJson(`${issuer}/.well-known/openid-configuration`, {}, discovery).then((found) => {
      if (found.issuer.replace(/\/$/, "") === issuer) return found;
      throw failed(new Error(`${issuer} calls itself ${found.issuer}`));
    });
    // A provider that was away is asked again.
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  return {
    async consentPage(attempt, scopes, extras) {
      const { authorization_endpoint } = await discover();
      return consentUrl(authorization_endpoint, config, attempt, extras, {
        scope: unique("openid email profile", scopes),
        nonce: attempt.nonce,
      });
    },
    async grant(code, attempt) {
      const found = await discover();
      const methods = found.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
      const tokens = await exchange(found.token_endpoint, config, code, attempt, {
        basic: !methods.includes("client_secret_post"),
      });
      if (!tokens.id_token) throw failed(new Error("The provider sent no ID token."));
      const { payload } = await jwtVerify(
        tokens.id_token,
        createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: TIMEOUT_MS }),
        {
          issuer: found.issuer,
          audience: config.client_id,
          clockTolerance: 30,
          // No shared secrets and no unsigned tokens, whatever the token's header says.
          algorithms: ["RS256", "PS256", "ES256", "EdDSA"],
        },
      ).catch((cause: unknown) => {
        throw failed(cause);
      });
      if (!config.skip_nonce_check && payload.nonce !== attempt.nonce) {
        throw failed(new Error("The ID token answers another request."));
      }
      const more = found.userinfo_endpoint
        ? await getJson(found.userinfo_endpoint, bearer(tokens.access_token), z.looseObject({}))
        : {};
      // The ID token is signed; the other answer may only add, and must speak of the same person.
      if ("sub" in more && more.sub !== payload.sub) {
        throw failed(new Error("Two answers of the provider speak of two people."));
      }
      return granted(openIdProfile(found.issuer, { ...more, ...payload }), tokens);
    },
  };
}

// Facebook ----------------------------------------------------------------------------------------

const facebookUser = z.object({
  id: z.string().min(1),
  email: text,
  name: text,
  first_name: text,
  last_name: text,
  picture: z.object({ data: z.object({ url: text }).nullish() }).nullish(),
});

/** Facebook gives an address only once it was confirmed. */
export function facebookProfile(issuer: string, answer: unknown): ExternalProfile {
  const { id, email, name, first_name, last_name, picture } = facebookUser.parse(answer);
  return profileOf(
    issuer,
    id,
    { email, emailVerified: true, name, picture: picture?.data?.url },
    { given_name: first_name, family_name: last_name, nickname: name },
  );
}

function facebook(config: ProviderConfig): Provider {
  const site = config.url || "https://www.facebook.com";
  const graph = config.url || "https://graph.facebook.com";
  return {
    consentPage: async (attempt, scopes, extras) =>
      consentUrl(`${site}/dialog/oauth`, config, attempt, extras, {
        scope: unique("email", scopes),
      }),
    async grant(code, attempt) {
      const tokens = await exchange(`${graph}/oauth/access_token`, config, code, attempt);
      const fields = "id,email,first_name,last_name,name,picture";
      const answer = await getJson(
        `${graph}/me?fields=${fields}`,
        bearer(tokens.access_token),
        facebookUser,
      );
      return granted(facebookProfile(graph, answer), tokens);
    },
  };
}

// X -----------------------------------------------------------------------------------------------

const twitterUser = z.object({
  data: z.object({
    id: z.string().min(1),
    name: text,
    username: text,
    profile_image_url: text,
    confirmed_email: text,
  }),
});

/** X gives confirmed addresses alone, and only to apps that were allowed to ask. */
export function twitterProfile(issuer: string, answer: unknown): ExternalProfile {
  const { id, name, username, profile_image_url, confirmed_email } = twitterUser.parse(answer).data;
  // Theirs is 48 pixels wide; without the suffix it is the original.
  const picture = profile_image_url?.replace(/_normal(\.\w+)$/, "$1");
  return profileOf(
    issuer,
    id,
    { email: confirmed_email, emailVerified: true, name, picture },
    { user_name: username, preferred_username: username },
  );
}

function twitter(config: ProviderConfig): Provider {
  const site = config.url || "https://x.com";
  const api = config.url || "https://api.x.com";
  return {
    consentPage: async (attempt, scopes, extras) =>
      consentUrl(`${site}/i/oauth2/authorize`, config, attempt, extras, {
        scope: unique("users.read tweet.read users.email", scopes),
      }),
    async grant(code, attempt) {
      const tokens = await exchange(`${api}/2/oauth2/token`, config, code, attempt, {
        basic: true,
      });
      const answer = await getJson(
        `${api}/2/users/me?user.fields=profile_image_url,confirmed_email`,
        bearer(tokens.access_token),
        twitterUser,
      );
      return granted(twitterProfile(api, answer), tokens);
    },
  };
}

// Shared ------------------------------------------------------------------------------------------

const unique = (...scopes: string[]) =>
  [...new Set(scopes.flatMap((list) => list.split(/[\s,+]+/)).filter(Boolean))].join(" ");

function consentUrl(
  endpoint: string,
  config: ProviderConfig,
  attempt: Attempt,
  extras: URLSearchParams,
  more: Record<string, string>,
): string {
  const url = new URL(endpoint);
  for (const [name, value] of extras) url.searchParams.set(name, value);
  const ours = {
    client_id: config.client_id,
    redirect_uri: attempt.redirectUri,
    response_type: "code",
    state: attempt.state,
    code_challenge: attempt.challenge,
    code_challenge_method: "S256",
    ...more,
  };
  for (const [name, value] of Object.entries(ours)) url.searchParams.set(name, value);
  return url.toString();
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: text,
  id_token: text,
});
type TokenAnswer = z.output<typeof tokenAnswer>;

async function exchange(
  endpoint: string,
  config: ProviderConfig,
  code: string,
  attempt: Pick<Attempt, "verifier" | "redirectUri">,
  { basic = false } = {},
): Promise<TokenAnswer> {
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    redirect_uri: attempt.redirectUri,
    code_verifier: attempt.verifier,
    client_id: config.client_id,
    ...(basic ? {} : { client_secret: config.secret }),
  });
  const credentials = [config.client_id, config.secret].map(encodeURIComponent).join(":");
  return requestJson(tokenAnswer, endpoint, {
    method: "POST",
    body: form,
    ...(basic
      ? { headers: { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` } }
      : {}),
  });
}

const granted = (profile: ExternalProfile, tokens: TokenAnswer): Grant => ({
  profile,
  accessToken: tokens.access_token,
  refreshToken: tokens.refresh_token ?? null,
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const getJson = <S extends z.ZodType>(url: string, headers: Record<string, string>, schema: S) =>
  requestJson(schema, url, { headers });

async function requestJson<S extends z.ZodType>(
  schema: S,
  url: string,
  init: RequestInit,
): Promise<z.output<S>> {
  try {
    const response = await fetch(url, {
      ...init,
      headers: { accept: "application/json", ...(init.headers as Record<string, string>) },
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      throw new Error(`${new URL(url).host} answered ${response.status}`);
    }
    return schema.parse(await response.json());
  } catch (cause) {
    throw failed(cause);
  }
}

/** What upstream says when the provider's answer cannot be used; why is for the terminal. */
const failed = (cause: unknown) =>
  cause instanceof AuthError
    ? cause
    : new AuthError(500, "unexpected_failure", "Unable to exchange external code", { cause });
