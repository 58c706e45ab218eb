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
  /** A session of the traveller, one of the owner, and an authenticator app half set up. */
  session: id(60),
  businessSession: id(61),
  factor: id(62),
  /** The traveller's upload of one part that has not arrived, and one that became the media. */
  /** A conversation of the traveller's with the assistant, and one of their questions. */
  thread: id(80),
  aiUse: id(81),
  upload: id(70),
  finishedUpload: id(71),
  uploadedMedia: id(72),
  uploadedPath: `${id(1)}/lanterns/0e8a3c1e5b7d4c1a9d2f000000000072.png`,
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

/** Tokens in examples. The access token has expired, so the refresh token is what counts. */
export const exampleTokens = {
  access:
    "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwZThhM2MxZS01YjdkLTRjMWEtOWQyZi0wMDAwMDAwMDAwMDEiLCJyb2xlIjoiYXV0aGVudGljYXRlZCIsImV4cCI6MTcwMDAwMDAwMH0.c2lnbmF0dXJl",
  /** Of the traveller's session. */
  refresh: "vuk6txhyc5yl",
  /** Of the owner's session. */
  businessRefresh: "m2hq7rdwkx4e",
} as const;

/** The code in a mail to the traveller. */
export const EXAMPLE_CODE = "483920";

/** The traveller's authenticator app: its secret, and what it shows (a test asks it anew). */
export const EXAMPLE_FACTOR = {
  secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
  code: "712645",
} as const;
