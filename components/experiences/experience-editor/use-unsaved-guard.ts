"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

type Leaving = { go: () => void };

/**
 * Holds back a reader who is about to lose what they wrote: closing the tab asks through the
 * browser, links and the back button through the dialog this hook's owner shows.
 */
export function useUnsavedGuard(dirty: boolean) {
  const router = useRouter();
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const letThrough = useRef(false);

  useEffect(() => {
    if (!dirty) return;
    letThrough.current = false;

    const warn = (event: BeforeUnloadEvent) => {
      if (!letThrough.current) event.preventDefault();
    };

    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || letThrough.current) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = (event.target as Element | null)?.closest?.("a[href]");
      if (!(link instanceof HTMLAnchorElement) || (link.target && link.target !== "_self")) return;
      const { origin, pathname, search, href } = link;
      if (origin !== location.origin) return;
      if (pathname === location.pathname && search === location.search) return;
      event.preventDefault();
      event.stopPropagation();
      setLeaving({ go: () => router.push(href.slice(origin.length)) });
    };

    // Where the browser lets a page hold the back button (and only after the reader has touched
    // the page); elsewhere back goes back.
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== "traverse" || !event.cancelable || letThrough.current) return;
      const { key } = event.destination;
      event.preventDefault();
      setLeaving({ go: () => window.navigation.traverseTo(key) });
    };

    window.addEventListener("beforeunload", warn);
    document.addEventListener("click", onClick, { capture: true });
    window.navigation?.addEventListener("navigate", onNavigate);
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("click", onClick, { capture: true });
      window.navigation?.removeEventListener("navigate", onNavigate);
    };
  }, [dirty, router]);

  return {
    /** The reader is about to leave and has to decide. */
    asking: leaving !== null,
    stay: () => setLeaving(null),
    leave: () => {
      letThrough.current = true;
      setLeaving(null);
      leaving?.go();
    },
    /** The next departure is wanted: the thing was saved or deleted. */
    release: () => {
      letThrough.current = true;
    },
  };
}
