/**
 * `npm run eval:search`: how well search answers a labelled set of questions over the demo data.
 * Ends with 1 when an aim of README.md is missed. `--all` lists every question that went wrong.
 */
import { parseArgs } from "node:util";
import postgres from "postgres";
import { startTestBackend } from "../embedded/testing.ts";
import { type Question, questions } from "./questions.ts";

/** README.md says why these. */
const aims = { recall: 0.95, mrr: 0.85, silence: 0.8 };

type Outcome = Question & { found: string[]; rank: number };

const { values: options } = parseArgs({
  options: { all: { type: "boolean", default: false }, database: { type: "string" } },
});

const backend = options.database ? null : await startTestBackend({ seed: true });
const sql = postgres(options.database ?? backend?.databaseUrl ?? "", {
  max: 1,
  onnotice: () => {},
});
try {
  await sql`analyze`;
  const outcomes: Outcome[] = [];
  for (const question of questions) outcomes.push(await ask(question));
  report(outcomes);
} finally {
  await sql.end({ timeout: 5 });
  await backend?.stop();
}

/** As a signed-out person. A place counts once, at its best hit. */
async function ask(question: Question): Promise<Outcome> {
  const rows = await sql.begin(async (tx) => {
    await tx`select set_config('role', 'anon', true)`;
    return tx<{ slug: string | null }[]>`
      select e.url_slug as slug
      from public.search_content(${question.ask}, p_limit => 20) with ordinality as hit
      left join public.experiences e on e.id = hit.experience_id
      order by hit.ordinality`;
  });
  const found = [...new Set(rows.map(({ slug }) => slug ?? "-"))];
  return { ...question, found, rank: found.findIndex((slug) => question.want.includes(slug)) + 1 };
}

function report(outcomes: Outcome[]) {
  const answerable = outcomes.filter(({ kind }) => kind !== "none");
  const silent = outcomes.filter(({ kind }) => kind === "none");
  const score = (some: Outcome[]) => ({
    questions: some.length,
    "recall@5": share(some, ({ rank }) => (rank >= 1 && rank <= 5 ? 1 : 0)),
    MRR: share(some, ({ rank }) => (rank ? 1 / rank : 0)),
  });
  const table: Record<string, ReturnType<typeof score>> = {};
  for (const kind of new Set(answerable.map(({ kind }) => kind))) {
    table[kind] = score(answerable.filter((one) => one.kind === kind));
  }
  table.all = score(answerable);
  console.table(table);
  const silence = share(silent, ({ found }) => (found.length ? 0 : 1));
  console.log(`Nothing found where there is nothing: ${silence} of ${silent.length} questions`);

  for (const { kind, ask, want, found, rank } of outcomes) {
    const wrong = kind === "none" ? found.length > 0 : rank === 0 || rank > 5;
    if (wrong || (options.all && rank !== 1 && kind !== "none")) {
      console.log(
        `${kind}: ${ask}\n  want ${want.join(", ") || "nothing"}; found ${found.slice(0, 5).join(", ") || "nothing"}`,
      );
    }
  }
  const { "recall@5": recall = 0, MRR: mrr = 0 } = table.all;
  if (recall < aims.recall || mrr < aims.mrr || silence < aims.silence) {
    console.error("An aim was missed:", aims);
    process.exitCode = 1;
  }
}

function share(some: Outcome[], value: (one: Outcome) => number): number {
  const sum = some.reduce((total, one) => total + value(one), 0);
  return Math.round((sum / Math.max(some.length, 1)) * 1000) / 1000;
}
