/**
 * Example calls of operations. They stand in the OpenAPI description, and a test executes every one
 * against a world that holds exactly these records (e2e/api/example-world.ts).
 */

/** Who makes the call in the example. The roles are roles in the example company. */
export type ExampleCaller =
  | "nobody"
  | "traveller"
  | "member"
  | "editor"
  | "admin"
  | "owner"
  | "superAdmin";

export type Example = {
  /** By default an admin of the company, or nobody where the operation is public. */
  as?: ExampleCaller;
  query?: Record<string, string>;
  body?: unknown;
};

const id = (number: number) => `0e8a3c1e-5b7d-4c1a-9d2f-${String(number).padStart(12, "0")}`;

/** Ids of the records that examples speak of. */
export const exampleIds = {
  traveller: id(1),
  member: id(2),
  editor: id(3),
  admin: id(4),
  owner: id(5),
  superAdmin: id(6),
  company: id(10),
  /** The editor's row of company_members. */
  membership: id(11),
  /** An active experience of the company; `childExperience` has it as its parent. */
  experience: id(20),
  childExperience: id(21),
  /** An experience that may be deleted. */
  spareExperience: id(22),
  detail: id(30),
  activity: id(31),
  location: id(32),
  media: id(33),
  /** The traveller's channel, published story about the experience, draft; the editor's comment. */
  channel: id(40),
  story: id(41),
  draftStory: id(42),
  comment: id(43),
  /** A running challenge of the admin's company and a reward of it. */
  challenge: id(50),
  reward: id(51),
  spareChallenge: id(52),
  spareReward: id(53),
} as const;

/** Who the people of the examples are for the auth server. */
export const exampleEmails = {
  traveller: "traveller@example.com",
  member: "member@example.com",
  editor: "editor@example.com",
  admin: "admin@example.com",
  owner: "owner@example.com",
  superAdmin: "super.admin@example.com",
  /** Nobody has this address; sign-up examples use it. */
  newcomer: "newcomer@example.com",
} as const;

/** The password of all of them. */
export const EXAMPLE_PASSWORD = "correct horse battery";
