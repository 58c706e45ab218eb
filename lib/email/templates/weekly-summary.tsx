import { compare, SMALL_GROUP, share } from "@/lib/analytics/compare";
import { localeOf, type MailContext, type Maybe, type Words } from "@/lib/email/templates/context";
import {
  Action,
  Bars,
  Figures,
  Frame,
  Item,
  Subheading,
  TextLink,
} from "@/lib/email/templates/kit";
import { formatDay } from "@/lib/format/format";
import { paths } from "@/lib/paths";

/** An amount of the week and of the week before. */
type Pair = { now: number; before: number };
/** Part and whole of the last 28 days, and of the 28 before them. */
type Parts = { part: number; whole: number; part_before: number; whole_before: number };

export type WeeklySummaryProps = {
  company: string;
  companyId: string;
  /** Who reads it. */
  memberId: string;
  /** Monday and Sunday of the company's calendar. */
  from: string;
  to: string;
  explorers: Pair;
  visits: Pair;
  /** What needs weeks to show is measured over 28 days. */
  story_rate: Parts;
  engagement: Parts;
  redemption: Parts;
  /** Visits from Monday to Sunday. */
  days: number[];
  best?: Maybe<{ id: string; name: string; visits: number; stories: number }>;
  stories: { experienceId: string; experience: string; text: string }[];
  attention: {
    check_ins: number;
    drafts: number;
    /** For admins only; null for everybody else. */
    expired_invitations?: Maybe<number>;
    ending: { title: string; day: string }[];
  };
  /** Where the summary is turned off; made when the mail is. */
  unsubscribeUrl: string;
};

type Say = {
  subject: (company: string, visits: number, amount: string, week: string) => string;
  preview: (explorers: string, best: Maybe<string>) => string;
  title: (company: string) => string;
  week: (from: string, to: string) => string;
  names: Record<"explorers" | "visits" | "story_rate" | "engagement" | "redemption", string>;
  fresh: string;
  more: (by: string) => string;
  fewer: (by: string) => string;
  same: string;
  percent: (by: string) => string;
  of: (part: string, whole: string) => string;
  onStories: (reactions: string, stories: string) => string;
  whole: Record<"story_rate" | "engagement" | "redemption", string>;
  points: (by: string, up: boolean) => string;
  steady: string;
  nothing: string;
  days: string;
  best: string;
  visits: (visits: number, text: string) => string;
  under: string;
  stories: (stories: number, text: string) => string;
  latest: string;
  about: string;
  attention: string;
  checkIns: (count: number) => string;
  drafts: (count: number) => string;
  invitations: (count: number) => string;
  ending: (title: string, day: string) => string;
  action: string;
  reason: (company: string) => string;
  off: string;
  settings: string;
};

const words: Words<Say> = {
  en: {
    subject: (company, visits, amount, week) =>
      visits > 0
        ? `${company}: ${amount} ${visits === 1 ? "visit" : "visits"} last week`
        : `${company}: the week of ${week}`,
    preview: (explorers, best) =>
      best ? `Explorers: ${explorers}. Most visited: ${best}.` : `Explorers: ${explorers}.`,
    title: (company) => `The week at ${company}`,
    week: (from, to) => `${from} to ${to}, compared with the week before.`,
    names: {
      explorers: "Explorers",
      visits: "Visits",
      story_rate: "Story rate",
      engagement: "Engagement per story",
      redemption: "Redemption",
    },
    fresh: "none the week before",
    more: (by) => `${by} more than the week before`,
    fewer: (by) => `${by} fewer than the week before`,
    same: "the same as the week before",
    percent: (by) => `${by} on the week before`,
    of: (part, whole) => `${part} of ${whole}`,
    onStories: (reactions, stories) => `${reactions} on ${stories}`,
    whole: {
      story_rate: "visits told as a story, 28 days",
      engagement: "reactions on stories, 28 days",
      redemption: "rewards redeemed, 28 days",
    },
    points: (by, up) => `${by} ${up ? "up" : "down"} on the 28 days before`,
    steady: "as in the 28 days before",
    nothing: "nothing to measure in 28 days",
    days: "Visits by day",
    best: "Most visited",
    visits: (visits, text) => (visits === 1 ? "1 visit" : `${text} visits`),
    under: `fewer than ${SMALL_GROUP} visits`,
    stories: (stories, text) => (stories === 1 ? "1 new story" : `${text} new stories`),
    latest: "Latest stories",
    about: "about",
    attention: "Needs attention",
    checkIns: (count) =>
      count === 1 ? "1 check-in waits for a decision." : `${count} check-ins wait for a decision.`,
    drafts: (count) =>
      count === 1 ? "1 draft is not published yet." : `${count} drafts are not published yet.`,
    invitations: (count) =>
      count === 1
        ? "1 invitation has run out unanswered."
        : `${count} invitations have run out unanswered.`,
    ending: (title, day) => `The challenge "${title}" ends on ${day}.`,
    action: "Open the dashboard",
    reason: (company) =>
      `You get this on Mondays because the weekly summary of ${company} is on for you.`,
    off: "Turn it off",
    settings: "Notification settings",
  },
  vi: {
    subject: (company, visits, amount, week) =>
      visits > 0
        ? `${company}: ${amount} lượt ghé thăm trong tuần qua`
        : `${company}: tuần từ ${week}`,
    preview: (explorers, best) =>
      best
        ? `Người khám phá: ${explorers}. Được ghé thăm nhiều nhất: ${best}.`
        : `Người khám phá: ${explorers}.`,
    title: (company) => `Tuần qua của ${company}`,
    week: (from, to) => `Từ ${from} đến ${to}, so với tuần trước đó.`,
    names: {
      explorers: "Người khám phá",
      visits: "Lượt ghé thăm",
      story_rate: "Tỷ lệ kể chuyện",
      engagement: "Tương tác mỗi câu chuyện",
      redemption: "Tỷ lệ đổi thưởng",
    },
    fresh: "tuần trước đó chưa có",
    more: (by) => `nhiều hơn tuần trước đó ${by}`,
    fewer: (by) => `ít hơn tuần trước đó ${by}`,
    same: "như tuần trước đó",
    percent: (by) => `${by} so với tuần trước đó`,
    of: (part, whole) => `${part} trên ${whole}`,
    onStories: (reactions, stories) => `${reactions} trên ${stories}`,
    whole: {
      story_rate: "lượt ghé thăm được kể lại, 28 ngày",
      engagement: "tương tác trên số câu chuyện, 28 ngày",
      redemption: "phần thưởng đã đổi, 28 ngày",
    },
    points: (by, up) => `${up ? "tăng" : "giảm"} ${by} so với 28 ngày trước đó`,
    steady: "như 28 ngày trước đó",
    nothing: "chưa có gì để đo trong 28 ngày",
    days: "Lượt ghé thăm theo ngày",
    best: "Được ghé thăm nhiều nhất",
    visits: (_, text) => `${text} lượt ghé thăm`,
    under: `dưới ${SMALL_GROUP} lượt ghé thăm`,
    stories: (_, text) => `${text} câu chuyện mới`,
    latest: "Câu chuyện mới nhất",
    about: "về",
    attention: "Cần bạn xem qua",
    checkIns: (count) => `${count} lượt check-in đang chờ quyết định.`,
    drafts: (count) => `${count} bản nháp chưa được đăng.`,
    invitations: (count) => `${count} lời mời đã hết hạn mà chưa được trả lời.`,
    ending: (title, day) => `Thử thách "${title}" kết thúc vào ${day}.`,
    action: "Mở bảng điều khiển",
    reason: (company) =>
      `Bạn nhận được thư này vào thứ Hai vì bạn đang bật bản tóm tắt hằng tuần của ${company}.`,
    off: "Tắt bản tóm tắt",
    settings: "Cài đặt thông báo",
  },
};

/** Figures as sentences of one language. */
function speaker({ language }: MailContext) {
  const say = words[language];
  const locale = localeOf[language];
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const percent = (value: number, signed = false) =>
    new Intl.NumberFormat(locale, {
      style: "percent",
      ...(signed ? { signDisplay: "exceptZero" as const } : {}),
    }).format(value);

  function amount({ now, before }: Pair): { value: string; more: string } {
    const change = compare(now, before);
    const value = number(now);
    if (change.kind === "new") return { value, more: say.fresh };
    if (change.by === 0) return { value, more: say.same };
    if (change.kind === "percent")
      return { value, more: say.percent(percent(change.by / 100, true)) };
    const by = number(Math.abs(change.by));
    return { value, more: change.by > 0 ? say.more(by) : say.fewer(by) };
  }

  /** A share in percent, or an amount for each (engagement). */
  function ratio(which: keyof Say["whole"], parts: Parts): { value: string; more: string } {
    const each = which === "engagement";
    const now = share(parts.part, parts.whole);
    if (now.kind === "none") return { value: "–", more: say.nothing };
    if (now.kind === "few") {
      const [part, whole] = [number(parts.part), number(parts.whole)];
      return {
        value: each ? say.onStories(part, whole) : say.of(part, whole),
        more: say.whole[which],
      };
    }
    const value = each ? number(now.value, 1) : percent(now.value);
    const before = share(parts.part_before, parts.whole_before);
    if (before.kind !== "share") return { value, more: say.whole[which] };
    const up = now.value - before.value;
    // Of a percentage the points: "+12%" of 34% would be read as 46%.
    const by = each ? number(Math.abs(up), 1) : points(Math.abs(up));
    if (by === (each ? number(0) : points(0))) return { value, more: say.steady };
    return { value, more: say.points(by, up > 0) };
  }
  const points = (value: number) => {
    const whole = Math.round(value * 100);
    return language === "vi"
      ? `${number(whole)} điểm`
      : `${number(whole)} ${whole === 1 ? "point" : "points"}`;
  };
  return { say, locale, number, amount, ratio };
}

export function weeklySummarySubject(
  { company, visits, from }: WeeklySummaryProps,
  context: MailContext,
): string {
  const { say, locale, number } = speaker(context);
  return say.subject(company, visits.now, number(visits.now), formatDay(locale, from));
}

/** A weekday above which a bar stands: "Mon", "Th 2". */
function weekday(locale: string, from: string, place: number): string {
  const day = new Date(`${from}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + place);
  return new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(day);
}

/** A company's figures of the last week, on Monday morning. */
export function WeeklySummary({
  company,
  companyId,
  memberId: _,
  from,
  to,
  explorers,
  visits,
  story_rate,
  engagement,
  redemption,
  days,
  best,
  stories,
  attention,
  unsubscribeUrl,
  ...context
}: WeeklySummaryProps & MailContext) {
  const { say, locale, number, amount, ratio } = speaker(context);
  const { appUrl } = context;
  const figures = [
    { name: say.names.explorers, ...amount(explorers) },
    { name: say.names.visits, ...amount(visits) },
    { name: say.names.story_rate, ...ratio("story_rate", story_rate) },
    { name: say.names.engagement, ...ratio("engagement", engagement) },
    { name: say.names.redemption, ...ratio("redemption", redemption) },
  ];
  const { check_ins, drafts, expired_invitations, ending } = attention;
  const waiting = check_ins + drafts + (expired_invitations ?? 0) + ending.length > 0;
  return (
    <Frame
      {...context}
      preview={say.preview(number(explorers.now), best?.name)}
      title={say.title(company)}
      reason={
        <>
          {`${say.reason(company)} `}
          <TextLink appUrl={appUrl} to={unsubscribeUrl}>
            {say.off}
          </TextLink>
          {" · "}
          <TextLink appUrl={appUrl} to={paths.notifications(companyId)}>
            {say.settings}
          </TextLink>
        </>
      }
    >
      <Item>{say.week(formatDay(locale, from, "long"), formatDay(locale, to, "long"))}</Item>
      <Figures figures={figures} />
      {visits.now > 0 ? (
        <>
          <Subheading>{say.days}</Subheading>
          <Bars
            bars={days.map((value, place) => ({
              name: weekday(locale, from, place),
              value,
              label: number(value),
            }))}
          />
        </>
      ) : null}
      {best ? (
        <>
          <Subheading>{say.best}</Subheading>
          <Item
            more={[
              best.visits < SMALL_GROUP ? say.under : say.visits(best.visits, number(best.visits)),
              best.stories > 0 ? say.stories(best.stories, number(best.stories)) : "",
            ]
              .filter(Boolean)
              .join(", ")}
          >
            <TextLink appUrl={appUrl} to={paths.experience(companyId, best.id)}>
              {best.name}
            </TextLink>
          </Item>
        </>
      ) : null}
      {stories.length ? (
        <>
          <Subheading>{say.latest}</Subheading>
          {stories.map(({ experienceId, experience, text }, place) => (
            <Item
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
              key={place}
              more={
                <>
                  {`${say.about} `}
                  <TextLink appUrl={appUrl} to={paths.experience(companyId, experienceId)}>
                    {experience}
                  </TextLink>
                </>
              }
            >
              {text}
            </Item>
          ))}
        </>
      ) : null}
      {waiting ? (
        <>
          <Subheading>{say.attention}</Subheading>
          {check_ins ? <Item>{say.checkIns(check_ins)}</Item> : null}
          {ending.map(({ title, day }) => (
            <Item key={title + day}>{say.ending(title, formatDay(locale, day, "long"))}</Item>
          ))}
          {drafts ? (
            <Item>
              <TextLink appUrl={appUrl} to={`${paths.experiences(companyId)}?status=inactive`}>
                {say.drafts(drafts)}
              </TextLink>
            </Item>
          ) : null}
          {expired_invitations ? (
            <Item>
              <TextLink appUrl={appUrl} to={paths.team(companyId)}>
                {say.invitations(expired_invitations)}
              </TextLink>
            </Item>
          ) : null}
        </>
      ) : null}
      <Action {...context} to={paths.company(companyId)}>
        {say.action}
      </Action>
    </Frame>
  );
}

WeeklySummary.PreviewProps = {
  company: "Lối Nhỏ Journeys",
  companyId: "6f1c1f0a-6f0e-4c7a-9d3c-0a4d4f9f5b11",
  memberId: "5a1d6c1e-7f7b-4f0e-8a52-2f2f0d1c9e77",
  from: "2026-11-16",
  to: "2026-11-22",
  explorers: { now: 1284, before: 1105 },
  visits: { now: 61, before: 48 },
  story_rate: { part: 62, whole: 181, part_before: 49, whole_before: 163 },
  engagement: { part: 34, whole: 11, part_before: 20, whole_before: 9 },
  redemption: { part: 0, whole: 0, part_before: 0, whole_before: 0 },
  days: [4, 6, 5, 9, 7, 18, 12],
  best: {
    id: "0b0a3a3e-9a53-4b52-8a4f-0d1c2f3a4b5c",
    name: "Hẻm Hào Sĩ Phường lúc bình minh",
    visits: 24,
    stories: 3,
  },
  stories: [
    {
      experienceId: "0b0a3a3e-9a53-4b52-8a4f-0d1c2f3a4b5c",
      experience: "Hẻm Hào Sĩ Phường lúc bình minh",
      text: "The lady on the second floor waved us up for tea. We stayed an hour and left with the recipe…",
    },
    {
      experienceId: "1c1b4b4f-0b64-4c63-9b5a-1e2d3a4b5c6d",
      experience: "Flower market at midnight",
      text: "Xe máy chở hoa cúc cao hơn cả người lái.",
    },
  ],
  attention: {
    check_ins: 3,
    drafts: 2,
    expired_invitations: 1,
    ending: [{ title: "Seven alleys", day: "2026-11-28" }],
  },
  unsubscribeUrl: "/unsubscribe#example",
} satisfies WeeklySummaryProps;
