/** Shapes of the demo data. Everything here is content; rows and ids are made by `rows.ts`. */

export type CompanyKey = "saigon" | "lisbon" | "kyoto" | "platform";

export type Country = "VN" | "PT" | "JP";

export type Status = "active" | "inactive" | "internal";

export type TipType = "dos" | "don'ts" | "best_time";

export type DetailType =
  | "iconic_photos"
  | "historical_context"
  | "famous_visitors"
  | "photography_tips";

export type DetailSeed = {
  type: DetailType;
  name: string;
  text: string;
  tips?: readonly { text: string; type: TipType }[];
};

export type ActivitySeed = {
  title: string;
  hours: string;
  address: string;
  description: string;
  short: string;
  highlights: readonly string[];
};

export type LocationSeed = {
  title: string;
  hours?: string;
  description: string;
  short: string;
  latitude: number;
  longitude: number;
};

export type ExperienceSeed = {
  /** Also the `url_slug`, the key of the illustration and the source of the row's id. */
  slug: string;
  name: string;
  company: CompanyKey;
  country: Country;
  address: string;
  /** The slug of the experience it is part of; that one stands further up. */
  partOf?: string;
  latitude: number;
  longitude: number;
  /** Default: active. */
  status?: Status;
  keyword: string;
  /** `thumbnail_description`, 60 to 160 characters. */
  short: string;
  description: string;
  /** What the illustration shows, for people who do not see it. */
  alt: string;
  questions: readonly [string, string, string];
  details: readonly DetailSeed[];
  activities: readonly ActivitySeed[];
  locations: readonly LocationSeed[];
};
