"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { toast } from "@/components/ui/toast-store";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { setStatuses } from "@/lib/experiences/actions";
import {
  type ExperiencePage,
  experienceKeys,
  type ListedExperience,
} from "@/lib/experiences/experience-queries";
import type { ExperienceStatus } from "@/lib/experiences/schemas";

type Change = { id: string; status: ExperienceStatus };

const verbs: Record<ExperienceStatus, string> = {
  active: "published",
  inactive: "archived",
  internal: "made internal",
};

const counted = (count: number) => (count === 1 ? "1 experience" : `${count} experiences`);

/**
 * Publishes and archives in the list: shown at once, taken back when the server refuses, undone on
 * request.
 */
export function useStatuses(companyId: string) {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async (changes: Change[]) => {
      const result = await callAction(() => setStatuses(idle, { companyId, changes }));
      if (result.status !== "success") throw new Error(result.message);
      return result.data;
    },
    onMutate: async (changes) => {
      const queryKey = experienceKeys.all(companyId);
      await client.cancelQueries({ queryKey });
      const before = client.getQueriesData<ExperiencePage>({ queryKey });
      const next = new Map(changes.map(({ id, status }) => [id, status]));
      client.setQueriesData<ExperiencePage>({ queryKey }, (page) =>
        page
          ? {
              ...page,
              experiences: page.experiences.map((one) => ({
                ...one,
                status: next.get(one.id) ?? one.status,
              })),
            }
          : page,
      );
      return { before };
    },
    onError: (error, _changes, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data);
      toast.error(error.message || "That did not work. Please try again.");
    },
    onSettled: () => client.invalidateQueries({ queryKey: experienceKeys.all(companyId) }),
  });

  /** Those that are not ready stay as they are, and are named. */
  const set = useCallback(
    (rows: readonly ListedExperience[], status: ExperienceStatus) => {
      const wanted = rows.filter((row) => row.status !== status);
      const unready = status === "active" ? wanted.filter(({ missing }) => missing.length > 0) : [];
      const possible = wanted.filter((row) => !unready.includes(row));
      const names = unready.map(({ name }) => `“${name}”`).join(", ");
      const explanation = unready.length ? `Not ready yet: ${names}` : undefined;

      if (possible.length === 0) {
        if (explanation) toast.error("Nothing was published", { description: explanation });
        else toast(`Already ${verbs[status]}`);
        return;
      }
      mutate(
        possible.map(({ id }) => ({ id, status })),
        {
          onSuccess: (changed) => {
            const done = new Set(changed.map(({ id }) => id));
            const back = possible
              .filter(({ id }) => done.has(id))
              .map(({ id, status }) => ({ id, status }));
            toast.undo(
              `${counted(done.size)} ${verbs[status]}`,
              () => mutate(back, { onSuccess: () => toast("Back to how it was.") }),
              { tone: "success", ...(explanation ? { description: explanation } : {}) },
            );
          },
        },
      );
    },
    [mutate],
  );

  return { set, pending: isPending };
}
