"use client";

import { useCallback, useEffect, useState } from "react";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { lookUpInvitation } from "@/lib/companies/actions";
import type { InvitationLetter } from "@/lib/companies/invitation-link";

type Found = { token: string; letter: InvitationLetter | null; problem: string | null };

/** What the invitation says; null until it is there. `again` asks once more after a problem. */
export function useInvitationLetter(token: string | null | undefined) {
  const [found, setFound] = useState<Found>();

  const ask = useCallback(async (wanted: string) => {
    const form = new FormData();
    // A form, not an argument: the log of `next dev` prints arguments, but not what is in a form.
    form.set("token", wanted);
    const answer = await callAction(() => lookUpInvitation(idle, form));
    return answer.status === "success"
      ? { token: wanted, letter: answer.data, problem: null }
      : { token: wanted, letter: null, problem: answer.message ?? "Please try again." };
  }, []);

  useEffect(() => {
    if (!token) return;
    let current = true;
    ask(token).then((answer) => {
      if (current) setFound(answer);
    });
    return () => {
      current = false;
    };
  }, [token, ask]);

  // Another link may have been opened meanwhile.
  const mine = found?.token === token ? found : undefined;
  return {
    letter: mine?.letter ?? null,
    problem: mine?.problem ?? null,
    again: () => {
      if (!token) return;
      setFound(undefined);
      ask(token).then(setFound);
    },
  };
}
