export type ChartTone = "jade" | "lantern" | "river" | "lotus";

export type ChartSeries = {
  key: string;
  label: string;
  tone: ChartTone;
};

export type ChartPoint = {
  /** What stands below the point: "12 Nov". */
  label: string;
  /** By series; null where nothing is known, which is not zero. */
  values: Record<string, number | null>;
  /** Not over yet (today): drawn lighter. */
  partial?: boolean;
};

export type ChartUnit = "count" | "percent";

/** A number as the axis, the tooltip and the table write it. */
export function formatChartValue(value: number | null | undefined, unit: ChartUnit): string {
  if (value === null || value === undefined) return "–";
  return unit === "percent"
    ? `${Math.round(value * 100)}%`
    : new Intl.NumberFormat("en", { maximumFractionDigits: 1 }).format(value);
}

/**
 * Points as the plot wants them: a series is split in two where the last points are partial, so
 * that these can be drawn lighter; the seam belongs to both, or the line would have a hole.
 */
export function plotRows(points: readonly ChartPoint[], series: readonly ChartSeries[]) {
  const firstPartial = points.findIndex(({ partial }) => partial);
  const seam = firstPartial === -1 ? points.length : firstPartial;
  return points.map((point, index) => {
    const row: Record<string, string | number | null> = { label: point.label };
    for (const { key } of series) {
      const value = point.values[key] ?? null;
      row[key] = index < seam ? value : null;
      row[`${key}:partial`] = index >= seam - 1 ? value : null;
    }
    return row;
  });
}
