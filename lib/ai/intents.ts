/** What somebody wants, by the four names installed clients switch on. */
import { z } from "zod";
import { fold } from "@/lib/ai/language";

export const intentNames = [
  "find_location",
  "get_travel_info",
  "book_reserve",
  "general_query",
] as const;
export type IntentName = (typeof intentNames)[number];

export const intent = z.object({
  intent: z.enum(intentNames),
  confidence: z.number().min(0).max(1),
  needsImage: z.boolean().describe("Whether a picture of the person would be needed to answer."),
});
export type Intent = z.output<typeof intent>;

/** English, and Vietnamese without accents; compared with the folded question. */
const rules: readonly [IntentName, RegExp][] = [
  [
    "book_reserve",
    /\b(?:book|booking|reserve|reservation|buy (?:a )?tickets?|dat (?:phong|ve|ban|tour|cho truoc)|giu cho|mua ve)\b/,
  ],
  [
    "find_location",
    /\b(?:where|find|near(?:by|est)?|around here|directions?|how (?:do|can) i get to|locate|show me|o dau|tim|gan (?:day|nhat)|duong (?:di|den)|chi duong|dia chi)\b/,
  ],
  [
    "get_travel_info",
    /\b(?:when|opening|hours?|open|close[ds]?|ticket|price|cost|fee|history|weather|season|best time|how (?:long|much|old|high|many)|what (?:is|are|to)|tell me about|who|why|mo cua|dong cua|gia|bao nhieu|lich su|thoi tiet|khi nao|may gio|bao lau|gioi thieu|la gi|tai sao)\b/,
  ],
];

const PICTURE =
  /\b(?:this (?:photo|picture|image|place|building|statue|dish)|in the (?:photo|picture|image)|photo i|what is this|anh nay|hinh nay|buc (?:anh|hinh)|day la gi|cho nay la)\b/;

/** Without a model: one intent by keyword with 0.8, the others with 0.05. */
export function intentsByRules(question: string): Intent[] {
  const folded = fold(question);
  const primary = rules.find(([, pattern]) => pattern.test(folded))?.[0] ?? "general_query";
  const needsImage = PICTURE.test(folded);
  return intentNames.map((name) => ({
    intent: name,
    confidence: name === primary ? 0.8 : 0.05,
    needsImage: name === primary && needsImage,
  }));
}
