import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { inviteMembers } from "./invitations.ts";

type Row = Record<string, unknown>;

/** A database that invites everybody it is asked to, except its members. */
const database = vi.hoisted(() => ({
  asked: [] as Row[],
  members: [] as string[],
  isThere: true,
  delivered: [] as string[],
  outcomes: [] as string[],
}));
vi.mock("@/lib/email/send", () => ({
  invitationToken: (mailId: string) => `token of ${mailId}`,
  deliverWritten: async (ids: string[]) => {
    database.delivered = ids;
    return new Map(ids.map((id, place) => [id, database.outcomes[place] ?? "sent"]));
  },
}));
vi.mock("@/lib/env", () => ({ env: { appUrl: "https://buddy.test", corsOrigins: [] } }));
vi.mock("@/lib/supabase/admin", () => ({
  createAdminClient: () => ({
    rpc: async (_name: string, given: { p_people: { email: string }[] }) => {
      database.asked.push(given);
      const rows = given.p_people.map(({ email }) => ({
        outcome: database.members.includes(email) ? "member" : "invited",
        email,
        id: `id of ${email}`,
      }));
      return { error: null, data: database.isThere ? rows : [] };
    },
  }),
}));

const invite = (emails: readonly string[]) =>
  inviteMembers(
    { userId: "inviter", aal: "aal2" },
    { companyId: "company", role: "editor", people: emails.map((email) => ({ email })) },
  );

beforeEach(() => {
  Object.assign(database, { asked: [], members: [], isThere: true, delivered: [], outcomes: [] });
});

describe("inviteMembers", () => {
  test("gives each address a token of its own; the database sees its hash only", async () => {
    await invite(["New@test.example", "old@test.example", "new@TEST.example"]);
    const [asked] = database.asked;
    expect(asked).toMatchObject({ p_inviter: "inviter", p_aal: "aal2" });
    const people = asked?.p_people as { email: string; mail_id: string; token_hash: string }[];
    expect(people.map(({ email }) => email)).toEqual(["new@test.example", "old@test.example"]);
    const tokens = people.map(({ mail_id }) => `token of ${mail_id}`);
    expect(new Set(tokens).size).toBe(2);
    expect(people.map(({ token_hash }) => token_hash)).toEqual(
      tokens.map((token) => createHash("sha256").update(token).digest("hex")),
    );
    expect(JSON.stringify(asked)).not.toContain("token of");
    expect(database.delivered).toEqual(people.map(({ mail_id }) => mail_id));
  });

  test("reports each address in the order given", async () => {
    database.outcomes = ["failed", "sent"];
    database.members = ["in@test.example"];
    const rows = await invite(["a@test.example", "in@test.example", "b@test.example"]);
    expect(rows.map(({ email, status, mail: outcome }) => [email, status, outcome])).toEqual([
      ["a@test.example", "invited", "failed"],
      ["in@test.example", "member", "none"],
      ["b@test.example", "invited", "sent"],
    ]);
  });

  test("a failed mail does not undo the invitation; when all fail it is a 500", async () => {
    database.outcomes = ["failed", "failed"];
    await expect(invite(["a@test.example", "b@test.example"])).rejects.toMatchObject({
      code: "internal",
      message: expect.stringContaining("The invitations are saved"),
    });
    // Nothing is taken back.
    expect(database.asked).toHaveLength(1);
  });

  test("nobody left to invite, no such company", async () => {
    database.members = ["in@test.example"];
    await expect(invite(["in@test.example"])).rejects.toMatchObject({ code: "conflict" });
    database.isThere = false;
    await expect(invite(["a@test.example"])).rejects.toMatchObject({ code: "not_found" });
    expect(database.delivered).toEqual([]);
  });
});
