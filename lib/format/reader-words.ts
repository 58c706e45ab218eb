import "server-only";
import { readerLocale } from "@/lib/format/locale";
import {
  type PageLanguage,
  pageLanguage,
  type Sentence,
  type Translate,
  translator,
} from "@/lib/format/words";

/** The words of a page in the language the reader's browser asks for. */
export async function readerWords(): Promise<{ language: PageLanguage; t: Translate }> {
  const language = pageLanguage(await readerLocale());
  return { language, t: translator(language) };
}

/** The title of such a page, for its `generateMetadata`. */
export async function readerTitle(title: Sentence, robots = true) {
  const { t } = await readerWords();
  return { title: t(title), ...(robots ? {} : { robots: { index: false } }) };
}
