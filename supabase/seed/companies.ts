import type { CompanyKey } from "./types.ts";

export type CompanySeed = {
  key: CompanyKey;
  name: string;
  slogan: string;
  description: string;
  country: string;
  city: string;
  timeZone: string;
  /** Who founded it: a key of accounts.ts. */
  owner: string;
  /** Days before the anchor. */
  age: number;
};

export const companies: readonly CompanySeed[] = [
  {
    key: "platform",
    name: "Travel Buddy",
    slogan: "Places worth a story",
    description: "Looks after experiences that no company has claimed yet.",
    country: "NL",
    city: "Amsterdam",
    timeZone: "Europe/Amsterdam",
    owner: "super",
    age: 460,
  },
  {
    key: "saigon",
    name: "Lối Nhỏ Journeys",
    slogan: "The small lanes first",
    description:
      "Lối nhỏ means little lane. We are nine guides from Ho Chi Minh City, Huế and Hà Nội who take up to eight people at a time to places we would visit on a day off: markets before breakfast, temples in the hour of the sweepers, and the far end of the beach.",
    country: "VN",
    city: "Ho Chi Minh City",
    timeZone: "Asia/Ho_Chi_Minh",
    owner: "saigon-admin",
    age: 440,
  },
  {
    key: "lisbon",
    name: "Sete Colinas Walks",
    slogan: "Slowly, and mostly uphill",
    description:
      "Five people, seven hills. We walk through Lisbon, Sintra and Porto with archaeologists, gardeners and one retired tram driver, and stop for coffee more often than the plan says.",
    country: "PT",
    city: "Lisbon",
    timeZone: "Europe/Lisbon",
    owner: "lisbon-admin",
    age: 430,
  },
  {
    key: "kyoto",
    name: "Kamogawa Guides",
    slogan: "Early, quietly, on foot",
    description:
      "A small office by the Kamo river. We open Kyoto's temples, gardens and markets at the hours when the city has them to itself, for groups of six and fewer.",
    country: "JP",
    city: "Kyoto",
    timeZone: "Asia/Tokyo",
    owner: "kyoto-admin",
    age: 400,
  },
];

/** Invitations that wait, one that has run out. Nobody knows the tokens. */
export const invitations: readonly {
  company: CompanyKey;
  email: string;
  role: "admin" | "editor" | "member";
  note?: string;
  /** Days before the anchor, and days of validity from then on. */
  age: number;
  valid: number;
}[] = [
  {
    company: "saigon",
    email: "thu.ha@guides.example",
    role: "editor",
    note: "Hà takes over the northern routes from January.",
    age: 3,
    valid: 7,
  },
  { company: "saigon", email: "frontdesk@hotel-rex.example", role: "member", age: 5, valid: 7 },
  { company: "saigon", email: "khoa.photo@guides.example", role: "member", age: 40, valid: 7 },
  { company: "lisbon", email: "rui.almeida@guides.example", role: "editor", age: 2, valid: 7 },
  { company: "kyoto", email: "m.okada@guides.example", role: "member", age: 1, valid: 7 },
];
