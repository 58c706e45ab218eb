import { createHash } from "node:crypto";
import type { CompanyKey } from "./types.ts";

/** A uuid that depends on nothing but its arguments, so that tests and links can name demo rows. */
export function seedId(kind: string, key: string): string {
  const hex = createHash("sha256").update(`travel-buddy/${kind}/${key}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

export const companyIds: Readonly<Record<CompanyKey, string>> = {
  saigon: seedId("company", "saigon"),
  lisbon: seedId("company", "lisbon"),
  kyoto: seedId("company", "kyoto"),
  // The id installed clients know.
  platform: "c7ae75f1-96f0-409d-b5e7-24ce7d304d5a",
};

/** Id of an experience of the demo data by its `url_slug`. */
export const experienceId = (slug: string): string => seedId("experience", slug);

/** Id of a demo account by its key in accounts.ts. */
export const personId = (key: string): string => seedId("person", key);
