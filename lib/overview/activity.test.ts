import { expect, test } from "vitest";
import {
  type ActivityEntry,
  activityEntry,
  describeActivity,
  mergeActivity,
} from "@/lib/overview/activity";

const names = {
  experiences: new Map([["e", "Bến Thành Market"]]),
  people: new Map([["p", "Ana"]]),
};

const say = (entry: Partial<ActivityEntry>) => {
  const { verb, object } = describeActivity(
    {
      id: 1,
      actor_id: null,
      action: "update",
      entity: "experiences",
      entity_id: "e",
      changes: {},
      created_at: "2026-01-01",
      ...entry,
    },
    names,
  );
  return `${verb} ${object}`;
};

test.each([
  ["published Bến Thành Market", { changes: { status: ["inactive", "active"] } }],
  ["archived Bến Thành Market", { changes: { status: ["active", "inactive"] } }],
  ["created Tram", { action: "create", changes: { name: [null, "Tram"], status: [null, "x"] } }],
  ["deleted Tram", { action: "delete", changes: { name: ["Tram", null] } }],
  ["renamed Tram", { changes: { name: ["Train", "Tram"] } }],
  ["changed the pictures of Bến Thành Market", { changes: { photos: [null, ["x"]] } }],
  ["edited an experience", { entity_id: "gone", changes: { address: [null, "x"] } }],
  [
    "added Ana as an editor",
    {
      entity: "company_members",
      action: "create",
      changes: { member_id: [null, "p"], role: [null, "editor"] },
    },
  ],
  [
    "removed Ana",
    {
      entity: "company_members",
      action: "delete",
      changes: { member_id: ["p", "p"], role: ["editor", "editor"], is_deleted: [false, true] },
    },
  ],
  [
    "left the company",
    {
      entity: "company_members",
      action: "delete",
      actor_id: "p",
      changes: { member_id: ["p", "p"] },
    },
  ],
  [
    "made Ana an admin",
    {
      entity: "company_members",
      changes: { member_id: ["p", "p"], role: ["editor", "admin"] },
    },
  ],
  [
    "invited bao@hotel.vn as a member",
    {
      entity: "company_invitations",
      action: "create",
      changes: { email: [null, "bao@hotel.vn"], role: [null, "member"] },
    },
  ],
  [
    "sent a new invitation to bao@hotel.vn as a member",
    {
      entity: "company_invitations",
      action: "create",
      changes: { email: [null, "bao@hotel.vn"], role: [null, "member"], replaces: [null, "i"] },
    },
  ],
  [
    "withdrew the invitation of bao@hotel.vn",
    {
      entity: "company_invitations",
      changes: { email: ["bao@hotel.vn", "bao@hotel.vn"], revoked_at: [null, "now"] },
    },
  ],
  [
    "brought back the invitation of bao@hotel.vn",
    {
      entity: "company_invitations",
      changes: { email: ["bao@hotel.vn", "bao@hotel.vn"], revoked_at: ["now", null] },
    },
  ],
  [
    "joined the team as an editor",
    {
      entity: "company_invitations",
      changes: { role: ["editor", "editor"], accepted_at: [null, "now"] },
    },
  ],
  ["handed the company to Ana", { entity: "company_accounts", changes: { owned_by: ["x", "p"] } }],
  ["changed the logo", { entity: "company_accounts", changes: { logo_id: [null, "x"] } }],
  [
    "started Lanterns",
    {
      entity: "challenges",
      changes: { status: ["PASSIVE", "ACTIVE"], title: ["Lanterns", "Lanterns"] },
    },
  ],
  ["ended a challenge", { entity: "challenges", changes: { status: ["ACTIVE", "ARCHIVED"] } }],
  ["added a step of a challenge", { entity: "challenge_steps", action: "create" }],
  ["removed Coffee", { entity: "rewards", action: "delete", changes: { name: ["Coffee", null] } }],
  ["confirmed a check-in", { entity: "check_ins", changes: { status: ["pending", "accepted"] } }],
  ["turned down a check-in", { entity: "check_ins", changes: { status: ["pending", "rejected"] } }],
  ["redeemed a reward", { entity: "reward_grants", changes: { redeemed_at: [null, "now"] } }],
  ["took back a redemption", { entity: "reward_grants", changes: { redeemed_at: ["now", null] } }],
  ["changed something", { entity: "later_table" }],
] satisfies [string, Partial<ActivityEntry>][])("%s", (sentence, entry) => {
  expect(say(entry)).toBe(sentence);
});

test("an entry of another shape is read without its changes", () => {
  const entry = {
    id: 1,
    actor_id: null,
    action: "update",
    entity: "experiences",
    entity_id: "e",
    changes: { name: "odd" },
    created_at: "2026-01-01",
  };
  expect(activityEntry.parse(entry).changes).toEqual({});
});

test("what was one act is one entry", () => {
  let id = 100;
  const entry = (at: string, more: Partial<ActivityEntry>): ActivityEntry => {
    id -= 1;
    return {
      id,
      actor_id: "boss",
      action: "update",
      entity: "company_members",
      entity_id: `row ${id}`,
      changes: {},
      created_at: at,
      ...more,
    };
  };
  const member = (role: string) => ({
    member_id: ["p", "p"] as [unknown, unknown],
    role: [role, role] as [unknown, unknown],
  });
  const entries = [
    entry("4", { action: "delete", changes: member("admin") }),
    entry("3", {
      entity: "company_invitations",
      action: "create",
      changes: { replaces: [null, "old"] },
    }),
    entry("3", {
      entity: "company_invitations",
      entity_id: "old",
      changes: { revoked_at: [null, "x"] },
    }),
    entry("2", { action: "create", changes: member("admin") }),
    entry("2", { action: "delete", changes: member("editor") }),
    entry("1", { action: "create", actor_id: "p", changes: member("editor") }),
    entry("1", {
      entity: "company_invitations",
      actor_id: "p",
      changes: { role: ["editor", "editor"], accepted_at: [null, "x"] },
    }),
  ];
  expect(
    mergeActivity(entries).map((one) => {
      const { verb, object } = describeActivity(one, names);
      return `${verb} ${object}`;
    }),
  ).toEqual([
    "removed Ana",
    "sent a new invitation to somebody as a member",
    "made Ana an admin",
    "joined the team as an editor",
  ]);
});
