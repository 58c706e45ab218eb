/** `auth/*`, as installed clients know them. */
import "server-only";
import { z } from "zod";
import {
  ensureBusinessCompanions,
  signIn,
  signOut,
  signUpBusiness,
  signUpTraveller,
} from "@/lib/accounts/mutations";
import { businessSignUp, credentials, travellerSignUp } from "@/lib/accounts/schemas";
import { noteSignIn } from "@/lib/accounts/sign-ins";
import { AppError } from "@/lib/api/errors";
import { EXAMPLE_PASSWORD, exampleEmails } from "@/lib/api/examples";
import { verifyAccessToken } from "@/lib/api/identity";
import { operation } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { createAnonClient } from "@/lib/supabase/anon";

const account = ({ email }: { email: string }) => email;

const expiresAt = z.int().describe("Unix seconds.");

/** Absent until the e-mail address is confirmed, where that is demanded. */
const sessionOfNewAccount = {
  access_token: z.string().optional(),
  expires_at: expiresAt.optional(),
  refresh_token: z.string().optional(),
};

const login = operation({
  id: "auth.login",
  summary: "Sign in as a traveller.",
  description:
    "Wrong credentials answer 400. Whoever has set up a second factor sends its `code` as well: without it 403 with the code `second_factor_required`, with a wrong one 400. A recovery code in its place takes the authenticator apps off the account and ends all other sessions.",
  access: "public",
  role: "public",
  body: credentials,
  limits: ["auth"],
  account,
  failures: ["second_factor_required"],
  success: {
    status: 200,
    schema: z.object({
      access_token: z.string(),
      expires_at: expiresAt,
      refresh_token: z.string(),
      user_id: z.string(),
    }),
  },
  example: { body: { email: exampleEmails.traveller, password: EXAMPLE_PASSWORD } },
  async handle({ body, request }) {
    const session = await signIn(createAnonClient(), body);
    await noteSignIn(session.access_token, { headers: request.headers });
    return { ...tokens(session), user_id: session.user.id };
  },
});

const signUp = operation({
  id: "auth.sign-up",
  summary: "Create a traveller's account.",
  description: "Account and profile are made together or not at all.",
  access: "public",
  role: "public",
  body: travellerSignUp,
  limits: ["auth"],
  failures: ["conflict"],
  success: {
    status: 200,
    schema: z.object({ message: z.string(), userId: z.string(), ...sessionOfNewAccount }),
  },
  example: {
    body: {
      firstName: "Linh",
      lastName: "Tran",
      email: exampleEmails.newcomer,
      phone: "+84 90 000 0000",
      password: EXAMPLE_PASSWORD,
    },
  },
  async handle({ body, request }) {
    const { user, session } = await signUpTraveller(createAnonClient(), body);
    if (session) await noteSignIn(session.access_token, { headers: request.headers });
    return {
      message: session ? "Your account is ready." : "Please confirm your e-mail address.",
      userId: user.id,
      ...(session ? tokens(session) : {}),
    };
  },
});

const logout = operation({
  id: "auth.logout",
  summary: "End the session of the access token.",
  access: "user",
  role: "any user",
  mutates: true,
  idempotency: false,
  success: { status: 200, schema: z.object({ message: z.string() }) },
  example: { as: "traveller" },
  async handle({ user }) {
    await signOut(user);
    return { message: "You are signed out." };
  },
});

const businessLogin = operation({
  id: "auth.business.login",
  summary: "Sign in as a business.",
  description:
    "Only accounts with a business profile; others, like wrong credentials, answer 400 and get no session. `code` as in `auth/login`. Makes the traveller's profile and the default channel when they are missing.",
  access: "public",
  role: "public",
  body: credentials,
  limits: ["auth"],
  account,
  failures: ["second_factor_required"],
  success: {
    status: 200,
    schema: z.object({
      access_token: z.string(),
      expires_at: expiresAt,
      refresh_token: z.string(),
      userId: z.string().describe("businessprofiles.businessid"),
      b2cId: z.string().describe("userprofiles.userid"),
    }),
  },
  example: { body: { email: exampleEmails.admin, password: EXAMPLE_PASSWORD } },
  async handle({ body, request }) {
    const session = await signIn(createAnonClient(), body);
    const ids = await ensureBusinessCompanions(session.access_token);
    if (!ids) {
      const identity = await verifyAccessToken(session.access_token);
      if (identity) await signOut(identity);
      throw new AppError("bad_request", "This account has no business profile.");
    }
    await noteSignIn(session.access_token, { headers: request.headers });
    return { ...tokens(session), userId: ids.businessid, b2cId: ids.userid };
  },
});

const businessSignUpOperation = operation({
  id: "auth.business.sign-up",
  summary: "Create a business account.",
  description:
    "Account, business profile, traveller's profile and default channel are made together or not at all. `parent` enrols nobody: people join a business by invitation.",
  access: "public",
  role: "public",
  body: businessSignUp,
  limits: ["auth"],
  failures: ["conflict"],
  success: {
    status: 200,
    schema: z.object({
      message: z.string(),
      editors: z
        .boolean()
        .nullable()
        .describe("Null without `parent`, else false: nobody is enrolled this way any more."),
      withB2cProfile: z.boolean(),
      userId: z.string(),
      ...sessionOfNewAccount,
      channelId: z.string().describe("Empty until the e-mail address is confirmed."),
    }),
  },
  example: {
    body: {
      businessName: "Riverside Kayaks",
      userName: "riverside_kayaks",
      email: exampleEmails.newcomer,
      password: EXAMPLE_PASSWORD,
    },
  },
  async handle({ body, request }) {
    const { user, session } = await signUpBusiness(createAnonClient(), body);
    if (session) await noteSignIn(session.access_token, { headers: request.headers });
    const ids = session ? await ensureBusinessCompanions(session.access_token) : null;
    return {
      message: session ? "Your account is ready." : "Please confirm your e-mail address.",
      editors: body.parent ? false : null,
      withB2cProfile: true,
      userId: user.id,
      ...(session ? tokens(session) : {}),
      channelId: ids?.channel_id ?? "",
    };
  },
});

function tokens(session: {
  access_token: string;
  refresh_token: string;
  expires_at?: number | undefined;
}) {
  return {
    access_token: session.access_token,
    expires_at: session.expires_at ?? 0,
    refresh_token: session.refresh_token,
  };
}

export const authLogin: Resource = { address: "auth/login", literal: true, post: login };
export const authSignUp: Resource = { address: "auth/sign-up", literal: true, post: signUp };
/** Documented as GET, called with POST by the web: both work. */
export const authLogout: Resource = {
  address: "auth/logout",
  literal: true,
  one: logout,
  post: logout,
};
export const authBusinessLogin: Resource = {
  address: "auth/business/login",
  literal: true,
  post: businessLogin,
};
export const authBusinessSignUp: Resource = {
  address: "auth/business/sign-up",
  literal: true,
  post: businessSignUpOperation,
};
