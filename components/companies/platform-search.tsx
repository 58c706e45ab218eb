"use client";

import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { SearchField } from "@/components/ui/search-field";

/** The search of the platform's list; the page itself answers. */
export function PlatformSearch() {
  const [pending, startTransition] = useTransition();
  const [{ q }, set] = useQueryStates(
    { q: parseAsString.withDefault(""), page: parseAsInteger },
    { shallow: false, startTransition },
  );
  return (
    <SearchField
      label="Search companies"
      placeholder="Name"
      value={q}
      pending={pending}
      onValueChange={(next) => set({ q: next || null, page: null })}
    />
  );
}
