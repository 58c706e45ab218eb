/**
 * What the dashboard uploads, one route each. A route decides before any byte moves whether the
 * person may attach such a file there, and takes the file over once it has arrived.
 */
import "server-only";
import type { NextRequest } from "next/server";
import { createUploadthing, type FileRouter, UTFiles } from "uploadthing/next";
import { UploadThingError, UTApi } from "uploadthing/server";
import { z } from "zod";
import { isSameOrigin } from "@/lib/api/cors";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { bearerToken, type Identity, verifyAccessToken } from "@/lib/api/identity";
import { describeError, log } from "@/lib/api/log";
import { rateLimits } from "@/lib/api/rate-limit";
import { getMyRole } from "@/lib/companies/queries";
import { type CompanyRole, roleAtLeast } from "@/lib/companies/roles";
import { env } from "@/lib/env";
import { filmProblem, imageProblem, type UploadAnswer } from "@/lib/media/limits";
import { usesCloud } from "@/lib/media/uploadthing/config";
import { openIngested } from "@/lib/media/uploadthing/ingest";
import { keepUpload, type Purpose } from "@/lib/media/uploadthing/keep";
import { createBearerClient } from "@/lib/supabase/bearer";
import { accessTokenFromCookies } from "@/lib/supabase/cookies";
import type { Supabase } from "@/lib/supabase/types";
import { uploadLimits } from "@/lib/uploads/limits";

type Caller = { user: Identity; db: Supabase };
type Sent = { name: string; size: number; type: string };

/** What belongs to every upload; `attempt` stays the same when an upload is taken up again. */
const common = {
  title: z.string().max(255).default(""),
  attempt: z.uuid().default(() => crypto.randomUUID()),
};
const ofCompany = z.strictObject({ ...common, companyId: z.uuid() });
const ofExperience = z.strictObject({
  ...common,
  companyId: z.uuid(),
  // Absent while the experience is being written for the first time.
  experienceId: z.uuid().optional(),
});
const ofOneself = z.strictObject(common);

const refused = (code: "FORBIDDEN" | "BAD_REQUEST" | "NOT_FOUND" | "TOO_LARGE", message: string) =>
  new UploadThingError({ code, message });

/** The signed-in person, from the dashboard's cookie or a bearer token. */
async function requireCaller(request: NextRequest): Promise<Caller> {
  const given = bearerToken(request.headers.get("authorization"));
  let token = given;
  if (token === undefined) {
    token = await accessTokenFromCookies({
      getAll: () => request.cookies.getAll(),
      // The page this comes from has refreshed the session.
      setAll: () => {},
    });
    if (token && !isSameOrigin(request.headers, env.appUrl)) {
      throw refused("FORBIDDEN", "This request did not come from our own pages.");
    }
  }
  const user = token ? await verifyAccessToken(token) : null;
  if (!user) throw refused("FORBIDDEN", "Sign in to add files.");
  if (env.rateLimits !== "off") await rateLimits.consume("overall", `user:${user.userId}`);
  return { user, db: createBearerClient(user.token) };
}

async function requireRole({ db }: Caller, companyId: string, role: CompanyRole) {
  const mine = await getMyRole(db, companyId);
  if (!mine || !roleAtLeast(mine, role)) {
    throw refused("FORBIDDEN", "You may not add files to this company.");
  }
}

async function requireExperience({ db }: Caller, companyId: string, id: string | undefined) {
  if (!id) return;
  const { data, error } = await db
    .from("experiences")
    .select("id")
    .match({ id, owned_by: companyId })
    .maybeSingle();
  if (error) throw fromPostgrest(error);
  if (!data) throw refused("NOT_FOUND", "There is no such experience.");
}

function checkFiles(files: readonly Sent[], kind: Purpose["kind"]) {
  for (const file of files) {
    const problem =
      kind === "film" ? filmProblem(file, uploadLimits().videoBytes) : imageProblem(file);
    if (problem) throw refused("BAD_REQUEST", problem);
  }
}

/**
 * What a middleware answers. Each file gets a name that stays the same when the upload is taken up
 * again, so that our ingest goes on where it was; UploadThing's cloud wants every name once.
 */
function admit(
  { user }: Caller,
  attempt: string,
  files: readonly Sent[],
  purpose: Omit<Purpose, "userId">,
) {
  const names = files.map((_, index) => `${user.userId}/${attempt}/${index}`);
  return {
    ...purpose,
    userId: user.userId,
    names,
    [UTFiles]: files.map((file, index) => ({
      ...file,
      ...(usesCloud() ? {} : { customId: names[index] as string }),
    })),
  };
}

/** Expected failures in the words they carry; UploadThing makes a 500 of anything else. */
async function inWords<T>(decide: () => Promise<T>): Promise<T> {
  try {
    return await decide();
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    throw refused(error.status === 404 ? "NOT_FOUND" : "FORBIDDEN", error.message);
  }
}

/**
 * The file has arrived. In UploadThing's cloud it only passes through: there it would be open to
 * everybody, uncleaned, out of reach of the policies that guard our storage.
 */
async function takeOver(
  file: { key: string; size: number; ufsUrl: string },
  metadata: Purpose,
): Promise<UploadAnswer> {
  if (!usesCloud()) return keepUpload(await openIngested(file.key), metadata);
  const answer = await keepUpload({ size: file.size, read: () => download(file.ufsUrl) }, metadata);
  // Stored is stored: who uploads hears so, whatever becomes of the cloud's copy.
  await new UTApi({ token: env.uploadthing.token as string })
    .deleteFiles(file.key)
    .catch((error: unknown) =>
      log.error({ key: file.key, error: describeError(error) }, "file left in UploadThing's cloud"),
    );
  return answer;
}

async function* download(url: string): AsyncGenerator<Uint8Array> {
  const answer = await fetch(url, { cache: "no-store" });
  if (!answer.ok || !answer.body) throw new Error(`UploadThing: ${answer.status}`);
  for await (const chunk of answer.body) yield chunk;
}

const f = createUploadthing();

/** UploadThing counts in powers of two; the exact limits are checked, in words, by `checkFiles`. */
const pictures = (maxFileCount: number) => ({
  image: { maxFileSize: "16MB" as const, maxFileCount },
});
const films = { video: { maxFileSize: "256MB" as const, maxFileCount: 1 } };

/** Our ingest finds an upload again by its name; the cloud gets a key of its own each time. */
const options = {
  awaitServerData: true,
  getFileHashParts: (file: { name: string; customId?: string | null }) => [
    file.customId ?? crypto.randomUUID(),
  ],
} as const;

const experienceRoute = (
  config: ReturnType<typeof pictures> | typeof films,
  usage: "iconic_photo" | "gallery" | "primary_video",
  kind: Purpose["kind"],
) =>
  f(config, options)
    .input(ofExperience)
    .middleware(({ req, input, files }) =>
      inWords(async () => {
        const { companyId, experienceId, title, attempt } = input;
        const caller = await requireCaller(req);
        await requireRole(caller, companyId, "editor");
        await requireExperience(caller, companyId, experienceId);
        checkFiles(files, kind);
        return admit(caller, attempt, files, {
          companyId,
          bucket: "experience",
          usage,
          kind,
          title,
        });
      }),
    )
    .onUploadComplete(({ file, metadata }) => takeOver(file, metadata));

/** The company's own face is for its admins. */
const companyRoute = (usage: "logo" | "banner") =>
  f(pictures(1), options)
    .input(ofCompany)
    .middleware(({ req, input, files }) =>
      inWords(async () => {
        const { companyId, title, attempt } = input;
        const caller = await requireCaller(req);
        await requireRole(caller, companyId, "admin");
        checkFiles(files, "picture");
        return admit(caller, attempt, files, {
          companyId,
          bucket: "company",
          usage,
          kind: "picture",
          title,
        });
      }),
    )
    .onUploadComplete(({ file, metadata }) => takeOver(file, metadata));

export const uploadRouter = {
  experiencePhoto: experienceRoute(pictures(1), "iconic_photo", "picture"),
  gallery: experienceRoute(pictures(24), "gallery", "picture"),
  video: experienceRoute(films, "primary_video", "film"),
  logo: companyRoute("logo"),
  banner: companyRoute("banner"),
  avatar: f(pictures(1), options)
    .input(ofOneself)
    .middleware(({ req, input, files }) =>
      inWords(async () => {
        const caller = await requireCaller(req);
        checkFiles(files, "picture");
        return admit(caller, input.attempt, files, {
          companyId: null,
          bucket: "profile",
          usage: "avatar",
          kind: "picture",
          title: input.title || "avatar",
        });
      }),
    )
    .onUploadComplete(({ file, metadata }) => takeOver(file, metadata)),
} satisfies FileRouter;

export type UploadRouter = typeof uploadRouter;
