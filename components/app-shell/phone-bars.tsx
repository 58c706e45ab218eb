"use client";

import { Building2, Ellipsis, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Sheet } from "@/components/ui/sheet";
import { paths } from "@/lib/paths";
import { CompanySwitcher } from "./company-switcher";
import { activeSection, sections } from "./navigation";
import { useShell } from "./shell-context";
import type { ShellCompany, ShellUser } from "./types";
import { UserMenu } from "./user-menu";

type BarsProps = {
  user: ShellUser;
  companies: readonly ShellCompany[];
  company: ShellCompany | null;
};

/** The top edge on phones: where one works and who one is. */
export function PhoneTopBar({ user, companies, company }: BarsProps) {
  return (
    <header className="sticky top-0 z-30 flex items-center justify-between gap-2 border-line border-b bg-canvas/95 px-2 py-1.5 backdrop-blur-sm md:hidden">
      <div className="min-w-0">
        <CompanySwitcher companies={companies} company={company} />
      </div>
      <UserMenu user={user} compact side="bottom" />
    </header>
  );
}

const entryStyles =
  "flex h-14 w-full flex-col items-center justify-center gap-0.5 rounded-md font-medium text-2xs text-ink-muted transition-colors [&_svg]:size-5.5";

/** The bottom edge on phones: five entries within reach of a thumb. */
export function PhoneBottomBar({ user, company }: Pick<BarsProps, "user" | "company">) {
  const { open, setOpen } = useShell();
  const pathname = usePathname();
  if (!company) return null;
  const active = activeSection(pathname, company.id);
  const entries = sections.filter(({ onPhone }) => onPhone);
  const behindMore = sections.filter(({ onPhone }) => !onPhone);
  const middle = Math.ceil(entries.length / 2);

  const entry = (section: (typeof sections)[number]) => (
    <li key={section.label} className="flex-1">
      <Link
        href={section.href(company.id)}
        aria-current={section === active ? "page" : undefined}
        className={cn(entryStyles, section === active && "text-jade-ink")}
      >
        <section.icon aria-hidden />
        {section.label}
      </Link>
    </li>
  );

  return (
    <nav
      aria-label="Company"
      className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-sm md:hidden"
    >
      <ul className="mx-auto flex max-w-lg px-1">
        {entries.slice(0, middle).map(entry)}
        <li className="flex-1">
          <button type="button" className={entryStyles} onClick={() => setOpen("palette")}>
            <Search aria-hidden />
            Search
          </button>
        </li>
        {entries.slice(middle).map(entry)}
        <li className="flex-1">
          <Sheet
            side="bottom"
            title="More"
            open={open === "more"}
            onOpenChange={(next) => setOpen(next ? "more" : null)}
            trigger={
              <button
                type="button"
                className={cn(
                  entryStyles,
                  active && behindMore.includes(active) && "text-jade-ink",
                )}
              >
                <Ellipsis aria-hidden />
                More
              </button>
            }
          >
            <ul className="space-y-1">
              {behindMore.map((section) => (
                <MoreLink
                  key={section.label}
                  href={section.href(company.id)}
                  icon={<section.icon aria-hidden />}
                  active={section === active}
                >
                  {section.label}
                </MoreLink>
              ))}
              <MoreLink href={paths.companies()} icon={<Building2 aria-hidden />} active={false}>
                All companies
              </MoreLink>
              {user.isSuperAdmin ? (
                <MoreLink
                  href={paths.platformCompanies()}
                  icon={<Building2 aria-hidden />}
                  active={pathname.startsWith("/platform")}
                >
                  Platform
                </MoreLink>
              ) : null}
            </ul>
          </Sheet>
        </li>
      </ul>
    </nav>
  );
}

function MoreLink({
  href,
  icon,
  active,
  children,
}: {
  href: string;
  icon: ReactNode;
  active: boolean;
  children: ReactNode;
}) {
  const { setOpen } = useShell();
  return (
    <li>
      <Link
        href={href}
        aria-current={active ? "page" : undefined}
        onClick={() => setOpen(null)}
        className="flex h-12 items-center gap-3.5 rounded-md px-2 font-medium transition-colors hover:bg-hover aria-[current]:text-jade-ink [&_svg]:size-5 [&_svg]:text-ink-subtle"
      >
        {icon}
        {children}
      </Link>
    </li>
  );
}
