/**
 * What our path adds to a model: the time to the first token of a streamed answer, ours beside the
 * model's own, in turns; and many streams at once, of which none may starve.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { begin, events, startModelServer } from "../../lib/ai/testing.ts";
import { backendEnvironment, freePort, startBackend, startNext } from "../../lib/commands/stack.ts";
import { benchCompany } from "./rows.ts";

type Row = Record<string, string | number>;

/** What our path may add to the first token. */
const MOST_ADDED_MS = 60;
const ROUNDS = 31;
const AT_ONCE = 50;
const TOKENS = 40;
const THINKING_MS = 100;
const TOKEN_MS = 50;

export async function measureAnswers(): Promise<{ first: Row[]; many: Row[] }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "travel-buddy-bench-answers-"));
  const model = await startModelServer();
  const backend = await startBackend({ dataDir, port: 0, seed: false });
  const sql = postgres(backend.databaseUrl, { max: 1, onnotice: () => {} });
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const app = await startNext("start", {
    port,
    host: "127.0.0.1",
    quiet: true,
    env: {
      ...backendEnvironment(backend),
      APP_URL: baseUrl,
      RATE_LIMITS: "off",
      LOG_LEVEL: "error",
      OPENAI_API_KEY: "sk-bench",
      OPENAI_BASE_URL: model.url,
      OPENAI_MODEL: "stand-in",
      AI_DAILY_TOKENS_PER_USER: "100000000",
      REDIS_URL: "",
      RESEND_API_KEY: "",
      SMTP_URL: "",
    },
  });
  try {
    const { token } = await benchCompany(sql, backend);
    const ours = () =>
      fetch(`${baseUrl}/api/v1/agents/search`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "text/event-stream",
          authorization: `Bearer ${token}`,
        },
        body: JSON.stringify({ query: "Where are lanterns?" }),
      });
    const theirs = () =>
      fetch(`${model.url}/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ messages: [{ role: "user", content: "x" }], stream: true }),
      });
    const pieces = events(Array.from({ length: TOKENS }, (_, n) => ({ content: `word${n} ` })))
      .split(/(?<=\n\n)/)
      .filter(Boolean);
    model.answerWith(async (_, response) => {
      await wait(THINKING_MS);
      begin(response);
      for (const piece of pieces) {
        response.write(piece);
        await wait(TOKEN_MS);
      }
      response.end();
    });

    // Both once, so that nothing is compiled or connected for the first time below.
    for (const ask of [ours, theirs]) await timed(ask);
    const times = { ours: [] as number[], theirs: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.ours.push((await firstToken(ours)) ?? Number.NaN);
      times.theirs.push((await firstToken(theirs)) ?? Number.NaN);
    }
    const added = median(times.ours) - median(times.theirs);

    const alone = await timed(theirs);
    const all = await Promise.all(Array.from({ length: AT_ONCE }, () => timed(ours)));
    const ends = all.map(({ end }) => end);
    return {
      first: [
        {
          "model's own, ms": round(median(times.theirs)),
          "ours, ms": round(median(times.ours)),
          "added, ms": round(added),
          aim: `at most ${MOST_ADDED_MS}`,
          kept: added <= MOST_ADDED_MS ? "yes" : "no",
        },
      ],
      many: [
        {
          streams: AT_ONCE,
          complete: all.filter(({ tokens }) => tokens === TOKENS).length,
          "model's own, alone, ms": round(alone.end),
          "quickest, ms": round(Math.min(...ends)),
          "slowest, ms": round(Math.max(...ends)),
          "slowest / quickest": (Math.max(...ends) / Math.min(...ends)).toFixed(2),
          "longest silence, ms": round(Math.max(...all.map(({ silence }) => silence))),
        },
      ],
    };
  } finally {
    await sql.end();
    await app.stop();
    await backend.stop();
    await model.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const round = (ms: number) => Math.round(ms * 10) / 10;
const median = (times: number[]) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/** Words of the answer so far: what comes in front of them does not count. */
const wordsIn = (text: string) => text.match(/word\d+ /g)?.length ?? 0;

/** Until the first word; the rest is left unread, as a closed tab does. */
async function firstToken(ask: () => Promise<Response>): Promise<number | undefined> {
  const started = performance.now();
  for await (const chunk of textOf(await ask())) {
    if (wordsIn(chunk)) return performance.now() - started;
  }
  return undefined;
}

/** To the end of a stream, and the longest time without a word in between. */
async function timed(ask: () => Promise<Response>) {
  const started = performance.now();
  let tokens = 0;
  let silence = 0;
  let last: number | undefined;
  // The last event of ours repeats the whole answer.
  for await (const chunk of textOf(await ask())) {
    const words = wordsIn(chunk.replace(/data: \{"type":"done".*/, ""));
    if (!words) continue;
    tokens += words;
    const now = performance.now();
    if (last !== undefined) silence = Math.max(silence, now - last);
    last = now;
  }
  return { end: performance.now() - started, tokens, silence };
}

async function* textOf(response: Response): AsyncGenerator<string> {
  if (!response.ok || !response.body)
    throw new Error(`${response.status} ${await response.text()}`);
  const decoder = new TextDecoder();
  for await (const chunk of response.body) yield decoder.decode(chunk, { stream: true });
}
