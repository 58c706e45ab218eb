"use client";

import { useEffect, useState } from "react";
import { INVITATION_TOKEN } from "@/lib/companies/invitation-link";
import { paths } from "@/lib/paths";

const KEY = "invitation-token";

/**
 * The token of the invitation: from the link's fragment, else as kept over the sign-in; null when
 * there is none, undefined until the browser has looked. The fragment leaves the address bar, and
 * with it what is copied from there and most of the history.
 */
export function useInvitationToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();

  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    function look() {
      const given = new URLSearchParams(location.hash.slice(1)).get("token");
      const found = given ?? kept();
      setToken(found && INVITATION_TOKEN.test(found) ? found : null);
      if (given === null || !keep(given)) return;
      // Not at once: the router, which has to hear of it, starts to listen after this effect.
      later = setTimeout(() => history.replaceState(null, "", paths.invitation()));
    }
    look();
    // Another link pasted over this one changes the fragment only.
    addEventListener("hashchange", look);
    return () => {
      clearTimeout(later);
      removeEventListener("hashchange", look);
    };
  }, []);

  return token;
}

// Browsers may refuse storage. The token then stays in the address, good for this visit.

function keep(token: string): boolean {
  try {
    sessionStorage.setItem(KEY, token);
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

/** For when the invitation has been answered. */
export function forgetInvitationToken(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
