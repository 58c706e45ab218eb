"use client";

import { Building2, PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Logo } from "@/components/ui/logo";
import { Tooltip } from "@/components/ui/tooltip";
import { paths } from "@/lib/paths";
import { CompanySwitcher } from "./company-switcher";
import { activeSection, sections } from "./navigation";
import { useShell } from "./shell-context";
import type { ShellCompany, ShellUser } from "./types";
import { UserMenu } from "./user-menu";

type RailProps = {
  user: ShellUser;
  companies: readonly ShellCompany[];
  company: ShellCompany | null;
};

/** The left edge on wide screens. */
export function Rail({ user, companies, company }: RailProps) {
  const { railCollapsed: folded, toggleRail, setOpen } = useShell();
  const pathname = usePathname();
  const active = company ? activeSection(pathname, company.id) : undefined;
  return (
    <header
      className={cn(
        "sticky top-0 hidden h-dvh shrink-0 flex-col gap-5 border-line border-r bg-sunken/60 px-3.5 py-4 md:flex",
        folded ? "w-19" : "w-66",
      )}
    >
      <div className={cn("flex items-center justify-between", folded && "flex-col gap-3")}>
        <Link
          href={company ? paths.company(company.id) : paths.companies()}
          className="rounded-md p-1"
        >
          <Logo compact={folded} />
        </Link>
        <IconButton
          label={folded ? "Unfold the rail" : "Fold the rail"}
          aria-expanded={!folded}
          size="sm"
          onClick={toggleRail}
        >
          {folded ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        </IconButton>
      </div>

      <div className="space-y-2">
        <CompanySwitcher companies={companies} company={company} compact={folded} />
        <Tooltip content="Search" side="right" disabled={!folded}>
          <button
            type="button"
            onClick={() => setOpen("palette")}
            className={cn(
              "flex h-9.5 w-full items-center gap-2.5 rounded-md border border-line bg-surface px-3 text-ink-subtle text-sm shadow-xs transition-colors hover:border-line-strong hover:text-ink-muted",
              folded && "justify-center px-0",
            )}
          >
            <Search aria-hidden className="size-4 shrink-0" />
            <span className={cn("flex-1 text-left", folded && "sr-only")}>Search</span>
            {folded ? null : <Kbd aria-hidden>⌘K</Kbd>}
          </button>
        </Tooltip>
      </div>

      {company ? (
        <nav aria-label="Company">
          <ul className="space-y-0.5">
            {sections.map((section) => (
              <li key={section.label}>
                <RailLink
                  href={section.href(company.id)}
                  label={section.label}
                  icon={<section.icon aria-hidden />}
                  active={section === active}
                  folded={folded}
                />
              </li>
            ))}
          </ul>
        </nav>
      ) : null}

      <div className="mt-auto space-y-2">
        {user.isSuperAdmin ? (
          <nav aria-label="Platform" className="border-line border-b pb-2">
            <RailLink
              href={paths.platformCompanies()}
              label="Platform"
              icon={<Building2 aria-hidden />}
              active={pathname.startsWith("/platform")}
              folded={folded}
            />
          </nav>
        ) : null}
        <UserMenu user={user} compact={folded} />
      </div>
    </header>
  );
}

function RailLink({
  href,
  label,
  icon,
  active,
  folded,
}: {
  href: string;
  label: string;
  icon: ReactNode;
  active: boolean;
  folded: boolean;
}) {
  return (
    <Tooltip content={label} side="right" disabled={!folded}>
      <Link
        href={href}
        aria-current={active ? "page" : undefined}
        className={cn(
          "flex h-10 items-center gap-3 rounded-md px-3 font-medium text-ink-muted text-sm transition-colors [&_svg]:size-5 [&_svg]:shrink-0",
          folded && "justify-center px-0",
          active ? "bg-jade-soft text-jade-ink" : "hover:bg-hover hover:text-ink",
        )}
      >
        {icon}
        <span className={cn(folded && "sr-only")}>{label}</span>
      </Link>
    </Tooltip>
  );
}
