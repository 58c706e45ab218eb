"use client";

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import {
  type ChartPoint,
  type ChartSeries,
  type ChartTone,
  type ChartUnit,
  formatChartValue,
  plotRows,
} from "./chart-data";

export type ChartPlotProps = {
  kind: "line" | "bars";
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  unit: ChartUnit;
};

const colours: Record<ChartTone, string> = {
  jade: "var(--color-jade)",
  lantern: "var(--color-lantern)",
  river: "var(--color-river)",
  lotus: "var(--color-lotus)",
};

const tick = { fill: "var(--color-ink-subtle)", fontSize: 12 };

/** The drawing itself; `ChartFigure` loads it when it is needed and gives it a table beside it. */
export default function ChartPlot({ kind, points, series, unit }: ChartPlotProps) {
  const rows = plotRows(points, series);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={rows}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          dataKey="label"
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--color-line)" }}
          minTickGap={32}
          tickMargin={8}
        />
        <YAxis
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={44}
          allowDecimals={false}
          tickFormatter={(value: number) => formatChartValue(value, unit)}
        />
        <Tooltip
          cursor={{ stroke: "var(--color-line-strong)", fill: "var(--color-hover)" }}
          isAnimationActive={false}
          content={({ active, label }) =>
            active ? (
              <PointCard
                point={points.find((point) => point.label === label)}
                series={series}
                unit={unit}
              />
            ) : null
          }
        />
        {series.flatMap(({ key, tone }) =>
          [key, `${key}:partial`].map((dataKey) => {
            const partial = dataKey !== key;
            const colour = colours[tone];
            return kind === "bars" ? (
              <Bar
                key={dataKey}
                dataKey={dataKey}
                stackId={key}
                fill={colour}
                fillOpacity={partial ? 0.4 : 1}
                radius={[4, 4, 0, 0]}
                maxBarSize={36}
                isAnimationActive={false}
              />
            ) : (
              <Area
                key={dataKey}
                dataKey={dataKey}
                type="monotone"
                stroke={colour}
                strokeWidth={2}
                strokeOpacity={partial ? 0.55 : 1}
                strokeDasharray={partial ? "4 4" : undefined}
                fill={colour}
                fillOpacity={partial ? 0.04 : 0.1}
                dot={false}
                activeDot={{ r: 4, strokeWidth: 0 }}
                isAnimationActive={false}
              />
            );
          }),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function PointCard({
  point,
  series,
  unit,
}: {
  point: ChartPoint | undefined;
  series: readonly ChartSeries[];
  unit: ChartUnit;
}) {
  if (!point) return null;
  return (
    <div className="rounded-md border border-line bg-raised px-3 py-2 text-xs shadow-md">
      <p className="text-ink-subtle">
        {point.label}
        {point.partial ? ", so far" : ""}
      </p>
      {series.map(({ key, label }) => (
        <p key={key} className="mt-0.5 flex justify-between gap-4 tabular-nums">
          <span className="text-ink-muted">{label}</span>
          <span className="font-semibold text-ink">
            {formatChartValue(point.values[key], unit)}
          </span>
        </p>
      ))}
    </div>
  );
}
