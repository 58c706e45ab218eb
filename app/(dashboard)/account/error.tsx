"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function AccountError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl place-items-center px-6">
      <ErrorState
        title="Your account did not load"
        retry={retry}
        digest={digest}
        className="w-full"
      />
    </main>
  );
}
