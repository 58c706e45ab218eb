import { describe, expect, it } from "vitest";
import { refusal, rolledBack } from "./harness.ts";
import { expected, measure, withoutRights } from "./measure.ts";
import { rules } from "./rules.ts";
import { openWorld } from "./world.ts";

const { sql, world } = await openWorld();

describe.each(Object.entries(rules))("%s", (table, tableRules) => {
  it("has a row to read and to touch in every case", async () => {
    const idle = await rolledBack(sql, (tx) => withoutRights(tx, world, table, tableRules));
    expect(idle).toEqual([]);
  });

  it("admits exactly whom the rules name", async () => {
    const matrix = await rolledBack(sql, (tx) => measure(tx, world, table, tableRules));
    expect(matrix).toEqual(expected(tableRules));
  });
});

describe("column privileges", () => {
  it.each(Object.keys(rules).filter((table) => table.startsWith("public.")))(
    "%s",
    async (table) => {
      const wanted = rules[table];
      const columns = await sql<
        { name: string; role: string; insert: boolean; update: boolean; select: boolean }[]
      >`
        select a.attname as name, role,
          has_column_privilege(role, a.attrelid, a.attnum, 'insert') as insert,
          has_column_privilege(role, a.attrelid, a.attnum, 'update') as update,
          has_column_privilege(role, a.attrelid, a.attnum, 'select') as select
        from pg_attribute a, unnest('{anon,authenticated}'::text[]) as role
        where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped`;
      const names = (role: string, right: "insert" | "update" | "select") =>
        columns
          .filter((column) => column.role === role && column[right])
          .map((column) => column.name)
          .sort();
      const all = [...new Set(columns.map((column) => column.name))].sort();

      expect(names("authenticated", "insert")).toEqual(wanted?.insertable.toSorted());
      expect(names("authenticated", "update")).toEqual(wanted?.updatable.toSorted());
      expect(names("authenticated", "select")).toEqual(
        all.filter((name) => !wanted?.hidden?.includes(name)),
      );
      expect(names("anon", "insert")).toEqual([]);
      expect(names("anon", "update")).toEqual([]);
    },
  );

  it("keeps what makes a super admin, an owner or a maker out of everybody's reach", async () => {
    const forbidden = [
      ["public.businessprofiles", "type", "'SUPER_ADMIN'"],
      ["public.businessprofiles", "editors", "'{}'"],
      ["public.businessprofiles", "email", "'x@y.z'"],
      ["public.company_accounts", "owned_by", "auth.uid()"],
      ["public.company_accounts", "created_by", "auth.uid()"],
      ["public.company_accounts", "is_deleted", "true"],
      ["public.company_accounts", "is_platform", "true"],
      ["public.company_members", "role", "'admin'"],
      ["public.company_members", "is_deleted", "false"],
      ["public.company_invitations", "role", "'admin'"],
      ["public.company_invitations", "accepted_by", "auth.uid()"],
      ["public.experiences", "owned_by", "owned_by"],
      ["public.experiences", "created_by", "auth.uid()"],
      ["public.media_assets", "company_id", "null"],
      ["public.media_assets", "storage_path", "'x'"],
      ["public.stories", "user_id", "auth.uid()"],
    ] as const;
    await rolledBack(sql, async (tx) => {
      for (const [table, column, value] of forbidden) {
        for (const actor of ["owner", "superAdmin"] as const) {
          const outcome = await refusal(
            tx,
            world.caller(actor),
            `update ${table} set ${column} = ${value}`,
          );
          expect(outcome, `${actor}: ${table}.${column}`).toBe("42501");
        }
      }
    });
  });
});
