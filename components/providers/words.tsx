"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type PageLanguage, said, type Translate, translator } from "@/lib/format/words";

const Language = createContext<PageLanguage>("en");

/** Says to everything inside in which language the reader reads. */
export function WordsProvider({
  language,
  children,
}: {
  language: PageLanguage;
  children: ReactNode;
}) {
  return <Language value={language}>{children}</Language>;
}

/** The words of a page; `said` for what comes from the server. */
export function useWords(): { t: Translate; said: (sentence: string) => string } {
  const language = useContext(Language);
  return useMemo(
    () => ({ t: translator(language), said: (sentence) => said(language, sentence) }),
    [language],
  );
}
