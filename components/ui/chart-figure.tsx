"use client";

import { ChartLine, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useId, useState } from "react";
import { Card } from "./card";
import { type ChartPoint, type ChartSeries, type ChartUnit, formatChartValue } from "./chart-data";
import { cn } from "./cn";
import { InfoHint } from "./info-hint";
import { SegmentedControl } from "./segmented-control";
import { Skeleton } from "./skeleton";

// Drawn in the browser only: the library writes style attributes, which our CSP refuses in HTML,
// and pages without a chart need not load it.
const ChartPlot = dynamic(() => import("./chart-plot"), {
  ssr: false,
  loading: () => <Skeleton className="size-full rounded-md" />,
});

const dots = {
  jade: "bg-jade",
  lantern: "bg-lantern",
  river: "bg-river",
  lotus: "bg-lotus",
} as const;

type ChartFigureProps = {
  title: string;
  /** Behind the ⓘ: how it is counted. */
  info?: ReactNode;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  kind?: "line" | "bars";
  unit?: ChartUnit;
  /** The head of the table's first column: "Day". */
  pointLabel?: string;
  className?: string;
};

/** A chart, and the same numbers as a table. Screen readers always get the table. */
export function ChartFigure({
  title,
  info,
  points,
  series,
  kind = "line",
  unit = "count",
  pointLabel = "Day",
  className,
}: ChartFigureProps) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const titleId = useId();
  return (
    <Card className={cn("p-5", className)}>
      <figure aria-labelledby={titleId}>
        <figcaption className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <span className="flex items-center gap-1">
            <span id={titleId} className="display text-xl">
              {title}
            </span>
            {info ? <InfoHint about={title}>{info}</InfoHint> : null}
          </span>
          <span className="flex items-center gap-4">
            {series.length > 1 ? (
              <span className="flex flex-wrap gap-3 text-ink-muted text-xs">
                {series.map(({ key, label, tone }) => (
                  <span key={key} className="flex items-center gap-1.5">
                    <span aria-hidden className={cn("size-2 rounded-full", dots[tone])} />
                    {label}
                  </span>
                ))}
              </span>
            ) : null}
            <SegmentedControl
              label={`${title} as`}
              iconsOnly
              value={view}
              onValueChange={setView}
              segments={[
                { value: "chart", label: "Chart", icon: <ChartLine aria-hidden /> },
                { value: "table", label: "Table", icon: <Table2 aria-hidden /> },
              ]}
            />
          </span>
        </figcaption>
        {view === "chart" ? (
          <div aria-hidden className="h-64">
            <ChartPlot kind={kind} points={points} series={series} unit={unit} />
          </div>
        ) : null}
        <div
          className={view === "chart" ? "sr-only" : "scrollbar-quiet max-h-64 overflow-auto"}
          // A scrolled region has to be reachable by keyboard.
          {...(view === "table" ? { tabIndex: 0, role: "region", "aria-labelledby": titleId } : {})}
        >
          <table className="w-full text-sm">
            <caption className="sr-only">{title}</caption>
            <thead className="sticky top-0 bg-surface text-ink-muted text-xs">
              <tr>
                <th scope="col" className="py-2 text-left font-medium">
                  {pointLabel}
                </th>
                {series.map(({ key, label }) => (
                  <th key={key} scope="col" className="py-2 text-right font-medium">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {points.map((point) => (
                <tr key={point.label}>
                  <th scope="row" className="py-1.5 text-left font-normal">
                    {point.label}
                    {point.partial ? <span className="text-ink-subtle"> so far</span> : null}
                  </th>
                  {series.map(({ key }) => (
                    <td key={key} className="py-1.5 text-right tabular-nums">
                      {formatChartValue(point.values[key], unit)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </figure>
    </Card>
  );
}
