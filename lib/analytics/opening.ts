/** How somebody came to what they opened: query parameters of the reads that count as openings. */
import { z } from "zod";
import { text } from "@/lib/api/schemas";

export const sources = ["qr", "link", "story", "search", "assistant"] as const;

/** Spread into the query of an operation that has an `event`. */
export const openingQuery = {
  source: z
    .enum(sources)
    .optional()
    .describe("Where the opening came from, for the company's figures; nothing else changes."),
  placement: text(100).optional().describe("Which QR code it was, e.g. `front door`."),
};

/** What an operation says about the answer it gave; the recorder adds who, when and in which language. */
export type Opening = {
  kind: "open" | "story_open";
  experience_id?: string;
  story_id?: string;
  source?: (typeof sources)[number] | undefined;
  placement?: string | undefined;
  language?: string | undefined;
};
