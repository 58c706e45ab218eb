import { describe, expect, it } from "vitest";
import { type ChartPoint, formatChartValue, plotRows } from "./chart-data";

const series = [{ key: "visits", label: "Visits", tone: "jade" }] as const;
const point = (label: string, visits: number | null, partial = false): ChartPoint => ({
  label,
  values: { visits },
  partial,
});

describe("plotRows", () => {
  it("lets the whole and the partial line meet in the last whole point", () => {
    expect(plotRows([point("a", 1), point("b", 2), point("c", 3, true)], series)).toEqual([
      { label: "a", visits: 1, "visits:partial": null },
      { label: "b", visits: 2, "visits:partial": 2 },
      { label: "c", visits: null, "visits:partial": 3 },
    ]);
  });

  it("keeps unknown apart from zero", () => {
    const [zero, unknown] = plotRows([point("a", 0), point("b", null)], series);
    expect(zero?.visits).toBe(0);
    expect(unknown?.visits).toBeNull();
  });
});

it("writes numbers once, for axis, tooltip and table alike", () => {
  expect(formatChartValue(1204, "count")).toBe("1,204");
  expect(formatChartValue(0.384, "percent")).toBe("38%");
  expect(formatChartValue(null, "count")).toBe("–");
});
