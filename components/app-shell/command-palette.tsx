"use client";

import { CircleUser, Keyboard, Plus, Sparkles } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import {
  Command,
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/components/ui/command";
import { Kbd } from "@/components/ui/kbd";
import { Picture } from "@/components/ui/picture";
import { roleAtLeast } from "@/lib/companies/roles";
import { paths } from "@/lib/paths";
import { creations, sections } from "./navigation";
import { useShell } from "./shell-context";
import type { SearchHit, ShellCompany, ShellSearch } from "./types";

type CommandPaletteProps = {
  companies: readonly ShellCompany[];
  company: ShellCompany | null;
  search?: ShellSearch | undefined;
};

/** ⌘K: go anywhere, create, find. */
export function CommandPalette(props: CommandPaletteProps) {
  const { open, setOpen } = useShell();
  return (
    <CommandDialog
      label="Go to, create or search"
      open={open === "palette"}
      onOpenChange={(next) => setOpen(next ? "palette" : null)}
    >
      <PaletteBody {...props} />
    </CommandDialog>
  );
}

function PaletteBody({ companies, company, search }: CommandPaletteProps) {
  const router = useRouter();
  const { setOpen } = useShell();
  const [words, setWords] = useState("");
  const { hits, pending } = useHits(company?.id, words, search);
  const groups = Map.groupBy(hits, ({ group }) => group);

  function go(href: string) {
    setOpen(null);
    router.push(href);
  }

  return (
    <Command label="Go to, create or search" loop>
      <CommandInput
        value={words}
        onValueChange={setWords}
        pending={pending}
        placeholder={company ? `Search ${company.name}, or go to…` : "Go to…"}
      />
      <CommandList>
        <CommandEmpty>{pending ? "Searching…" : `Nothing found for “${words}”.`}</CommandEmpty>
        {[...groups].map(([group, members]) => (
          <CommandGroup key={group} heading={group}>
            {members.map((hit) => (
              <CommandItem
                key={hit.id}
                // Found by the server already: the typed words keep the list from hiding it again.
                value={`${words} ${hit.title} ${hit.id}`}
                onSelect={() => go(hit.href)}
              >
                <Picture
                  src={hit.picture}
                  blur={hit.blur}
                  alt=""
                  ratio="1/1"
                  sizes="40px"
                  seed={hit.id}
                  className="size-9 shrink-0 rounded-sm"
                />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{hit.title}</span>
                  {hit.detail ? (
                    <span className="block truncate text-ink-subtle text-xs">{hit.detail}</span>
                  ) : null}
                </span>
              </CommandItem>
            ))}
          </CommandGroup>
        ))}
        {company ? (
          <>
            <CommandGroup heading="Go to">
              {sections.map(({ label, icon: Icon, href, key }) => (
                <CommandItem
                  key={label}
                  value={`go to ${label}`}
                  onSelect={() => go(href(company.id))}
                >
                  <Icon aria-hidden />
                  <span className="flex-1">{label}</span>
                  <span className="hidden gap-1 md:flex">
                    <Kbd>G</Kbd>
                    <Kbd>{key.toUpperCase()}</Kbd>
                  </span>
                </CommandItem>
              ))}
            </CommandGroup>
            {creations.some(({ needs }) => roleAtLeast(company.role, needs)) ? (
              <CommandGroup heading="Create">
                {creations
                  .filter(({ needs }) => roleAtLeast(company.role, needs))
                  .map(({ label, icon: Icon, href, key }) => (
                    <CommandItem key={label} onSelect={() => go(href(company.id))}>
                      <Icon aria-hidden />
                      <span className="flex-1">{label}</span>
                      <Kbd className="hidden md:inline-flex">{key.toUpperCase()}</Kbd>
                    </CommandItem>
                  ))}
              </CommandGroup>
            ) : null}
          </>
        ) : null}
        <CommandGroup heading="Companies">
          {companies
            .filter(({ id }) => id !== company?.id)
            .map((other) => (
              <CommandItem
                key={other.id}
                value={`switch to ${other.name} ${other.id}`}
                onSelect={() => go(paths.company(other.id))}
              >
                <Avatar name={other.name} src={other.logoUrl} shape="company" size="xs" />
                <span className="min-w-0 flex-1 truncate">{other.name}</span>
              </CommandItem>
            ))}
          <CommandItem onSelect={() => go(paths.companies())}>
            <Plus aria-hidden />
            All companies, or a new one
          </CommandItem>
        </CommandGroup>
        <CommandGroup heading="You">
          <CommandItem
            value="your account profile password two-step verification devices"
            onSelect={() => go(paths.account())}
          >
            <CircleUser aria-hidden />
            Your account
          </CommandItem>
        </CommandGroup>
        <CommandGroup heading="Help" className="max-md:hidden">
          <CommandItem onSelect={() => setOpen("shortcuts")}>
            <Keyboard aria-hidden />
            <span className="flex-1">Keyboard shortcuts</span>
            <Kbd>?</Kbd>
          </CommandItem>
        </CommandGroup>
        {company && words.trim() && !pending ? (
          // Last, and not while it is still searched: Enter goes where the words lead, if they do.
          <CommandGroup heading="Ask" forceMount>
            <CommandItem
              forceMount
              value={`ask the assistant ${words}`}
              onSelect={() => go(paths.assistant(company.id, words.trim()))}
            >
              <Sparkles aria-hidden />
              <span className="min-w-0 flex-1 truncate">Ask the assistant: “{words.trim()}”</span>
            </CommandItem>
          </CommandGroup>
        ) : null}
      </CommandList>
    </Command>
  );
}

const DEBOUNCE_MS = 180;
const NO_HITS: SearchHit[] = [];

/** Asks the server once the typing rests; answers that come late for older words are dropped. */
function useHits(companyId: string | undefined, words: string, search: ShellSearch | undefined) {
  const [found, setFound] = useState<{ words: string; hits: SearchHit[] }>({ words: "", hits: [] });
  const latest = useRef("");
  const wanted = words.trim();
  const asks = Boolean(companyId && search && wanted.length >= 2);

  useEffect(() => {
    latest.current = wanted;
    if (!asks || !companyId || !search) return;
    const timer = setTimeout(async () => {
      const settle = (hits: SearchHit[]) => {
        if (latest.current === wanted) setFound({ words: wanted, hits });
      };
      // A failed look-up leaves the palette's own entries, which is what it has to offer offline.
      await search(companyId, wanted).then(settle, () => settle([]));
    }, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [asks, companyId, search, wanted]);

  return {
    hits: asks ? found.hits : NO_HITS,
    pending: asks && found.words !== wanted,
  };
}
