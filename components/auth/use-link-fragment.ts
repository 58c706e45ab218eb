"use client";

import { useEffect, useState } from "react";

/** A kind of link in mails, made once per module. */
export type FragmentKind<T> = {
  /** Under which the browser keeps it. */
  key: string;
  /** What the address bar shows once it has been read. */
  path: string;
  /** Null: cut short, or none of ours. */
  parse: (fragment: string) => T | null;
};

/**
 * What a link from a mail carries in its fragment, kept for this tab over a reload or a sign-in;
 * null when there is none, undefined until the browser has looked. The fragment leaves the address
 * bar, and with it what is copied from there and most of the history.
 */
export function useLinkFragment<T>({ key, path, parse }: FragmentKind<T>): T | null | undefined {
  const [found, setFound] = useState<T | null>();

  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    function look() {
      const given = location.hash.length > 1 ? location.hash.slice(1) : null;
      setFound(parse(given ?? kept(key) ?? ""));
      if (given === null || !keep(key, given)) return;
      // Not at once: the router, which has to hear of it, starts to listen after this effect.
      later = setTimeout(() => history.replaceState(null, "", path));
    }
    look();
    // Another link pasted over this one changes the fragment only.
    addEventListener("hashchange", look);
    return () => {
      clearTimeout(later);
      removeEventListener("hashchange", look);
    };
  }, [key, path, parse]);

  return found;
}

// Browsers may refuse storage. The fragment then stays in the address, good for this visit.

function keep(key: string, fragment: string): boolean {
  try {
    sessionStorage.setItem(key, fragment);
    return true;
  } catch {
    return false;
  }
}

function kept(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** For when the link has been answered. */
export function forgetLinkFragment({ key }: FragmentKind<unknown>): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
