import { ArrowRight, ChevronLeft, CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { FilterLinks } from "@/components/members/filter-links";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { StatCard, type StatDelta } from "@/components/ui/stat-card";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { type AnswerFigures, answerWindows, readAnswerFigures } from "@/lib/ai/answer-figures";
import { formatNumber } from "@/lib/format/format";
import { readerLocale } from "@/lib/format/locale";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Questions" };

/** Below, a percentage would say more than there is. */
const ENOUGH = 20;

export default async function QuestionsPage({
  params,
  searchParams,
}: PageProps<"/companies/[companyId]/insights/questions">) {
  const [{ companyId }, query] = await Promise.all([params, searchParams]);
  const { db } = await requireUser();
  await requireCompanyRole(db, companyId);
  const days = answerWindows.find((window) => String(window) === query.days) ?? 28;
  const [figures, locale] = await Promise.all([
    readAnswerFigures(db, companyId, days),
    readerLocale(),
  ]);
  const { questions, with_source: withSource, gaps } = figures;
  return (
    <div className="space-y-6">
      <PageHeader
        eyebrow={
          <Link
            href={paths.assistant(companyId)}
            className="-ml-1 inline-flex items-center gap-1 rounded-xs hover:text-ink"
          >
            <ChevronLeft aria-hidden className="size-3.5" />
            Assistant
          </Link>
        }
        title="Questions"
        description="What your company asked, and what your texts could not answer."
      />
      <FilterLinks
        label="Time"
        current={String(days)}
        items={answerWindows.map((window) => ({
          value: String(window),
          label: `${window} days`,
          href: paths.questions(companyId, window),
        }))}
      />
      {questions === 0 ? (
        <EmptyState title="No questions in this time" scene="bay">
          Once your team asks the assistant, this is where gaps in your texts come to light.
        </EmptyState>
      ) : (
        <>
          <StatCard
            label="Answered with source"
            value={
              questions < ENOUGH
                ? `${withSource} of ${questions}`
                : `${Math.round((withSource / questions) * 100)} %`
            }
            delta={deltaOf(figures, days)}
            info={`Answers that name a source, of all questions of the last ${days} whole days at your company’s place. Stopped and failed answers do not count.`}
            className="max-w-sm"
          >
            {formatNumber(locale, questions)} {questions === 1 ? "question" : "questions"}
          </StatCard>
          <Card className="max-w-3xl">
            <CardHeader
              title="Gaps"
              description="Without a source, or said not to have helped; alike ones together."
            />
            <CardBody>
              {gaps.length === 0 ? (
                <p className="flex items-center gap-2.5 text-ink-muted text-sm">
                  <CircleCheck aria-hidden className="size-5 text-jade-ink" />
                  Every question found a source.
                </p>
              ) : (
                <ul aria-label="Gaps" className="divide-y divide-line">
                  {gaps.map(({ question, times }) => (
                    <li
                      key={question}
                      className="flex items-center gap-4 py-3 first:pt-0 last:pb-0"
                    >
                      <span className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">
                        {question}
                      </span>
                      {times > 1 ? (
                        <span className="shrink-0 text-ink-muted text-xs tabular-nums">
                          {formatNumber(locale, times)} times
                        </span>
                      ) : null}
                      <Link
                        href={paths.assistant(companyId, question)}
                        aria-label={`Ask again: ${question}`}
                        className="inline-flex shrink-0 items-center gap-1 rounded-xs text-jade-ink text-sm underline decoration-jade/35 underline-offset-4 hover:decoration-current"
                      >
                        Ask again
                        <ArrowRight aria-hidden className="size-4" />
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </CardBody>
          </Card>
        </>
      )}
    </div>
  );
}

/** In points of a hundred, where both times have enough questions for that. */
function deltaOf(figures: AnswerFigures, days: number): StatDelta | undefined {
  const { questions, with_source, questions_before, with_source_before } = figures;
  if (questions < ENOUGH || questions_before < ENOUGH) return undefined;
  const points = Math.round(
    (with_source / questions) * 100 - (with_source_before / questions_before) * 100,
  );
  return {
    text: `${points > 0 ? "+" : ""}${points} points`,
    direction: points > 0 ? "up" : points < 0 ? "down" : "flat",
    against: `than the ${days} days before`,
  };
}
