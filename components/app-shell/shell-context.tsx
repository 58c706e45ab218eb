"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { roleAtLeast } from "@/lib/companies/roles";
import { creations, sections } from "./navigation";
import { RAIL_COOKIE } from "./rail-cookie";
import type { ShellCompany } from "./types";

type Open = "palette" | "shortcuts" | "more" | null;

type Shell = {
  open: Open;
  setOpen: (open: Open) => void;
  railCollapsed: boolean;
  toggleRail: () => void;
};

const ShellContext = createContext<Shell | null>(null);

/** What the parts of the frame share: which panel is open, and how wide the rail is. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("useShell belongs inside AppShell.");
  return shell;
}

/** How long "g" waits for the letter after it. */
const SEQUENCE_MS = 1200;

export function ShellProvider({
  company,
  railCollapsed: collapsedAtFirst,
  children,
}: {
  company: ShellCompany | null;
  railCollapsed: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState<Open>(null);
  const [railCollapsed, setRailCollapsed] = useState(collapsedAtFirst);

  const toggleRail = useCallback(() => {
    setRailCollapsed((before) => {
      const next = !before;
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and Firefox
      document.cookie = `${RAIL_COOKIE}=${next ? "collapsed" : "wide"}; Path=/; Max-Age=31536000; SameSite=Lax`;
      return next;
    });
  }, []);

  useShortcuts({ company, setOpen, toggleRail });

  const shell = useMemo(
    () => ({ open, setOpen, railCollapsed, toggleRail }),
    [open, railCollapsed, toggleRail],
  );
  return <ShellContext value={shell}>{children}</ShellContext>;
}

/** The keys that work everywhere. Single letters rest while something is typed or a dialog is open. */
function useShortcuts({
  company,
  setOpen,
  toggleRail,
}: {
  company: ShellCompany | null;
  setOpen: (open: Open) => void;
  toggleRail: () => void;
}) {
  const router = useRouter();
  const goPressedAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen("palette");
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      if (
        isTyping(event.target) ||
        document.querySelector('[role="dialog"],[role="alertdialog"]')
      ) {
        return;
      }

      if (event.timeStamp - goPressedAt.current < SEQUENCE_MS) {
        goPressedAt.current = Number.NEGATIVE_INFINITY;
        const section = sections.find(({ key }) => key === event.key);
        if (section && company) {
          event.preventDefault();
          router.push(section.href(company.id));
        }
        return;
      }

      switch (event.key) {
        case "g":
          goPressedAt.current = event.timeStamp;
          return;
        case "?":
          event.preventDefault();
          setOpen("shortcuts");
          return;
        case "[":
          toggleRail();
          return;
        case "/": {
          const search = document.querySelector<HTMLInputElement>("main input[type=search]");
          event.preventDefault();
          if (search) search.focus();
          else setOpen("palette");
          return;
        }
      }
      const creation = creations.find(({ key }) => key === event.key);
      if (creation && company && roleAtLeast(company.role, creation.needs)) {
        event.preventDefault();
        router.push(creation.href(company.id));
      }
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [company, router, setOpen, toggleRail]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [role=menu]") !== null)
  );
}
