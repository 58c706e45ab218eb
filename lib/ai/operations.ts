/** `agents/…`: search that answers, what somebody wants, conversations; drafts of stories. */
import "server-only";
import { z } from "zod";
import { answerEvents, startAnswer, wholeAnswer } from "@/lib/ai/answer";
import { classify, primaryOf } from "@/lib/ai/classify";
import { answerDraft } from "@/lib/ai/drafting";
import { experienceDraft, experienceDrafting } from "@/lib/ai/experience";
import { chatThread, listChatHistory } from "@/lib/ai/history";
import { intent } from "@/lib/ai/intents";
import { channelKey, draft, storyDrafting } from "@/lib/ai/story";
import { beginUse } from "@/lib/ai/usage";
import { AppError } from "@/lib/api/errors";
import { acceptsEvents, eventStream } from "@/lib/api/events";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { link, requiredText, text, uuid } from "@/lib/api/schemas";
import { getMyRole } from "@/lib/companies/queries";
import { roleAtLeast } from "@/lib/companies/roles";
import type { Db } from "@/lib/supabase/types";

const aiLimits = ["ai", "ai-day"] as const;

const search = operation({
  id: "agents.search.create",
  summary: "Answer a question from what Travel Buddy knows, with sources.",
  description: [
    "Searches experiences, their details, activities, locations and published stories as the caller, and answers in the question's language, English or Vietnamese, with numbers of its sources like `[1]`.",
    'With `Accept: text/event-stream` the same answer arrives while it is written, as events `{ type: "tool" | "text" | "done" | "error" }`; `done` repeats the whole answer and lists the sources as `citations`.',
    "`custom_system_prompt` is a wish for tone and form; it ranks below our own instructions. Without a configured model the answer consists of the passages that fit best and says so.",
  ].join(" "),
  access: "user",
  role: "any user",
  body: z.strictObject({
    query: requiredText(2000),
    word_limit: z.int("Not a whole number.").positive("More than 0.").max(2000).optional(),
    custom_system_prompt: text(4000).optional(),
    topic: text(200).optional(),
  }),
  limits: aiLimits,
  failures: ["internal"],
  success: { status: 201, schema: z.object({ answer: z.string() }) },
  example: { as: "traveller", body: { query: "Where can I see lanterns?", word_limit: 120 } },
  async handle({ db, user, body, request }) {
    const use = await beginUse(user.userId, "search", { question: body.query });
    const stop = new AbortController();
    const started = startAnswer({
      db,
      messages: [{ role: "user", content: body.query }],
      use,
      signal: AbortSignal.any([request.signal, stop.signal]),
      wordLimit: body.word_limit,
      topic: body.topic,
      addition: body.custom_system_prompt,
    });
    if (acceptsEvents(request)) {
      return { streamed: true, events: eventStream(answerEvents(started), () => stop.abort()) };
    }
    const { answer } = await wholeAnswer(started);
    return { answer };
  },
});

const intentClassifier = operation({
  id: "agents.intent-classifier.create",
  summary: "What somebody wants, as one of four intents.",
  description:
    "English and Vietnamese. When the model fails, keywords decide: one intent with 0.8, the others with 0.05.",
  access: "user",
  role: "any user",
  body: z.strictObject({ query: requiredText(2000) }),
  limits: aiLimits,
  idempotency: false,
  success: {
    status: 200,
    schema: z.object({ intents: z.array(intent), primaryIntent: intent }),
  },
  example: { as: "traveller", body: { query: "When does the market open?" } },
  async handle({ user, body, request }) {
    const use = await beginUse(user.userId, "intent");
    const intents = await classify(body.query, use, request.signal);
    return { intents, primaryIntent: primaryOf(intents) };
  },
});

const history = operation({
  id: "agents.chat.history.get-all",
  summary: "One's newest twenty conversations with the assistant.",
  description: "Newest first, and the newest 200 messages first inside each.",
  access: "user",
  role: "self",
  success: { status: 200, schema: z.object({ data: z.array(chatThread) }) },
  example: { as: "traveller" },
  async handle({ db }) {
    return { data: await listChatHistory(db) };
  },
});

const names = z.array(text(255)).max(50).optional();
const pictures = z.array(link).max(50);
const storyLength = z.int("Not a whole number.").positive("More than 0.").max(2000).optional();
const channelType = requiredText(50).transform(channelKey);
const voice = text(10_000).optional();

const draftAnswer = { status: 201, schema: z.object({ data: draft }) } as const;

const aboutDrafts =
  "Nothing is stored: POST /api/v1/story keeps what the traveller makes of it. The texts keep to the limits of a story (title tag 60, excerpt 139, meta description 160 characters, up to seven hashtags). Without `brand_voice` the voice of the caller's own channel of that type is used. Pictures are counted, not looked at. With `Accept: text/event-stream` the draft arrives while it is written: `text` adds to a field, `value` sets it, `done` has the whole as `data`, `error` ends it.";

const generate = operation({
  id: "story.generate.create",
  summary: "Draft a story from notes.",
  description: `${aboutDrafts} \`with_new_source\` is accepted and has no effect.`,
  access: "user",
  role: "any user",
  body: z.strictObject({
    experience: text(255).optional(),
    destination: text(255).optional(),
    activities: names,
    attractions: names,
    locations: names,
    notes: text(20_000).optional(),
    media_urls: pictures,
    brand_voice: voice,
    channel_type: channelType,
    story_length: storyLength,
    with_new_source: z.boolean().optional(),
  }),
  limits: aiLimits,
  failures: ["internal"],
  success: draftAnswer,
  example: {
    as: "traveller",
    body: {
      experience: "Lantern walk",
      activities: ["Floating a lantern"],
      notes: "We floated a paper lantern and watched it turn the corner.",
      media_urls: ["https://pictures.example/lantern-night.jpg"],
      channel_type: "Travel Buddy",
      story_length: 90,
    },
  },
  async handle({ db, user, body, request }) {
    const use = await beginUse(user.userId, "story");
    const wish = {
      place: body.experience ?? body.destination ?? "",
      activities: body.activities ?? body.attractions ?? body.locations ?? [],
      notes: body.notes ?? "",
      pictures: body.media_urls.length,
      brandVoice: body.brand_voice,
      channel: body.channel_type,
      length: body.story_length ?? 70,
    };
    return answerDraft(await storyDrafting(db, user.userId, wish, use), request);
  },
});

const regenerate = operation({
  id: "story.regenerate.create",
  summary: "Draft a story again.",
  description: aboutDrafts,
  access: "user",
  role: "any user",
  body: z.strictObject({
    destination: text(255).optional(),
    attractions: text(5000).optional().describe("One in each line."),
    notes: text(20_000).optional(),
    media_urls: pictures.optional(),
    brand_voice: voice,
    channel_type: channelType,
    story_length: storyLength,
  }),
  limits: aiLimits,
  failures: ["internal"],
  success: draftAnswer,
  example: {
    as: "traveller",
    body: {
      destination: "Lantern walk",
      attractions: "The covered bridge\nThe night market",
      notes: "Shorter, and about the bridge.",
      media_urls: [],
      channel_type: "instagram",
      story_length: 45,
    },
  },
  async handle({ db, user, body, request }) {
    const use = await beginUse(user.userId, "story");
    const wish = {
      place: body.destination ?? "",
      activities: (body.attractions ?? "")
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean)
        .slice(0, 50),
      notes: body.notes ?? "",
      pictures: body.media_urls?.length ?? 0,
      brandVoice: body.brand_voice,
      channel: body.channel_type,
      length: body.story_length ?? 45,
    };
    return answerDraft(await storyDrafting(db, user.userId, wish, use), request);
  },
});

const draftExperience = operation({
  id: "experiences.draft.create",
  summary: "Draft an experience from a pasted text.",
  description:
    "Nothing is stored. Fields the notes say nothing about are empty. Without a configured model the text is only put into the fields it fits; `built_in` says so. With `Accept: text/event-stream` it arrives while it is written, like `story/generate`.",
  access: "user",
  role: "editor",
  body: z.strictObject({
    company_id: uuid,
    notes: requiredText(20_000),
    name: text(255).optional(),
    address: text(500).optional(),
    voice: text(2000).optional(),
  }),
  limits: aiLimits,
  failures: ["forbidden", "not_found", "internal"],
  success: {
    status: 201,
    schema: z.object({ data: experienceDraft.extend({ built_in: z.boolean() }) }),
  },
  example: {
    as: "editor",
    body: {
      company_id: exampleIds.company,
      name: "Lantern walk",
      notes: "We meet at the covered bridge at dusk. Everybody floats a paper lantern.",
    },
  },
  async handle({ db, user, body, request }) {
    await requireEditor(db, body.company_id);
    const use = await beginUse(user.userId, "experience", { companyId: body.company_id });
    const { notes, name = "", address = "", voice = "" } = body;
    return answerDraft(experienceDrafting({ notes, name, address, voice }, use), request);
  },
});

/** Drafts are for who may write: a member's would go nowhere. */
async function requireEditor(db: Db, companyId: string): Promise<void> {
  const role = await getMyRole(db, companyId);
  if (!role) throw new AppError("not_found", "Company not found.");
  if (!roleAtLeast(role, "editor")) throw new AppError("forbidden", "This needs the role editor.");
}

export const agentSearch: Resource = { address: "agents/search", post: search };
export const agentIntents: Resource = {
  address: "agents/intent-classifier",
  post: intentClassifier,
};
export const chatHistory: Resource = { address: "agents/chat/history", list: history };
export const storyGeneration: Resource = { address: "story/generate", post: generate };
export const experienceDrafts: Resource = { address: "experiences/draft", post: draftExperience };
export const storyRegeneration: Resource = { address: "story/regenerate", post: regenerate };
