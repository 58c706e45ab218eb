/**
 * The model that answers while no provider is configured. It understands nothing: it calls the
 * search tool with the question, picks the sentences that share most words with it, and says where
 * they are from. Structured output (intents, drafts) is made by rules. It is written to the AI SDK's
 * provider interface, so that everything around it runs the very same way with a real model.
 */
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4Message,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { type ExperienceFacts, experienceByRules } from "@/lib/ai/experience-rules";
import { intentsByRules } from "@/lib/ai/intents";
import { fold, type Language, languageOf } from "@/lib/ai/language";
import { draftByRules, type StoryFacts } from "@/lib/ai/story-rules";

/** What the search tool answers, as far as this model reads it. */
type Passage = { ref: number; title: string; place: string | null; text: string };

/** In front of what it wrote, so that nobody takes it for more than it is. */
export const builtInLabel: Record<Language, string> = {
  en: "No language model is configured, so these are the passages that fit best:",
  vi: "Chưa cấu hình mô hình ngôn ngữ, nên đây là những đoạn phù hợp nhất:",
};
const nothingFound: Record<Language, string> = {
  en: "No language model is configured, and search found nothing here about that.",
  vi: "Chưa cấu hình mô hình ngôn ngữ, và tìm kiếm không thấy nội dung nào về điều này.",
};

export const builtInModel: LanguageModelV4 = {
  specificationVersion: "v4",
  provider: "travel-buddy",
  modelId: "built-in-extractive",
  supportedUrls: {},

  async doGenerate(options) {
    options.abortSignal?.throwIfAborted();
    const content = respond(options);
    return { content: [content], ...ending(options, content), warnings: [] };
  },

  async doStream(options) {
    options.abortSignal?.throwIfAborted();
    const content = respond(options);
    const steps = parts(options, content);
    const stream = new ReadableStream<LanguageModelV4StreamPart>({
      pull(controller) {
        const { done, value } = steps.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    });
    return { stream };
  },
};

function* parts(
  options: LanguageModelV4CallOptions,
  content: LanguageModelV4Content,
): Generator<LanguageModelV4StreamPart> {
  yield { type: "stream-start", warnings: [] };
  if (content.type === "text") {
    yield { type: "text-start", id: "1" };
    // A word at a time, as people who write against it will get from others.
    for (const delta of content.text.match(/\S+\s*|\s+/g) ?? []) {
      options.abortSignal?.throwIfAborted();
      yield { type: "text-delta", id: "1", delta };
    }
    yield { type: "text-end", id: "1" };
  } else if (content.type === "tool-call") {
    yield { type: "tool-input-start", id: content.toolCallId, toolName: content.toolName };
    yield { type: "tool-input-delta", id: content.toolCallId, delta: content.input };
    yield { type: "tool-input-end", id: content.toolCallId };
    yield content;
  }
  yield { type: "finish", ...ending(options, content) };
}

function respond(options: LanguageModelV4CallOptions): LanguageModelV4Content {
  const { prompt, responseFormat, tools = [] } = options;
  const asked = lastQuestion(prompt);
  if (responseFormat?.type === "json") {
    return { type: "text", text: JSON.stringify(structured(responseFormat.name, asked)) };
  }
  const results = resultsAfterQuestion(prompt);
  if (!results && tools.some(({ name }) => name === "search")) {
    return {
      type: "tool-call",
      toolCallId: crypto.randomUUID(),
      toolName: "search",
      input: JSON.stringify({ query: asked.slice(0, 400) }),
    };
  }
  return { type: "text", text: extract(asked, results ?? [], wordLimit(prompt)) };
}

function structured(name: string | undefined, asked: string): unknown {
  switch (name) {
    case "intents":
      return { intents: intentsByRules(asked) };
    case "story":
      return draftByRules(JSON.parse(asked) as StoryFacts);
    case "experience":
      return experienceByRules(JSON.parse(asked) as ExperienceFacts);
    default:
      throw new Error(`The built-in model has no rules for "${name}".`);
  }
}

const textOf = (message: LanguageModelV4Message): string =>
  typeof message.content === "string"
    ? message.content
    : message.content.map((part) => (part.type === "text" ? part.text : "")).join(" ");

function lastQuestion(prompt: readonly LanguageModelV4Message[]): string {
  const question = prompt.findLast(({ role }) => role === "user");
  return question ? textOf(question) : "";
}

/** What the tools answered since the question; null when none was asked yet. */
function resultsAfterQuestion(prompt: readonly LanguageModelV4Message[]): Passage[] | null {
  const since = prompt.slice(prompt.findLastIndex(({ role }) => role === "user") + 1);
  const answers = since.flatMap((message) =>
    message.role === "tool" ? message.content.filter((part) => part.type === "tool-result") : [],
  );
  if (!answers.length) return null;
  return answers.flatMap(({ output }) => {
    if (output.type !== "json") return [];
    const { found } = output.value as { found?: Passage[] };
    return Array.isArray(found) ? found : [];
  });
}

/** The instructions name the limit in words; ours always do. */
function wordLimit(prompt: readonly LanguageModelV4Message[]): number {
  const system = prompt.find(({ role }) => role === "system");
  const limit = Number(/at most (\d+) words/.exec(system ? textOf(system) : "")?.[1]);
  return Number.isInteger(limit) && limit > 0 ? limit : 200;
}

const SENTENCE = /[^.!?\n]+(?:[.!?]+(?=\s|$)|\n|$)/g;

/** The sentences that share most with the question, at most two of a text, each with its source. */
function extract(question: string, passages: readonly Passage[], limit: number): string {
  const language = languageOf(question);
  if (!passages.length) return nothingFound[language];
  const wanted = new Set(stems(question));
  const sentences = passages.slice(0, 5).flatMap((passage, rank) =>
    (passage.text.match(SENTENCE) ?? [passage.text])
      .map((text) => text.trim())
      .filter((text) => text.length > 20)
      .map((text, place) => {
        const words = stems(text);
        const shared = new Set(words.filter((word) => wanted.has(word))).size;
        // What search put first is worth a word; the beginning of a text says what it is about.
        return { passage, text, place, value: shared + 1 / (rank + 1) + 0.3 / (place + 1) };
      }),
  );
  const chosen: typeof sentences = [];
  let words = builtInLabel[language].split(" ").length;
  for (const sentence of sentences.sort((a, b) => b.value - a.value)) {
    const length = sentence.text.split(/\s+/).length + 3;
    if (chosen.length === 4 || words + length > Math.max(limit, 30)) continue;
    if (chosen.filter(({ passage }) => passage === sentence.passage).length === 2) continue;
    chosen.push(sentence);
    words += length;
  }
  const first = passages[0];
  if (!chosen.length && first) {
    return `${builtInLabel[language]}\n\n- **${plain(first.title)}** [${first.ref}]`;
  }
  const lines = [...new Set(chosen.map(({ passage }) => passage))].map((passage) => {
    const said = chosen
      .filter((one) => one.passage === passage)
      .sort((a, b) => a.place - b.place)
      .map(({ text }) => plain(text))
      .join(" ");
    return `- **${plain(passage.title)}**: ${said} [${passage.ref}]`;
  });
  return `${builtInLabel[language]}\n\n${lines.join("\n")}`;
}

/** Text of other people, in an answer that is Markdown: no links, pictures or headings of theirs. */
const plain = (text: string) =>
  text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>#|]/g, (sign) => (sign === "<" || sign === ">" ? "" : `\\${sign}`));

const FEW_LETTERS = 3;
const stems = (text: string): string[] =>
  (fold(text).match(/[a-z0-9]+/g) ?? [])
    .filter((word) => word.length >= FEW_LETTERS && !QUESTION_WORDS.has(word))
    .map((word) => word.replace(/(?:ing|ed|es|s)$/, ""));

const QUESTION_WORDS = new Set(
  "the what where when how which who why are can does did for with from and tell find show near there this that have has khi nao dau bao nhieu nhu the may gio".split(
    " ",
  ),
);

/** Tokens of nobody's tokenizer: four characters each, as a budget counts them. */
const tokens = (text: string) => Math.ceil(text.length / 4);

function ending(options: LanguageModelV4CallOptions, content: LanguageModelV4Content) {
  const input = options.prompt.reduce(
    (sum, message) =>
      sum + tokens(message.role === "tool" ? JSON.stringify(message.content) : textOf(message)),
    0,
  );
  const output = tokens(content.type === "text" ? content.text : "");
  const usage: LanguageModelV4Usage = {
    inputTokens: { total: input, noCache: input, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: output, text: output, reasoning: undefined },
  };
  const unified = content.type === "tool-call" ? ("tool-calls" as const) : ("stop" as const);
  return { usage, finishReason: { unified, raw: undefined } };
}
