"use client";

import { useEffect, useState } from "react";
import { type MailLink, parseMailLink } from "@/lib/accounts/mail-link";
import { paths } from "@/lib/paths";

const KEY = "mail-link";

/**
 * The link of an auth mail: from the fragment, else as kept over a reload; null when there is none,
 * undefined until the browser has looked. The fragment leaves the address bar, and with it what is
 * copied from there and most of the history.
 */
export function useMailLink(): MailLink | null | undefined {
  const [link, setLink] = useState<MailLink | null>();

  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    function look() {
      const given = location.hash.length > 1 ? location.hash : null;
      setLink(parseMailLink(given ?? kept() ?? ""));
      if (given === null || !keep(given)) return;
      // Not at once: the router, which has to hear of it, starts to listen after this effect.
      later = setTimeout(() => history.replaceState(null, "", paths.confirm()));
    }
    look();
    // Another link pasted over this one changes the fragment only.
    addEventListener("hashchange", look);
    return () => {
      clearTimeout(later);
      removeEventListener("hashchange", look);
    };
  }, []);

  return link;
}

// Browsers may refuse storage. The link then stays in the address, good for this visit.

function keep(fragment: string): boolean {
  try {
    sessionStorage.setItem(KEY, fragment);
    return true;
  } catch {
    return false;
  }
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** For when the link has been answered. */
export function forgetMailLink(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
