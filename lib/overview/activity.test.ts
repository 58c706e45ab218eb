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
