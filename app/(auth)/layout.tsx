import type { ReactNode } from "react";
import { DuskScene } from "@/components/auth/dusk-scene";
import { WordsProvider } from "@/components/providers/words";
import { Logo } from "@/components/ui/logo";
import { readerWords } from "@/lib/format/reader-words";

/** A form on paper at the left, the evening at the right; the evening is a band on phones. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { language, t } = await readerWords();
  return (
    <WordsProvider language={language}>
      <div
        lang={language}
        className="grid min-h-dvh grid-rows-[auto_1fr] lg:grid-cols-[minmax(30rem,5fr)_6fr] lg:grid-rows-1"
      >
        <aside
          aria-label={t("About Travel Buddy")}
          className="relative h-44 overflow-hidden bg-[#0d3a3f] sm:h-64 lg:sticky lg:top-0 lg:order-last lg:m-3 lg:h-[calc(100dvh-1.5rem)] lg:rounded-2xl"
        >
          <DuskScene className="absolute inset-x-0 -bottom-[32%] h-[132%] lg:bottom-0 lg:h-full" />
          <div className="absolute inset-x-0 top-0 hidden bg-linear-to-b from-[#08282c]/70 to-transparent p-10 pb-24 lg:block xl:p-14 xl:pb-28">
            <p className="display max-w-lg text-4xl text-[#fdf6e6] xl:text-5xl">
              {t("Every place has a story. Be the one who tells it first.")}
            </p>
          </div>
        </aside>
        <div className="flex flex-col px-5 pt-7 pb-10 sm:px-10 lg:px-14 lg:pt-10">
          <header>
            <Logo />
          </header>
          <main className="mx-auto flex w-full max-w-100 flex-1 flex-col justify-center py-8">
            {children}
          </main>
          <footer className="text-ink-subtle text-xs">
            {t("Travel Buddy for tour companies, hotels and city offices.")}
          </footer>
        </div>
      </div>
    </WordsProvider>
  );
}
