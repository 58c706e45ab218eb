"use client";

import { ErrorState } from "@/components/ui/error-state";

/** A page of the company failed; the frame around it stays usable. */
export default function CompanyError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return <ErrorState title="This page did not load" retry={retry} digest={digest} />;
}
