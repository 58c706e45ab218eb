import { expect, test } from "vitest";
import { teamOf } from "@/lib/members/team";

const membership = (id: string, role: "admin" | "editor" | "member", joined_on: string) => ({
  id,
  role,
  username: null,
  email: `${id}@test.example`,
  businessname: id === "b" ? null : id.toUpperCase(),
  joined_on,
});

test("somebody with several roles appears once, with the highest and the first day", () => {
  const team = teamOf([
    membership("a", "member", "2026-03-01"),
    membership("b", "editor", "2026-02-01"),
    membership("a", "admin", "2026-01-01"),
    membership("a", "editor", "2026-02-01"),
  ]);
  expect(team).toEqual([
    { id: "a", name: "A", email: "a@test.example", role: "admin", joinedAt: "2026-01-01" },
    {
      id: "b",
      name: "b@test.example",
      email: "b@test.example",
      role: "editor",
      joinedAt: "2026-02-01",
    },
  ]);
});
