import { createHash } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { applyEmailChange, EMAIL_PROVIDER, refuseTaken } from "./accounts.ts";
import { readDuration } from "./durations.ts";
import { emailExists, userNotFound, validationFailed } from "./errors.ts";
import { hashPassword, requireStrongPassword } from "./passwords.ts";
import { metadata, readBody, readPhone, requireAdmin, requireEmail, text } from "./request.ts";
import { type AuthContext, type AuthService, json, type Tx, transact } from "./service.ts";
import { endSessions } from "./sessions.ts";
import {
  AUDIENCE,
  confirmEmail,
  findUser,
  insertEmailIdentity,
  insertUser,
  mergeMetadata,
  related,
  requireUserRow,
  toUserJson,
  type User,
} from "./users.ts";

const attributes = z.object({
  id: z.uuid().nullish(),
  role: text,
  email: text,
  phone: text,
  password: text,
  password_hash: text,
  email_confirm: z.boolean().nullish(),
  phone_confirm: z.boolean().nullish(),
  user_metadata: metadata,
  app_metadata: metadata,
  ban_duration: text,
});
type Attributes = z.output<typeof attributes>;

const PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

/** `auth.admin`: accounts managed with the secret key. */
export function adminUserRoutes(auth: AuthService): Hono<GatewayEnv> {
  const app = new Hono<GatewayEnv>();
  app.use("/admin/*", async (c, next) => {
    requireAdmin(c);
    await next();
  });
  return app
    .get("/admin/users", async (c) => listUsers(c, auth))
    .post("/admin/users", async (c) => {
      const input = await readBody(c, attributes);
      return c.json(toUserJson(await createUser(auth, input)));
    })
    .get("/admin/users/:id", async (c) => {
      const user = await findUser(auth.sql, { id: userId(c) });
      if (!user) throw userNotFound();
      return c.json(toUserJson(user));
    })
    .put("/admin/users/:id", async (c) => {
      const input = await readBody(c, attributes);
      return c.json(toUserJson(await updateUser(auth, userId(c), input)));
    })
    .delete("/admin/users/:id", async (c) => {
      const { should_soft_delete: soft } = await readBody(c, deletion);
      const id = userId(c);
      await transact(auth, "Database error deleting user", async (tx) => {
        const user = await findUser(tx, { id }, { lock: true });
        if (!user) throw userNotFound();
        if (!soft) await tx`delete from auth.users where id = ${id}`;
        else if (!user.deleted_at) await softDelete(tx, user);
      });
      return c.json({});
    });
}

const deletion = z.object({ should_soft_delete: z.boolean().nullish() });

function userId(c: AuthContext): string {
  const id = z.uuid().safeParse(c.req.param("id"));
  if (!id.success) throw validationFailed("user_id must be an UUID");
  return id.data;
}

/** Pages by number with the two headers auth-js reads its paging from. */
async function listUsers(c: AuthContext, auth: AuthService): Promise<Response> {
  const page = pageNumber(c.req.query("page"), 1);
  const perPage = Math.min(pageNumber(c.req.query("per_page"), PAGE_SIZE), MAX_PAGE_SIZE);
  const filter = c.req.query("filter") ?? "";
  const { sql } = auth;
  const where = filter
    ? sql`where u.email like ${`%${filter.replace(/[\\%_]/g, "\\$&")}%`}
             or u.raw_user_meta_data ->> 'full_name' ilike ${`%${filter.replace(/[\\%_]/g, "\\$&")}%`}`
    : sql``;
  const [users, [count]] = await Promise.all([
    sql<User[]>`
      select u.*, ${related(sql)} from auth.users u ${where}
       order by u.created_at desc, u.id limit ${perPage} offset ${(page - 1) * perPage}`,
    sql<{ total: number }[]>`select count(*)::int as total from auth.users u ${where}`,
  ]);
  const total = count?.total ?? 0;
  const last = Math.max(1, Math.ceil(total / perPage));
  const link = (to: number, rel: string) =>
    `<${c.req.path}?page=${to}&per_page=${perPage}>; rel="${rel}"`;
  c.header("x-total-count", String(total));
  c.header(
    "link",
    [...(page < last ? [link(page + 1, "next")] : []), link(last, "last")].join(", "),
  );
  return c.json({ users: users.map(toUserJson), aud: AUDIENCE });
}

function pageNumber(value: string | undefined, fallback: number): number {
  if (!value) return fallback;
  const number = Number(value);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw validationFailed(`Bad Pagination Parameters: "${value}" is not a page`);
}

async function createUser(auth: AuthService, input: Attributes): Promise<User> {
  if (!input.email) throw validationFailed("Cannot create a user without either an email or phone");
  const email = requireEmail(input.email);
  const phone = readPhone(input.phone);
  if (input.password && input.password_hash) {
    throw validationFailed("Only a password or a password hash should be provided");
  }
  const passwordHash =
    input.password_hash || (input.password ? await hashPassword(input.password) : "");
  return refuseTaken(
    transact(auth, "Database error creating new user", async (tx) => {
      if (await findUser(tx, { email })) throw emailExists();
      const id = await insertUser(tx, {
        ...(input.id ? { id: input.id } : {}),
        ...(input.role ? { role: input.role } : {}),
        email,
        phone,
        passwordHash,
        appMetadata: mergeMetadata(EMAIL_PROVIDER, input.app_metadata ?? {}),
        userMetadata: input.user_metadata ?? {},
      });
      await insertEmailIdentity(tx, id, email);
      if (input.email_confirm) await confirmEmail(tx, id);
      if (input.phone_confirm) await confirmPhone(tx, id);
      if (input.ban_duration) await ban(tx, id, input.ban_duration);
      return requireUserRow(tx, id);
    }),
  );
}

async function updateUser(auth: AuthService, id: string, input: Attributes): Promise<User> {
  const email = input.email ? requireEmail(input.email) : null;
  const phone = readPhone(input.phone);
  if (input.password) requireStrongPassword(input.password, auth.config.auth);
  const passwordHash =
    input.password_hash || (input.password && (await hashPassword(input.password)));
  return refuseTaken(
    transact(auth, "Error updating user", async (tx) => {
      const user = await findUser(tx, { id }, { lock: true });
      if (!user) throw userNotFound();
      if (email && email !== user.email) {
        const other = await findUser(tx, { email });
        if (other) throw emailExists();
        await applyEmailChange(tx, user, email);
      }
      if (input.email_confirm) await confirmEmail(tx, id);
      if (passwordHash) {
        await tx`delete from auth.one_time_tokens where user_id = ${id}`;
        await endSessions(tx, id, "global");
      }
      await tx`
        update auth.users set
          role = ${input.role || user.role},
          phone = ${phone ?? user.phone},
          encrypted_password = ${passwordHash || user.encrypted_password},
          raw_app_meta_data = ${json(tx, mergeMetadata(user.raw_app_meta_data, input.app_metadata ?? {}))},
          raw_user_meta_data = ${
            input.user_metadata
              ? json(tx, mergeMetadata(user.raw_user_meta_data, input.user_metadata))
              : tx`raw_user_meta_data`
          },
          updated_at = now()
        where id = ${id}`;
      if (input.phone_confirm) await confirmPhone(tx, id);
      if (input.ban_duration) await ban(tx, id, input.ban_duration);
      return requireUserRow(tx, id);
    }),
  );
}

async function confirmPhone(tx: Tx, id: string): Promise<void> {
  await tx`
    update auth.users set phone_confirmed_at = coalesce(phone_confirmed_at, now())
     where id = ${id} and phone is not null`;
}

async function ban(tx: Tx, id: string, duration: string): Promise<void> {
  const seconds = readDuration(duration);
  await tx`
    update auth.users set banned_until =
      case when ${seconds}::float8 > 0 then now() + make_interval(secs => ${seconds}) end
    where id = ${id}`;
}

/** Keeps the row for what refers to it, and nothing that says who it was. */
async function softDelete(tx: Tx, user: User): Promise<void> {
  const conceal = (value: string) =>
    createHash("sha256")
      .update(user.id + value)
      .digest("base64url");
  await tx`
    update auth.users set
      email = ${user.email && conceal(user.email)}, phone = ${user.phone && conceal(user.phone).slice(0, 15)},
      encrypted_password = '', email_change = '', phone_change = '', confirmation_token = '',
      recovery_token = '', email_change_token_new = '', email_change_token_current = '',
      phone_change_token = '', reauthentication_token = '', raw_user_meta_data = '{}',
      raw_app_meta_data = '{}', deleted_at = now(), updated_at = now()
    where id = ${user.id}`;
  await tx`
    update auth.identities
       set provider_id = encode(sha256(convert_to(user_id::text || provider_id, 'utf8')), 'hex'),
           identity_data = '{}', updated_at = now()
     where user_id = ${user.id}`;
  await tx`delete from auth.mfa_factors where user_id = ${user.id}`;
  await tx`delete from auth.one_time_tokens where user_id = ${user.id}`;
  await endSessions(tx, user.id, "global");
}
