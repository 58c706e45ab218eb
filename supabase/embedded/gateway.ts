/** The one HTTP door: who is calling is decided here, once, for every service behind it. */
import { timingSafeEqual } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import type { Caller, Claims, Embedded, GatewayEnv } from "./context.ts";

export { withCaller } from "./caller.ts";

type Env = GatewayEnv & { Bindings: HttpBindings };

/** The services behind the gateway, mounted below their hosted prefixes. */
export type Services = Record<"auth" | "rest" | "storage", Hono<GatewayEnv>>;

/** Builds the application that answers every request; unknown paths are 404. */
export function createGateway(embedded: Embedded, services: Services): Hono<Env> {
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const started = performance.now();
    await next();
    embedded.log({
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - started),
    });
  });
  app.use(cors(CORS));
  app.get("/health", async (c) => {
    await embedded.sql`select 1`;
    return c.json({ status: "ok" });
  });

  app.use(async (c, next) => {
    const { caller, refusal } = await identify(c, embedded);
    if (refusal) return refusal;
    c.set("caller", caller);
    await next();
  });
  app.route("/auth/v1", services.auth);
  app.route("/rest/v1", services.rest);
  app.route("/storage/v1", services.storage);

  app.notFound((c) => c.json({ message: "no Route matched with those values" }, 404));
  app.onError((error, c) => {
    process.stderr.write(`${error.stack}\n`);
    return c.json({ code: "500", message: "Internal Server Error" }, 500);
  });
  return app;
}

const CORS: Parameters<typeof cors>[0] = {
  // Keys and tokens travel in headers, never in cookies: any origin may ask, as hosted.
  origin: "*",
  allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
  // Empty: the preflight's own list is echoed, so tus, storage and future clients pass.
  allowHeaders: [],
  exposeHeaders: [
    ...["Content-Range", "Content-Location", "Content-Length", "Content-Profile", "Range-Unit"],
    ...["Accept-Ranges", "ETag", "Location", "Preference-Applied", "Retry-After"],
    ...["X-Total-Count", "X-Supabase-Api-Version", "Link"],
    ...["Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size"],
    ...["Upload-Offset", "Upload-Length", "Upload-Metadata", "Upload-Expires"],
  ],
  maxAge: 3600,
};

/** Reached by browsers following a link: the link itself carries what is needed. */
const OPEN: [methods: string[], path: RegExp][] = [
  [["GET", "POST"], /^\/auth\/v1\/(verify|authorize|callback)$/],
  [["GET"], /^\/auth\/v1\/(health|\.well-known\/jwks\.json)$/],
  [["GET", "HEAD"], /^\/storage\/v1\/object\/(public|sign|info\/public)\//],
  [["PUT"], /^\/storage\/v1\/object\/upload\/sign\//],
  [["POST", "HEAD", "PATCH", "DELETE"], /^\/storage\/v1\/upload\/resumable\/sign(\/|$)/],
];

const ANONYMOUS: Caller = { role: "anon", claims: null };
const SERVICE: Caller = { role: "service_role", claims: { role: "service_role" } };

type Identified =
  | { caller: Caller; refusal?: undefined }
  | { caller?: undefined; refusal: Response };

async function identify(c: Context<Env>, embedded: Embedded): Promise<Identified> {
  const { keys, tokens } = embedded;
  const apikey = c.req.header("apikey") ?? c.req.query("apikey");
  const bearer = /^bearer\s+(.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const refuse = (message: string, hint: string) => ({
    refusal: c.json({ message, hint }, 401),
  });

  let caller = ANONYMOUS;
  const key = apikey ?? bearer;
  if (key === undefined) {
    const open = OPEN.some(
      ([methods, path]) => methods.includes(c.req.method) && path.test(c.req.path),
    );
    if (open) return { caller };
    return refuse(
      "No API key found in request",
      "No `apikey` request header or url param was found.",
    );
  }
  if (isSame(key, keys.secret)) {
    // A secret key in a browser is a leaked key.
    if (/^Mozilla\//.test(c.req.header("user-agent") ?? "")) {
      return refuse(
        "Forbidden use of secret API key in browser",
        "Secret API keys can only be used in a protected environment and should never be used in a browser. Delete this secret API key immediately.",
      );
    }
    caller = SERVICE;
  } else if (!isSame(key, keys.publishable)) {
    // A legacy key is a signed token whose role is anon or service_role.
    const legacy = await tokens.verify(key).catch(() => null);
    if (!legacy)
      return refuse(
        "Invalid API key",
        "Double check your Supabase `anon` or `service_role` API key.",
      );
    caller = callerOf(legacy);
  }

  // supabase-js repeats the key as bearer when nobody is signed in.
  if (bearer === undefined || bearer === apikey) return { caller };
  if (isSame(bearer, keys.publishable)) return { caller: ANONYMOUS };
  try {
    return { caller: callerOf(await tokens.verify(bearer)) };
  } catch (error) {
    return { refusal: invalidToken(c, error as Error & { code?: string }) };
  }
}

/** A bad token, in the words of the service it was meant for. */
function invalidToken(c: Context, error: Error & { code?: string }): Response {
  const expired = error.code === "ERR_JWT_EXPIRED";
  if (c.req.path.startsWith("/auth/")) {
    const message = `invalid JWT: unable to parse or verify signature, ${expired ? "token has invalid claims: token is expired" : error.message}`;
    return c.json({ code: 403, error_code: "bad_jwt", msg: message }, 403);
  }
  if (c.req.path.startsWith("/storage/")) {
    const message = expired ? '"exp" claim timestamp check failed' : error.message;
    return c.json({ statusCode: "403", error: "Unauthorized", message }, 400);
  }
  c.header(
    "WWW-Authenticate",
    `Bearer error="invalid_token", error_description="${expired ? "JWT expired" : "JWT invalid"}"`,
  );
  const body = expired
    ? { code: "PGRST303", message: "JWT expired" }
    : { code: "PGRST301", message: error.message };
  return c.json({ ...body, details: null, hint: null }, 401);
}

function callerOf(claims: Claims): Caller {
  const role = claims.role;
  if (role === "service_role" || role === "authenticated") return { role, claims };
  return { role: "anon", claims };
}

/** Compares without telling by its duration how much was right. */
const isSame = (given: string, expected: string) =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
