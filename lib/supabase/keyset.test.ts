import { describe, expect, test } from "vitest";
import { decodeCursor, encodeCursor } from "@/lib/api/paging";
import { appearanceOf, behind, orders } from "@/lib/supabase/keyset";

const id = "0b0f7f4e-3c4e-4c5b-9d3a-1f5e7a9b2c3d";
const createdAt = "2026-01-01T00:00:00.123456+00:00";

describe("rows behind a position", () => {
  test("newest first: older, or as old with a smaller id", () => {
    expect(behind(orders.newest, { createdAt, id })).toBe(
      `created_at.lt."${createdAt}",and(created_at.eq."${createdAt}",or(id.lt."${id}"))`,
    );
  });

  test("by appearance: nulls stand at the end", () => {
    const later = `created_at.gt."${createdAt}",created_at.is.null,and(created_at.eq."${createdAt}",or(id.gt."${id}",id.is.null))`;
    expect(behind(orders.appearance, { createdAt, id, order: 3 })).toBe(
      `order_of_appearance.gt."3",order_of_appearance.is.null,and(order_of_appearance.eq."3",or(${later}))`,
    );
    expect(behind(orders.appearance, { createdAt, id, order: null })).toBe(
      `and(order_of_appearance.is.null,or(${later}))`,
    );
  });

  test("the order survives the cursor", () => {
    for (const order of [-1, 0, null]) {
      const position = appearanceOf({ id, created_at: createdAt, order_of_appearance: order });
      expect(decodeCursor(encodeCursor(position))).toEqual({ createdAt, id, order });
    }
  });
});
