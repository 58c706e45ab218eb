import { japanExperiences } from "./data/japan.ts";
import { portugalExperiences } from "./data/portugal.ts";
import { centralExperiences } from "./data/vietnam-central.ts";
import { northExperiences } from "./data/vietnam-north.ts";
import { saigonExperiences } from "./data/vietnam-saigon.ts";
import { southExperiences } from "./data/vietnam-south.ts";
import type { ExperienceSeed } from "./types.ts";

/** Every experience of the demo data, in the order in which they were "written" (oldest first). */
export const experiences: readonly ExperienceSeed[] = [
  ...saigonExperiences,
  ...portugalExperiences.slice(0, 4),
  ...centralExperiences,
  ...japanExperiences.slice(0, 4),
  ...southExperiences,
  ...portugalExperiences.slice(4),
  ...northExperiences,
  ...japanExperiences.slice(4),
];
