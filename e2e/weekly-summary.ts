import type { StoredProps } from "@/lib/email/types";

/** What a summary says of a week without any visit. */
export function quietSummary(
  company: { id: string; name: string },
  memberId: string,
): StoredProps<"weekly-summary"> {
  const none = { now: 0, before: 0 };
  const parts = { part: 0, whole: 0, part_before: 0, whole_before: 0 };
  return {
    company: company.name,
    companyId: company.id,
    memberId,
    from: "2026-11-16",
    to: "2026-11-22",
    explorers: none,
    visits: none,
    story_rate: parts,
    engagement: parts,
    redemption: parts,
    days: [0, 0, 0, 0, 0, 0, 0],
    best: null,
    stories: [],
    attention: { check_ins: 0, drafts: 0, expired_invitations: null, ending: [] },
  };
}
