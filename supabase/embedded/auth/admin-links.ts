import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { EMAIL_PROVIDER } from "./accounts.ts";
import { AuthError, emailExists, validationFailed } from "./errors.ts";
import { actionLink } from "./mail.ts";
import { mailConfirmation } from "./mailings.ts";
import { createCode, storeCode } from "./one-time-tokens.ts";
import { hashPassword, requireStrongPassword } from "./passwords.ts";
import { redirectTarget } from "./redirects.ts";
import { metadata, readBody, requireAdmin, requireEmail, text } from "./request.ts";
import { type AuthService, type Tx, transact } from "./service.ts";
import {
  findUser,
  insertEmailIdentity,
  insertUser,
  isConfirmed,
  type Metadata,
  requireUserRow,
  toUserJson,
  type User,
} from "./users.ts";

const inviteBody = z.object({ email: text, data: metadata });
const linkBody = z.object({
  type: text,
  email: text,
  new_email: text,
  password: text,
  data: metadata,
  redirect_to: text,
});
type LinkInput = z.output<typeof linkBody>;

/** Invitations by mail, and links for whoever sends the mails themselves. */
export function adminLinkRoutes(auth: AuthService): Hono<GatewayEnv> {
  return new Hono<GatewayEnv>()
    .post("/invite", async (c) => {
      requireAdmin(c);
      const input = await readBody(c, inviteBody);
      const email = requireEmail(input.email);
      const delivery = { redirectTo: redirectTarget(c, auth), challenge: null };
      const user = await transact(auth, "Database error saving new user", async (tx) => {
        const invited = await unconfirmedUser(tx, email, input.data ?? {});
        await mailConfirmation(auth, tx, invited, "invite", delivery);
        return requireUserRow(tx, invited.id);
      });
      return c.json(toUserJson(user));
    })
    .post("/admin/generate_link", async (c) => {
      requireAdmin(c);
      const input = await readBody(c, linkBody);
      const redirectTo = redirectTarget(c, auth, input.redirect_to);
      return c.json(await generateLink(auth, input, redirectTo));
    });
}

/** The account behind an invitation or sign-up link: new, or not confirmed yet. */
async function unconfirmedUser(
  tx: Tx,
  email: string,
  data: Metadata,
  passwordHash = "",
): Promise<User> {
  const known = await findUser(tx, { email }, { lock: true });
  if (known && isConfirmed(known)) throw emailExists();
  if (known) return known;
  const id = await insertUser(tx, {
    email,
    passwordHash,
    appMetadata: EMAIL_PROVIDER,
    userMetadata: data,
  });
  await insertEmailIdentity(tx, id, email);
  return requireUserRow(tx, id);
}

async function generateLink(
  auth: AuthService,
  input: LinkInput,
  redirectTo: string,
): Promise<Metadata> {
  const email = requireEmail(input.email);
  const known = await findUser(auth.sql, { email });
  // A magic link for nobody is a sign-up link, as upstream.
  const type = input.type === "magiclink" && !known ? "signup" : (input.type ?? "");
  if (type === "signup" && input.type === "signup" && !known) {
    if (!input.password) throw validationFailed("Signup requires a valid password");
    requireStrongPassword(input.password, auth.config.auth);
  }
  const passwordHash = input.password ? await hashPassword(input.password) : "";
  return transact(auth, "Database error saving new user", async (tx) => {
    const { user, code } = await storeLinkCode(auth, tx, type, email, input, passwordHash);
    // Both halves of a change are verified as one type.
    const verifyType = type.startsWith("email_change") ? "email_change" : type;
    return {
      ...toUserJson(await requireUserRow(tx, user.id)),
      action_link: actionLink(auth, code.hash, verifyType, redirectTo),
      email_otp: code.otp,
      hashed_token: code.hash,
      verification_type: type,
      redirect_to: redirectTo,
    };
  });
}

async function storeLinkCode(
  auth: AuthService,
  tx: Tx,
  type: string,
  email: string,
  input: LinkInput,
  passwordHash: string,
) {
  const length = auth.config.auth.email.otp_length;
  const code = createCode(email, length);
  if (type === "signup" || type === "invite") {
    const user = await unconfirmedUser(tx, email, input.data ?? {}, passwordHash);
    await storeCode(tx, user.id, "confirmation_token", email, code.hash);
    await tx`
      update auth.users set confirmation_token = ${code.hash}, confirmation_sent_at = now(),
        invited_at = case when ${type === "invite"} then now() else invited_at end
      where id = ${user.id}`;
    return { user, code };
  }
  const user = await findUser(tx, { email }, { lock: true });
  if (!user) throw new AuthError(404, "user_not_found", "User with this email not found");
  if (type === "magiclink" || type === "recovery") {
    await storeCode(tx, user.id, "recovery_token", email, code.hash);
    await tx`
      update auth.users set recovery_token = ${code.hash}, recovery_sent_at = now()
       where id = ${user.id}`;
    return { user, code };
  }
  if (type === "email_change_current" || type === "email_change_new") {
    return storeChangeCode(auth, tx, user, type, requireEmail(input.new_email));
  }
  throw validationFailed(`Invalid email action link type requested: ${type}`);
}

async function storeChangeCode(
  auth: AuthService,
  tx: Tx,
  user: User,
  type: "email_change_current" | "email_change_new",
  newEmail: string,
) {
  const isNew = type === "email_change_new";
  if (!isNew && !auth.config.auth.email.double_confirm_changes) {
    throw validationFailed("Enable secure email change to generate link for current email");
  }
  const other = await findUser(tx, { email: newEmail });
  if (other && other.id !== user.id) throw emailExists();
  const address = isNew ? newEmail : (user.email ?? "");
  const code = createCode(address, auth.config.auth.email.otp_length);
  const kind = isNew ? "email_change_token_new" : "email_change_token_current";
  await storeCode(tx, user.id, kind, address, code.hash);
  await tx`
    update auth.users set ${tx(kind)} = ${code.hash}, email_change = ${newEmail},
      email_change_sent_at = now(), email_change_confirm_status = 0
    where id = ${user.id}`;
  return { user, code };
}
