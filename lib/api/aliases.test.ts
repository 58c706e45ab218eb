import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const ID = "0b0f7f4e-3c4e-4c5b-9d3a-1f5e7a9b2c3d";

type Aliases = typeof import("@/lib/api/aliases");
type Resources = typeof import("@/lib/api/resources");
let resolveAlias: Aliases["resolveAlias"];
let resources: Resources["resources"];

beforeAll(async () => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "key");
  vi.stubEnv("LOG_LEVEL", "silent");
  ({ resolveAlias } = await import("@/lib/api/aliases"));
  ({ resources } = await import("@/lib/api/resources"));
});

/** Which operation answers; "405" for a wrong method, "404" for nothing. */
function behind(method: string, path: string, query = ""): string {
  const { dispatch } = resolveAlias(path.split("/"));
  try {
    return dispatch.select(method, new URLSearchParams(query))?.id ?? "405";
  } catch {
    return "404";
  }
}

describe("resolveAlias", () => {
  test.each([
    ["GET", "companies", "", "companies.get-all"],
    ["GET", "companies", "company-id=1", "companies.get"],
    ["GET", "companies", "company_id=1", "companies.get"],
    ["GET", "companies", "limit=5", "companies.get-all"],
    ["HEAD", "v1/companies", "", "companies.get-all"],
    ["GET", "v1/companies/get", "", "companies.get"],
    ["GET", "companies/get-all", "company-id=1", "companies.get-all"],
    ["POST", "v1/companies/create", "", "companies.create"],
    ["GET", "v1/companies/create", "", "405"],
    ["POST", "companies/update", "", "405"],
    ["PUT", "companies/update", "", "companies.update"],
    ["DELETE", "companies/delete", "", "companies.delete"],
    ["PUT", `v1/companies/${ID}`, "", "companies.update"],
    ["GET", `v1/companies/${ID}`, "", "companies.get"],
    ["POST", `v1/companies/${ID}`, "", "405"],
    ["GET", "v1/companies/everything", "", "404"],
    // Only one of the two handlers: the bare address answers with it.
    ["POST", "v1/story/likes/toggle", "", "story.likes.create"],
    ["GET", "story/public", "", "story.public.get-all"],
    [
      "GET",
      "v1/experiences/public/travelerPhotos/get",
      "",
      "experiences.public.travelerPhotos.get",
    ],
    ["GET", "companies/members", "", "companies.members.get"],
    ["GET", "companies/members/get-all", "", "404"],
    ["GET", "profile/business", "", "profile.business.get-all"],
    ["GET", "profile/business", "user_id=", "profile.business.get"],
    ["GET", "experiences/public/get", "", "experiences.public.get"],
    // Two spellings of one address; the former name of experiences, by parameter and by path.
    ["GET", "v1/experiences/iconic-photos", "experience-id=1", "experiences.iconicPhotos.get"],
    ["GET", "destination/iconic-photos/get", "destination_id=1", "destination.iconicPhotos.get"],
    ["GET", "locations", "", "locations.get-all"],
    ["GET", "locations", "location_id=1", "locations.get"],
    ["DELETE", "v1/attraction", "", "attraction.delete"],
    ["GET", "destination", "", "destination.get-all"],
    ["GET", "destination", "destination_id=1", "destination.get"],
    ["DELETE", `destination/${ID}`, "", "destination.delete"],
    ["GET", `v1/destination/${ID}/experiences`, "", "destination.children.get"],
    ["GET", `destination/${ID}/attractions`, "", "destination.attractions.get"],
    ["GET", `destination/${ID}/activities`, "", "destination.activities.get"],
    ["POST", "auth/logout", "", "auth.logout"],
    ["GET", "auth/logout", "", "auth.logout"],
    ["POST", "auth/login/create", "", "404"],
    ["GET", "challenge/user", "", "experiences.challenge.user.get-all"],
    ["GET", "v1/challenge/user", "challenge_id=1", "experiences.challenge.user.get"],
    ["GET", "destination/challenge/user/get", "", "experiences.challenge.user.get"],
    ["POST", "v1/destination/challenge/business", "", "experiences.challenge.business.create"],
    [
      "DELETE",
      "v1/challenge/business/reward/delete",
      "",
      "experiences.challenge.business.reward.delete",
    ],
    ["GET", "v1/challenge/user/reward", "reward_id=1", "experiences.challenge.user.reward.get"],
    ["GET", "v1/docs", "", "docs"],
    ["GET", "", "", "404"],
    ["GET", "v1", "", "404"],
    ["GET", "v1/v1/companies", "", "404"],
    ["GET", "constructor", "", "404"],
    ["GET", "companies/constructor", "", "404"],
  ])("%s /api/%s?%s is %s", (method, path, query, expected) => {
    expect(behind(method, path, query)).toBe(expected);
  });

  test("an id in the path becomes the parameter", () => {
    expect(resolveAlias(["v1", "companies", ID]).params).toEqual({ "company-id": ID });
  });
});

test("every resource has a route of its own, so that no client pays for the aliases", () => {
  for (const { address, root: atRoot } of resources) {
    const folder = atRoot ? address : `api/v1/${address}`;
    expect(existsSync(`${root}app/${folder}/route.ts`), folder).toBe(true);
  }
});

test("ids of operations are unique", () => {
  const seen = new Map<string, unknown>();
  for (const resource of resources) {
    for (const operation of [
      resource.one,
      resource.list,
      resource.post,
      resource.put,
      resource.delete,
    ]) {
      if (!operation) continue;
      expect(seen.get(operation.id) ?? operation).toBe(operation);
      seen.set(operation.id, operation);
    }
  }
  expect(seen.size).toBeGreaterThan(20);
});
