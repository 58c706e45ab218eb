/** `auth/second-factor`: setting up, showing and removing an authenticator app. */
import "server-only";
import { z } from "zod";
import { countRecoveryCodes } from "@/lib/accounts/recovery-codes";
import { factorCode } from "@/lib/accounts/schemas";
import {
  enrollFactor,
  listFactors,
  removeFactor,
  verifyFactor,
} from "@/lib/accounts/second-factor";
import { EXAMPLE_FACTOR, exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { requiredText, timestamp, uuid } from "@/lib/api/schemas";

const list = operation({
  id: "auth.second-factor.get-all",
  summary: "The caller's authenticator apps.",
  access: "user",
  role: "self",
  success: {
    status: 200,
    schema: z.object({
      data: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          verified: z.boolean().describe("False until a code was shown."),
          created_at: timestamp,
        }),
      ),
      recovery_codes_left: z
        .int()
        .nullable()
        .describe("Null in a session that has not shown the second factor."),
    }),
  },
  example: { as: "traveller" },
  async handle({ user, db }) {
    const data = await listFactors(user.token);
    const mayLook = user.aal === "aal2" || !data.some(({ verified }) => verified);
    return { data, recovery_codes_left: mayLook ? await countRecoveryCodes(db) : null };
  },
});

const enroll = operation({
  id: "auth.second-factor.enroll",
  summary: "Begin to set up an authenticator app.",
  description:
    "Show `qr_code` (an SVG as data URL) or `secret`, then send the app's first code to `auth/second-factor/verify`. Until then nothing is asked for. An unfinished one of the same name gives way. Whoever has one must have shown it to add another.",
  access: "user",
  role: "self",
  body: z.strictObject({ name: requiredText(100).optional() }),
  limits: ["auth"],
  idempotency: false,
  failures: ["conflict", "second_factor_required"],
  success: {
    status: 200,
    schema: z.object({
      data: z.object({
        id: z.string(),
        secret: z.string(),
        uri: z.string().describe("otpauth://…"),
        qr_code: z.string(),
      }),
    }),
  },
  example: { as: "traveller", body: { name: "Phone" } },
  handle: async ({ body, user }) => ({
    data: await enrollFactor(user.token, body.name ?? "Authenticator app"),
  }),
});

const remove = operation({
  id: "auth.second-factor.delete",
  summary: "Remove an authenticator app.",
  description: "One that is set up only in a session that has shown it.",
  access: "user",
  role: "self",
  query: { "factor-id": uuid },
  limits: ["auth"],
  failures: ["not_found", "second_factor_required"],
  success: { status: 200, schema: z.object({ message: z.string() }) },
  example: { as: "traveller", query: { "factor-id": exampleIds.factor } },
  async handle({ query, user }) {
    await removeFactor(user.token, query["factor-id"]);
    return { message: "The second factor is removed." };
  },
});

const verify = operation({
  id: "auth.second-factor.verify",
  summary: "Show a code of the authenticator app.",
  description:
    "Finishes setting one up, or lifts a session that lacks the code; go on with the tokens of the answer. Sessions elsewhere that never showed a code end. Ten tries a quarter of an hour; each code is good once.",
  access: "user",
  role: "self",
  body: z.strictObject({
    code: factorCode,
    factor_id: uuid.optional().describe("Needed to finish setting one up."),
    recovery_codes: z
      .boolean()
      .optional()
      .describe("True: make ten new recovery codes; the former ones end."),
  }),
  limits: ["auth"],
  idempotency: false,
  failures: ["not_found"],
  success: {
    status: 200,
    schema: z.object({
      access_token: z.string(),
      expires_at: z.int(),
      refresh_token: z.string(),
      user_id: z.string(),
      recovery_codes: z
        .array(z.string())
        .optional()
        .describe("Shown this once. Each takes the place of a code once; see `auth/login`."),
    }),
  },
  example: {
    as: "traveller",
    body: { code: EXAMPLE_FACTOR.code, factor_id: exampleIds.factor, recovery_codes: true },
  },
  async handle({ body, user }) {
    const { session, recoveryCodes } = await verifyFactor(user, {
      code: body.code,
      factorId: body.factor_id,
      recoveryCodes: body.recovery_codes,
    });
    return {
      access_token: session.access_token,
      expires_at: session.expires_at ?? 0,
      refresh_token: session.refresh_token,
      user_id: session.user.id,
      ...(recoveryCodes ? { recovery_codes: recoveryCodes } : {}),
    };
  },
});

export const authSecondFactor: Resource = {
  address: "auth/second-factor",
  literal: true,
  list,
  post: enroll,
  delete: remove,
};
export const authSecondFactorVerify: Resource = {
  address: "auth/second-factor/verify",
  literal: true,
  post: verify,
};
