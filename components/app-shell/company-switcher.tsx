"use client";

import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/components/ui/command";
import { Popover } from "@/components/ui/popover";
import { paths } from "@/lib/paths";
import { roleLabel } from "./role-label";
import type { ShellCompany } from "./types";

/** From this many on the list is searched, not read. */
const MANY = 7;

type CompanySwitcherProps = {
  companies: readonly ShellCompany[];
  company: ShellCompany | null;
  /** Logo only, in the folded rail. */
  compact?: boolean;
};

/** Which company one works in, and the way to the others. */
export function CompanySwitcher({ companies, company, compact = false }: CompanySwitcherProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);

  function go(href: string) {
    setOpen(false);
    router.push(href);
  }

  return (
    <Popover
      label="Companies"
      open={open}
      onOpenChange={setOpen}
      className="w-74 overflow-hidden p-0"
      trigger={
        <button
          type="button"
          className={cn(
            "flex min-w-0 items-center gap-3 rounded-md p-2 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover",
            compact ? "justify-center" : "w-full",
          )}
        >
          <Avatar
            name={company?.name ?? "Travel Buddy"}
            src={company?.logoUrl}
            shape="company"
            size="sm"
          />
          <span className={cn("min-w-0 flex-1", compact && "sr-only")}>
            <span className="sr-only">Company: </span>
            <span className="block truncate font-semibold text-sm leading-5">
              {company?.name ?? "Choose a company"}
            </span>
            {company ? (
              <span className="block truncate text-ink-subtle text-xs leading-4">
                {roleLabel(company.role)}
              </span>
            ) : null}
          </span>
          {compact ? null : (
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-subtle" />
          )}
        </button>
      }
    >
      <Command label="Companies" loop>
        <CommandInput placeholder="Find a company…" hidden={companies.length < MANY} autoFocus />
        <CommandList className="max-h-80">
          <CommandEmpty>No company of yours is called that.</CommandEmpty>
          <CommandGroup>
            {companies.map((one) => (
              <CommandItem
                key={one.id}
                value={`${one.name} ${one.id}`}
                onSelect={() => go(paths.company(one.id))}
              >
                <Avatar name={one.name} src={one.logoUrl} shape="company" size="sm" />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{one.name}</span>
                  <span className="block text-ink-subtle text-xs">{roleLabel(one.role)}</span>
                </span>
                {one.id === company?.id ? (
                  <>
                    <Check aria-hidden />
                    <span className="sr-only">(open now)</span>
                  </>
                ) : null}
              </CommandItem>
            ))}
          </CommandGroup>
          <CommandGroup className="mt-1.5 border-line border-t pt-1.5">
            <CommandItem onSelect={() => go(paths.companies())}>
              <span className="grid size-8 place-items-center rounded-sm border border-line border-dashed">
                <Plus aria-hidden />
              </span>
              All companies, or a new one
            </CommandItem>
          </CommandGroup>
        </CommandList>
      </Command>
    </Popover>
  );
}
