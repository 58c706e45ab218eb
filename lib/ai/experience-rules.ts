/** Drafts of experiences without a model: a pasted text put into the fields it fits. */
import { type Language, languageOf } from "@/lib/ai/language";
import { clip } from "@/lib/ai/story-rules";

/** What an experience is drafted from. `voice` can change the tone and nothing else. */
export type ExperienceFacts = { name: string; notes: string; address: string; voice: string };

/** In the names of the columns; empty where the notes do not say it. */
export type ExperienceDraft = {
  name: string;
  thumbnail_description: string;
  description: string;
  address: string;
  primary_keyword: string;
  default_questions: string[];
};

export const experienceLimits = {
  name: 70,
  short: 160,
  description: 20_000,
  address: 500,
  keyword: 100,
  question: 200,
  questions: 3,
} as const;

const questions: Record<Language, (name: string) => string[]> = {
  en: (name) => [`What can one do at ${name}?`, `How do I get to ${name}?`],
  vi: (name) => [`Có thể làm gì ở ${name}?`, `Đi đến ${name} bằng cách nào?`],
};

const ADDRESS = /^(?:address|where|địa chỉ|nơi)\s*[:：]\s*(.+)$/im;

export function experienceByRules(facts: ExperienceFacts): ExperienceDraft {
  const notes = facts.notes.normalize("NFC").trim();
  const lines = notes.split(/\n+/).map((line) => line.trim());
  const first = lines[0] ?? "";
  // A short first line without a full stop is a title; otherwise nothing says what it is called.
  const titled = !facts.name && lines.length > 1 && first.length <= 70 && !/[.!?]$/.test(first);
  const name = facts.name || (titled ? first : "");
  const text = lines
    .slice(titled ? 1 : 0)
    .filter((line) => !ADDRESS.test(line))
    .join("\n\n");
  return fitExperience({
    name,
    thumbnail_description: text.split(/(?<=[.!?])\s/)[0] ?? "",
    description: text,
    address: facts.address || (ADDRESS.exec(notes)?.[1] ?? ""),
    primary_keyword: name.toLowerCase(),
    default_questions: name ? questions[languageOf(notes)](name) : [],
  });
}

/** A draft as the editor takes it, whoever wrote it. */
export function fitExperience(draft: ExperienceDraft): ExperienceDraft {
  const most = experienceLimits;
  return {
    name: clip(draft.name, most.name),
    thumbnail_description: clip(draft.thumbnail_description, most.short),
    description: draft.description.trim().slice(0, most.description),
    address: clip(draft.address, most.address),
    primary_keyword: clip(draft.primary_keyword, most.keyword),
    default_questions: draft.default_questions
      .map((question) => clip(question, most.question))
      .filter(Boolean)
      .slice(0, most.questions),
  };
}
