import { expect, test } from "vitest";
import { type ActivityEntry, activityEntry, describeActivity } from "@/lib/overview/activity";

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
