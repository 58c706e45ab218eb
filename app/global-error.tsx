"use client";

import { ErrorState } from "@/components/ui/error-state";
import "./globals.css";

/** The root layout itself failed, so this brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <html lang="en">
      <body>
        <title>Something broke · Travel Buddy</title>
        <main className="mx-auto grid min-h-dvh max-w-xl place-items-center px-6">
          <ErrorState
            title="Something broke on our side"
            retry={retry}
            digest={digest}
            className="w-full"
          />
        </main>
      </body>
    </html>
  );
}
