import type { ReactNode } from "react";
import { SkipLink } from "@/components/ui/visually-hidden";
import { CommandPalette } from "./command-palette";
import { PhoneBottomBar, PhoneTopBar } from "./phone-bars";
import { Rail } from "./rail";
import { ShellProvider } from "./shell-context";
import { ShortcutsDialog } from "./shortcuts-dialog";
import type { ShellCompany, ShellSearch, ShellUser } from "./types";

type AppShellProps = {
  user: ShellUser;
  /** Every company the person may open, in the order they should be offered. */
  companies: readonly ShellCompany[];
  /** The one that is open; null on pages about none (the chooser, the platform). */
  company: ShellCompany | null;
  /** From the cookie `RAIL_COOKIE`: "collapsed". */
  railCollapsed?: boolean;
  /** Lets the palette search the company. */
  search?: ShellSearch;
  children: ReactNode;
};

/** The frame of the dashboard. The page goes into its one `main`. */
export function AppShell({
  user,
  companies,
  company,
  railCollapsed = false,
  search,
  children,
}: AppShellProps) {
  return (
    <ShellProvider company={company} railCollapsed={railCollapsed}>
      <SkipLink />
      <div className="flex min-h-dvh flex-col md:flex-row">
        <Rail user={user} companies={companies} company={company} />
        <PhoneTopBar user={user} companies={companies} company={company} />
        <main
          id="main"
          tabIndex={-1}
          className="min-w-0 flex-1 px-4 pt-5 pb-28 outline-none md:px-8 md:pt-8 md:pb-16 lg:px-12"
        >
          <div className="mx-auto w-full max-w-300">{children}</div>
        </main>
        <PhoneBottomBar user={user} company={company} />
      </div>
      <CommandPalette companies={companies} company={company} search={search} />
      <ShortcutsDialog />
    </ShellProvider>
  );
}
