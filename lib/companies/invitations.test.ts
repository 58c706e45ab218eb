import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Db } from "@/lib/supabase/types";
import { inviteMembers } from "./invitations.ts";

type Row = Record<string, unknown>;

const mail = vi.hoisted(() => ({
  letters: [] as Row[],
  links: [] as Row[],
  outcomes: [] as string[],
}));
vi.mock("@/lib/email/send", () => ({
  invitationToken: (mailId: string) => `token of ${mailId}`,
  sendMails: async (letters: Row[]) => {
    mail.letters = letters;
    return letters.map((_, place) => mail.outcomes[place] ?? "sent");
  },
}));
vi.mock("@/lib/env", () => ({ env: { appUrl: "https://buddy.test", corsOrigins: [] } }));
vi.mock("@/lib/supabase/admin", () => ({
  createAdminClient: () => ({
    rpc: async (_name: string, { p_links }: { p_links: Row[] }) => {
      mail.links = p_links;
      return { data: null, error: null };
    },
    from: () => ({
      select: () => ({ in: async () => ({ data: [{ email: "old@test.example" }], error: null }) }),
    }),
  }),
}));

/** A database that invites everybody it is asked to, except its members. */
function database(members: readonly string[] = []) {
  const asked: { p_emails: string[] }[] = [];
  const rpc = async (_name: string, given: (typeof asked)[number]) => {
    asked.push(given);
    return {
      error: null,
      data: given.p_emails.map((email) => ({
        outcome: members.includes(email) ? "member" : "invited",
        email,
        company_name: "Lối Nhỏ",
        id: `id of ${email}`,
      })),
    };
  };
  const profile = { data: { username: "mai_nguyen", businessname: "Mai" }, error: null };
  const from = () => ({ select: () => ({ eq: () => ({ maybeSingle: async () => profile }) }) });
  return { db: { rpc, from } as unknown as Db, asked };
}

const invite = (db: Db, emails: readonly string[]) =>
  inviteMembers(db, "inviter", {
    companyId: "company",
    role: "editor",
    people: emails.map((email) => ({ email })),
  });

beforeEach(() => {
  mail.letters = [];
  mail.links = [];
  mail.outcomes = [];
});

describe("inviteMembers", () => {
  test("gives each address a token of its own; the database sees its hash only", async () => {
    const { db, asked } = database();
    await invite(db, ["New@test.example", "old@test.example", "new@TEST.example"]);
    expect(asked[0]?.p_emails).toEqual(["new@test.example", "old@test.example"]);
    const tokens = mail.letters.map(({ id }) => `token of ${id}`);
    expect(new Set(tokens).size).toBe(2);
    expect(mail.links).toEqual(
      tokens.map((token, place) => ({
        id: mail.letters[place]?.invitationId,
        token_hash: createHash("sha256").update(token).digest("hex"),
        redirect_link: null,
      })),
    );
    expect(JSON.stringify(mail.letters)).not.toContain("token of");
    expect(mail.letters.map(({ props }) => (props as Row).known)).toEqual([false, true]);
  });

  test("reports each address in the order given", async () => {
    mail.outcomes = ["failed", "sent"];
    const { db } = database(["in@test.example"]);
    const rows = await invite(db, ["a@test.example", "in@test.example", "b@test.example"]);
    expect(rows.map(({ email, status, mail: outcome }) => [email, status, outcome])).toEqual([
      ["a@test.example", "invited", "failed"],
      ["in@test.example", "member", "none"],
      ["b@test.example", "invited", "sent"],
    ]);
  });

  test("a failed mail does not undo the invitation; when all fail it is a 500", async () => {
    mail.outcomes = ["failed", "failed"];
    const { db, asked } = database();
    await expect(invite(db, ["a@test.example", "b@test.example"])).rejects.toMatchObject({
      code: "internal",
      message: expect.stringContaining("The invitations are saved"),
    });
    // Nothing is taken back.
    expect(asked).toHaveLength(1);
  });

  test("nobody left to invite, no such company", async () => {
    const { db } = database(["in@test.example"]);
    await expect(invite(db, ["in@test.example"])).rejects.toMatchObject({ code: "conflict" });
    const nowhere = { ...db, rpc: async () => ({ data: [], error: null }) } as unknown as Db;
    await expect(invite(nowhere, ["a@test.example"])).rejects.toMatchObject({ code: "not_found" });
    expect(mail.letters).toEqual([]);
  });
});
