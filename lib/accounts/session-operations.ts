/** `auth/*`: sessions that exist already, or come from a provider. */
import "server-only";
import { z } from "zod";
import { signOut } from "@/lib/accounts/mutations";
import { consentPage, finishOAuthSignIn, oauthProviders } from "@/lib/accounts/oauth";
import { getBusinessWithPicture, getTravellerWithPicture } from "@/lib/accounts/queries";
import { businessProfile, travellerProfile } from "@/lib/accounts/schemas";
import { verifiedFactors } from "@/lib/accounts/second-factor";
import { endMySession, endOtherSessions, listSessions } from "@/lib/accounts/sessions";
import { noteSignIn } from "@/lib/accounts/sign-ins";
import { AppError, fromAuth } from "@/lib/api/errors";
import { exampleIds, exampleTokens } from "@/lib/api/examples";
import { verifyAccessToken } from "@/lib/api/identity";
import { operation } from "@/lib/api/operation";
import { ownLink } from "@/lib/api/own-link";
import type { Resource } from "@/lib/api/resource";
import { timestamp, uuid } from "@/lib/api/schemas";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { createAnonClient } from "@/lib/supabase/anon";
import { createBearerDb } from "@/lib/supabase/bearer";

const expiresAt = z.int().describe("Unix seconds.");
const session = z.object({
  access_token: z.string(),
  expires_at: expiresAt,
  refresh_token: z.string(),
  user_id: z.string(),
});

// The auth server's tokens are far shorter.
const refreshToken = z.string().min(1, "Required.").max(1_000, "Not a refresh token.");

async function refresh(token: string): Promise<z.output<typeof session>> {
  const { data, error } = await createAnonClient().auth.refreshSession({ refresh_token: token });
  if (error) throw fromAuth(error);
  if (!data.session) throw new AppError("bad_request", "The refresh token is not valid.");
  const { access_token, expires_at = 0, refresh_token, user } = data.session;
  return { access_token, expires_at, refresh_token, user_id: user.id };
}

const newSession = operation({
  id: "auth.new-session",
  summary: "Exchange a refresh token for a new session.",
  description:
    "For installed clients, which send the token in the address. Use POST, whose body no log and no history keeps. Each refresh token is good for one exchange; a token refused answers 400.",
  access: "public",
  role: "public",
  query: { refresh_token: refreshToken },
  positional: ["refresh_token"],
  limits: ["auth"],
  success: { status: 200, schema: session },
  example: { query: { refresh_token: exampleTokens.refresh } },
  handle: ({ query }) => refresh(query.refresh_token),
});

const newSessionByPost = operation({
  id: "auth.new-session.post",
  summary: "Exchange a refresh token for a new session.",
  description: "Each refresh token is good for one exchange; a token refused answers 400.",
  access: "public",
  role: "public",
  body: z.strictObject({ refresh_token: refreshToken }),
  limits: ["auth"],
  success: { status: 200, schema: session },
  example: { body: { refresh_token: exampleTokens.refresh } },
  handle: ({ body }) => refresh(body.refresh_token),
});

const oauth = operation({
  id: "auth.oauth",
  summary: "The consent page of Google, Facebook or X.",
  description:
    "Send the browser to `data.url`. It comes back to `redirectLink`, which must be one of our pages, with the tokens in the fragment, or with `error` and `error_description`. Pass them to `auth/callback`. A provider that is not set up answers 400.",
  access: "public",
  role: "public",
  body: z.strictObject({
    provider: z.enum(Object.keys(oauthProviders) as (keyof typeof oauthProviders)[], {
      error: `One of ${Object.keys(oauthProviders).join(", ")}.`,
    }),
    redirectLink: z
      .union([z.literal(""), ownLink])
      .nullable()
      .optional(),
  }),
  limits: ["auth"],
  success: {
    status: 200,
    schema: z.object({ data: z.object({ provider: z.string(), url: z.string() }) }),
  },
  example: { body: { provider: "google" } },
  async handle({ body: { provider, redirectLink } }) {
    const back = redirectLink || `${env.appUrl}${paths.authCallback()}`;
    return { data: { provider, url: await consentPage(provider, back) } };
  },
});

// Callbacks ---------------------------------------------------------------------------------------

/** What a provider's redirect carries; installed clients hand over all of it. */
const callbackInput = {
  access_token: z.string().max(8_192).optional(),
  refresh_token: refreshToken.optional(),
  error: z.string().max(2_000).optional().describe("Set by the provider on failure."),
};
type CallbackInput = z.output<z.ZodObject<typeof callbackInput>>;

const pictured = { media_assets: z.object({ url: z.string() }).nullable().optional() };
const callbackAnswer = {
  access_token: z.string(),
  refresh_token: z.string(),
  expires_at: expiresAt,
  user_id: z.string(),
  second_factor_required: z
    .literal(true)
    .optional()
    .describe("Business rights begin with `auth/second-factor/verify`."),
};

const required = (name: string) => ({ fields: { [name]: ["Required."] } });

/** The session that came back from a provider: as it is while it is good, else refreshed. */
async function cameBack({ access_token, refresh_token, error }: CallbackInput) {
  if (error) throw new AppError("bad_request", "The sign-in was cancelled or refused.");
  if (!access_token)
    throw new AppError("bad_request", "Check the access_token.", required("access_token"));
  if (!refresh_token) {
    throw new AppError("bad_request", "Check the refresh_token.", required("refresh_token"));
  }
  const identity = await verifyAccessToken(access_token);
  if (!identity) return refresh(refresh_token);
  return { access_token, refresh_token, expires_at: identity.expiresAt, user_id: identity.userId };
}

/** Tells the client to ask for a code: what it got opens no business. */
async function secondFactorHint(accessToken: string) {
  const { data } = await createAnonClient().auth.getUser(accessToken);
  const identity = await verifyAccessToken(accessToken);
  const lacking = data.user && verifiedFactors(data.user).length > 0 && identity?.aal !== "aal2";
  return lacking ? { second_factor_required: true as const } : {};
}

async function travellerCameBack(input: CallbackInput, headers: Headers) {
  const found = await cameBack(input);
  const firstTime = await finishOAuthSignIn(found.access_token);
  const profile = await getTravellerWithPicture(createBearerDb(found.access_token), found.user_id);
  if (!profile) {
    throw new AppError("bad_request", "The provider did not give us an e-mail address.");
  }
  await noteSignIn(found.access_token, { headers });
  const { media_assets, ...user } = profile;
  return {
    ...found,
    ...(await secondFactorHint(found.access_token)),
    first_time: firstTime,
    user: firstTime ? { ...user, media_assets } : user,
  };
}

async function businessCameBack(input: CallbackInput, headers: Headers) {
  const found = await cameBack(input);
  const profile = await getBusinessWithPicture(createBearerDb(found.access_token), found.user_id);
  if (!profile) {
    const identity = await verifyAccessToken(found.access_token);
    if (identity) await signOut(identity);
    throw new AppError("bad_request", "This account has no business profile.");
  }
  await noteSignIn(found.access_token, { headers });
  const { media_assets: _, ...user } = profile;
  return { ...found, ...(await secondFactorHint(found.access_token)), user };
}

const callbackDescription =
  "Finishes a sign-in that `auth/oauth` began: hands over what came back in the fragment. Use POST, whose body no log and no history keeps; GET is for installed clients. An access token that is no longer good is renewed with the refresh token.";

const callback = operation({
  id: "auth.callback",
  summary: "Finish a traveller's sign-in through a provider.",
  description: callbackDescription,
  access: "public",
  role: "public",
  query: callbackInput,
  // Whatever else the provider's redirect brought.
  toleratesUnknownQuery: true,
  limits: ["auth"],
  success: {
    status: 200,
    schema: z.object({
      ...callbackAnswer,
      first_time: z.boolean(),
      user: travellerProfile.extend(pictured),
    }),
  },
  example: {
    query: { access_token: exampleTokens.access, refresh_token: exampleTokens.refresh },
  },
  handle: ({ query, request }) => travellerCameBack(query, request.headers),
});

const callbackByPost = operation({
  id: "auth.callback.post",
  summary: "Finish a traveller's sign-in through a provider.",
  description: callbackDescription,
  access: "public",
  role: "public",
  body: z.object(callbackInput),
  limits: ["auth"],
  success: callback.success as typeof callback.success & { status: 200 },
  example: {
    body: { access_token: exampleTokens.access, refresh_token: exampleTokens.refresh },
  },
  handle: ({ body, request }) => travellerCameBack(body, request.headers),
});

const businessCallback = operation({
  id: "auth.business.callback",
  summary: "Finish a business person's sign-in through a provider.",
  description: `${callbackDescription} Only accounts with a business profile; others answer 400 and their session ends. Nobody gets a business profile this way: whoever founds a company or accepts an invitation has one.`,
  access: "public",
  role: "public",
  query: callbackInput,
  toleratesUnknownQuery: true,
  limits: ["auth"],
  success: { status: 200, schema: z.object({ ...callbackAnswer, user: businessProfile }) },
  example: {
    query: { access_token: exampleTokens.access, refresh_token: exampleTokens.businessRefresh },
  },
  handle: ({ query, request }) => businessCameBack(query, request.headers),
});

const businessCallbackByPost = operation({
  id: "auth.business.callback.post",
  summary: "Finish a business person's sign-in through a provider.",
  description: callbackDescription,
  access: "public",
  role: "public",
  body: z.object(callbackInput),
  limits: ["auth"],
  success: businessCallback.success as typeof businessCallback.success & { status: 200 },
  example: {
    body: { access_token: exampleTokens.access, refresh_token: exampleTokens.businessRefresh },
  },
  handle: ({ body, request }) => businessCameBack(body, request.headers),
});

// Where one is signed in --------------------------------------------------------------------------

const listOperation = operation({
  id: "auth.sessions.get-all",
  summary: "Where the caller is signed in.",
  description: "This session first, then the last used. Addresses are shortened.",
  access: "user",
  role: "any user",
  success: {
    status: 200,
    schema: z.object({
      data: z.array(
        z.object({
          id: z.string(),
          device: z.string().nullable(),
          network: z.string().nullable(),
          second_factor: z.boolean(),
          is_current: z.boolean(),
          created_at: timestamp,
          last_used_at: timestamp,
        }),
      ),
    }),
  },
  example: { as: "traveller" },
  handle: async ({ db }) => ({ data: await listSessions(db) }),
});

const endOperation = operation({
  id: "auth.sessions.delete",
  summary: "End one of the caller's sessions.",
  description: "Its access token stops at once. 404 for what is none of the caller's sessions.",
  access: "user",
  role: "any user",
  query: { "session-id": uuid },
  success: { status: 200, schema: z.object({ message: z.string() }) },
  failures: ["not_found"],
  example: { as: "traveller", query: { "session-id": exampleIds.session } },
  async handle({ db, query }) {
    if (!(await endMySession(db, query["session-id"]))) {
      throw new AppError("not_found", "There is no such session.");
    }
    return { message: "The session has ended." };
  },
});

const everywhere = operation({
  id: "auth.logout-everywhere",
  summary: "End all of the caller's sessions.",
  description: "`keep_this` leaves the session of this call. Access tokens stop at once.",
  access: "user",
  role: "any user",
  body: z.strictObject({ keep_this: z.boolean().optional() }),
  idempotency: false,
  success: { status: 200, schema: z.object({ message: z.string(), ended: z.int() }) },
  example: { as: "traveller", body: { keep_this: false } },
  async handle({ db, body, user }) {
    const others = await endOtherSessions(db);
    if (body.keep_this) return { message: "You are signed out everywhere else.", ended: others };
    await signOut(user);
    return { message: "You are signed out everywhere.", ended: others + 1 };
  },
});

export const authNewSession: Resource = {
  address: "auth/new-session",
  literal: true,
  one: newSession,
  post: newSessionByPost,
};
export const authOauth: Resource = { address: "auth/oauth", literal: true, post: oauth };
export const authCallback: Resource = {
  address: "auth/callback",
  literal: true,
  one: callback,
  post: callbackByPost,
};
export const authBusinessCallback: Resource = {
  address: "auth/business/callback",
  literal: true,
  one: businessCallback,
  post: businessCallbackByPost,
};
export const authSessions: Resource = {
  address: "auth/sessions",
  literal: true,
  list: listOperation,
  delete: endOperation,
};
export const authLogoutEverywhere: Resource = {
  address: "auth/logout-everywhere",
  literal: true,
  post: everywhere,
};
