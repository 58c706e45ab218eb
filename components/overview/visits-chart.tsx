import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { InfoHint } from "@/components/ui/info-hint";
import { formatDay, formatNumber } from "@/lib/format/format";
import type { VisitDay } from "@/lib/overview/queries";

const WIDTH = 560;
const HEIGHT = 150;
const GAP = 5;

/** The next round number above the largest day: 4, 10, 20, 50 … */
export function ceilingOf(largest: number): number {
  if (largest <= 4) return 4;
  const size = 10 ** Math.floor(Math.log10(largest));
  return [1, 2, 5, 10].map((step) => step * size).find((step) => step >= largest) ?? largest;
}

/** Visits per day as bars, and the same as a table beside them. Drawn on the server: no scripts. */
export function VisitsChart({ days, locale }: { days: readonly VisitDay[]; locale: string }) {
  const total = days.reduce((sum, { visits }) => sum + visits, 0);
  const ceiling = ceilingOf(Math.max(0, ...days.map(({ visits }) => visits)));
  const step = WIDTH / Math.max(days.length, 1);
  const first = days[0];
  const middle = days[Math.floor(days.length / 2)];
  const last = days.at(-1);

  return (
    <Card>
      <CardHeader
        title="Visits"
        description={`${formatNumber(locale, total)} in the ${days.length} days up to yesterday`}
        actions={
          <InfoHint about="Visits">
            A visit is a traveller who marked one of your experiences as visited, counted on the day
            of the first mark at your company’s place. Your own team does not count. Always up to
            date.
          </InfoHint>
        }
      />
      <CardBody className="grid gap-6 md:grid-cols-[minmax(0,1fr)_13rem]">
        <div className="relative">
          <span
            aria-hidden
            className="absolute -top-2 right-0 bg-surface pl-1.5 text-ink-subtle text-xs tabular-nums"
          >
            {formatNumber(locale, ceiling)}
          </span>
          <svg
            aria-hidden="true"
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="block h-44 w-full overflow-visible"
          >
            {[0, 0.5, 1].map((share) => (
              <line
                key={share}
                x1="0"
                x2={WIDTH}
                y1={HEIGHT * share}
                y2={HEIGHT * share}
                className="stroke-line"
                vectorEffect="non-scaling-stroke"
                strokeDasharray={share === 1 ? undefined : "3 4"}
              />
            ))}
            {days.map(({ day, visits }, index) => {
              const height = (visits / ceiling) * HEIGHT;
              return (
                <g key={day} className="group">
                  <title>{`${formatDay(locale, day, "long")}: ${formatNumber(locale, visits)}`}</title>
                  <rect
                    x={index * step}
                    y="0"
                    width={step}
                    height={HEIGHT}
                    className="fill-transparent group-hover:fill-hover"
                  />
                  <rect
                    x={index * step + GAP / 2}
                    y={HEIGHT - height}
                    width={step - GAP}
                    height={height}
                    rx="2.5"
                    className="fill-jade group-hover:fill-jade-hover"
                  />
                </g>
              );
            })}
          </svg>
          <p aria-hidden className="mt-2 flex justify-between text-ink-subtle text-xs tabular-nums">
            {[first, middle, last].map((one) =>
              one ? <span key={one.day}>{formatDay(locale, one.day)}</span> : null,
            )}
          </p>
        </div>
        <section
          aria-label="Visits per day, as a table"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="scrollbar-quiet max-h-52 overflow-y-auto rounded-md border border-line"
        >
          <table className="w-full text-sm tabular-nums">
            <thead className="sticky top-0 bg-sunken text-ink-muted text-xs">
              <tr>
                <th scope="col" className="px-3 py-1.5 text-left font-medium">
                  Day
                </th>
                <th scope="col" className="px-3 py-1.5 text-right font-medium">
                  Visits
                </th>
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map(({ day, visits }) => (
                <tr key={day} className="border-line border-t">
                  <th scope="row" className="px-3 py-1.5 text-left font-normal">
                    {formatDay(locale, day)}
                  </th>
                  <td className="px-3 py-1.5 text-right">{formatNumber(locale, visits)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </CardBody>
    </Card>
  );
}
