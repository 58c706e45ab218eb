/** The models there are. Everything that asks one takes it from here. */
import "server-only";
import { createOpenAI, type OpenAIProvider } from "@ai-sdk/openai";
import type { EmbeddingModelV4, LanguageModelV4 } from "@ai-sdk/provider";
import { builtInModel } from "@/lib/ai/models/built-in";
import { processWide } from "@/lib/api/process-wide";
import { env } from "@/lib/env";

export type Models = {
  /** No provider is configured: answers are passages, drafts are made by rules. */
  builtIn: boolean;
  /** As it is recorded beside each use. */
  name: string;
  /** Answers questions with tools, writes, classifies and translates. */
  text: LanguageModelV4;
  /** Makes vectors of texts for the search; null where none is configured. */
  embedding: { name: string; model: EmbeddingModelV4 } | null;
  /** Answers questions and can look at the web; null where the provider or the operator does not. */
  web: { text: LanguageModelV4; tool: ReturnType<OpenAIProvider["tools"]["webSearch"]> } | null;
};

/** One set for the process: a provider keeps its connections. */
export function models(): Models {
  return processWide("models", () => {
    const { openai } = env;
    if (!openai) {
      const { modelId: name } = builtInModel;
      return { builtIn: true, name, text: builtInModel, embedding: null, web: null };
    }
    const provider = createOpenAI({
      apiKey: openai.apiKey,
      ...(openai.baseUrl ? { baseURL: openai.baseUrl } : {}),
    });
    // Chat completions, not responses: what every compatible server speaks.
    return {
      builtIn: false,
      name: openai.model,
      text: provider.chat(openai.model),
      embedding: openai.embeddingModel
        ? { name: openai.embeddingModel, model: provider.embedding(openai.embeddingModel) }
        : null,
      web: openai.webSearch
        ? {
            text: provider.responses(openai.model),
            // From the provider's index, never fetched live: an address that a hostile text has the
            // model open would carry away whatever is written into it.
            tool: provider.tools.webSearch({ externalWebAccess: false }),
          }
        : null,
    };
  });
}
