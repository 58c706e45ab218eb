import { Hono } from "hono";
import type { Embedded, GatewayEnv } from "../context.ts";
import { adminLinkRoutes } from "./admin-links.ts";
import { adminUserRoutes } from "./admin-users.ts";
import { errorResponse, reportFailure, toAuthError } from "./errors.ts";
import { createLimits } from "./limits.ts";
import { mfaRoutes } from "./mfa.ts";
import { oauthRoutes } from "./oauth.ts";
import { otpRoutes } from "./otp.ts";
import type { AuthService } from "./service.ts";
import { signUpRoutes } from "./sign-up.ts";
import { tokenRoutes } from "./token.ts";
import { userRoutes } from "./user.ts";
import { verifyRoutes } from "./verify.ts";

/**
 * The auth service: what auth-js speaks, on the `auth` schema, so that supabase-js and
 * @supabase/ssr cannot tell it from hosted. Mounted at /auth/v1.
 */
export function createAuth(embedded: Embedded): Hono<GatewayEnv> {
  const auth: AuthService = {
    ...embedded,
    limits: createLimits(embedded.config.auth.rate_limit),
  };
  const app = new Hono<GatewayEnv>();
  // Answers carry tokens and accounts: no cache may keep them.
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
  });
  const routes = [
    publicRoutes,
    signUpRoutes,
    tokenRoutes,
    verifyRoutes,
    otpRoutes,
    userRoutes,
    oauthRoutes,
    mfaRoutes,
    adminUserRoutes,
    adminLinkRoutes,
  ];
  for (const route of routes) app.route("/", route(auth));

  app.onError((thrown, c) => {
    const error = toAuthError(thrown);
    if (error.status >= 500) reportFailure(error);
    return errorResponse(c, error);
  });
  return app;
}

function publicRoutes({ config, tokens }: AuthService): Hono<GatewayEnv> {
  const { auth } = config;
  return new Hono<GatewayEnv>()
    .get("/health", (c) =>
      c.json({
        version: "embedded",
        name: "GoTrue",
        description: "GoTrue is a user registration and authentication API",
      }),
    )
    .get("/.well-known/jwks.json", (c) => {
      c.header("cache-control", "public, max-age=600");
      return c.json(tokens.jwks());
    })
    .get("/settings", (c) =>
      c.json({
        external: {
          ...Object.fromEntries(
            Object.entries(auth.external).map(([name, { enabled }]) => [name, enabled]),
          ),
          anonymous_users: auth.enable_anonymous_sign_ins,
          email: auth.email.enable_signup,
          phone: false,
        },
        disable_signup: !auth.enable_signup,
        mailer_autoconfirm: !auth.email.enable_confirmations,
        phone_autoconfirm: false,
        sms_provider: "",
        mfa_enabled: auth.mfa.totp.enroll_enabled,
        saml_enabled: false,
      }),
    );
}
