/**
 * Dates and numbers as the reader writes them. The locale is decided on the server and handed to
 * client components, so that both render the same text.
 */

const FALLBACK = "en-GB";

/** The first language of an Accept-Language header that Intl knows. */
export function preferredLocale(acceptLanguage: string | null): string {
  const wanted = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    try {
      const [known] = Intl.DateTimeFormat.supportedLocalesOf(tag);
      if (known) return known;
    } catch {
      // Not a language tag; the next one may be.
    }
  }
  return FALLBACK;
}

export function formatNumber(locale: string, value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** "12 Mar 2026", on the calendar of the given place. */
export function formatDate(locale: string, date: string | Date, timeZone = "UTC"): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone }).format(new Date(date));
}

/** "12 Mar 2026, 14:05". */
export function formatDateTime(locale: string, date: string | Date, timeZone = "UTC"): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  }).format(new Date(date));
}

/** A calendar day such as "2026-03-12", which belongs to no time zone: "Thu 12 Mar". */
export function formatDay(locale: string, day: string, style: "short" | "long" = "short"): string {
  return new Intl.DateTimeFormat(
    locale,
    style === "short"
      ? { day: "numeric", month: "short", timeZone: "UTC" }
      : { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" },
  ).format(new Date(`${day}T00:00:00Z`));
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "3 hours ago", "yesterday", "just now". */
export function formatAgo(locale: string, date: string | Date, now: Date): string {
  const seconds = Math.round((new Date(date).getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "long" });
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(0, "second");
}

/** The hour on the wall of a place, 0 to 23. */
export function localHour(now: Date, timeZone: string): number {
  const hour = new Intl.DateTimeFormat("en-GB", { hour: "numeric", hourCycle: "h23", timeZone });
  return Number(hour.format(now));
}

/** The name of a country in the reader's language; the code when Intl does not know it. */
export function countryName(locale: string, code: string): string {
  return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
}
