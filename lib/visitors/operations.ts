/** `experiences/public/traveler-info`, as landing pages know it. */
import "server-only";
import { after } from "next/server";
import { z } from "zod";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { registerVisitor } from "@/lib/visitors/mutations";
import { blankProfile, registered, registration } from "@/lib/visitors/schemas";
import { sendWelcome, welcomeLink } from "@/lib/visitors/welcome";

const register = operation({
  id: "experiences.public.traveler-info.create",
  summary: "Record who opened a landing page.",
  description: [
    "Notes the address for the experience (and its company), for the company, or for both where the experience is another company's. Sending it again answers the same.",
    "Whoever holds an address that was merely typed in is not signed in: the tokens are always null, no account is made, and `profile` repeats what was sent, whether or not the address belongs to somebody.",
    "An address without an account gets a mail that leads to `redirect_link`, which must be one of our pages.",
  ].join(" "),
  access: "public",
  role: "public",
  body: registration,
  limits: ["auth"],
  success: { status: 200, schema: z.object({ data: registered }) },
  example: {
    body: {
      experience_id: exampleIds.experience,
      email: "visitor@example.com",
      language: "en",
    },
  },
  async handle({ body }) {
    const email = body.email.toLowerCase();
    const language = body.language || null;
    const experienceId = body.experience_id || undefined;
    const companyId = body.company_id || undefined;
    const visitor = await registerVisitor(email, language ?? undefined, {
      experienceId,
      companyId,
    });
    if (!visitor) {
      throw new AppError("bad_request", "There is no such experience or company.", {
        fields: {
          ...(experienceId ? { experience_id: ["There is none."] } : {}),
          ...(companyId ? { company_id: ["There is none."] } : {}),
        },
      });
    }
    if (visitor.greet) {
      const mail = {
        email,
        link: welcomeLink(body.redirect_link),
        language,
        companyId: visitor.company_id,
      };
      // After the answer: how long it takes must not tell whether the address has an account.
      after(() => sendWelcome(mail));
    }
    return {
      data: {
        visitor_id: visitor.visitor_id,
        experience_id: experienceId ?? null,
        language,
        company_id: companyId ?? visitor.company_id,
        profile: blankProfile({ email, language }),
        access_token: null,
        refresh_token: null,
        expires_at: null,
      },
    };
  },
});

export const travelerInfo: Resource = {
  address: "experiences/public/traveler-info",
  post: register,
};
