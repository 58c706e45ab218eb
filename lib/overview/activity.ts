/** The log of a company in sentences. */
import { z } from "zod";

export const activityEntry = z.object({
  id: z.number(),
  actor_id: z.string().nullable(),
  action: z.enum(["create", "update", "delete", "restore"]),
  entity: z.string(),
  entity_id: z.string(),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).catch({}),
  created_at: z.string(),
});
export type ActivityEntry = z.output<typeof activityEntry>;

const text = (value: unknown) => (typeof value === "string" && value.trim() ? value : null);

/** What an entry says of a value: as it was left, or as it was before it went. */
function said({ changes, action }: ActivityEntry, column: string): string | null {
  const pair = changes[column];
  if (!pair) return null;
  return action === "delete" ? (text(pair[0]) ?? text(pair[1])) : (text(pair[1]) ?? text(pair[0]));
}

const pictureColumns = new Set(["primary_photo", "primary_photo_id", "photos", "photos_id"]);

function experienceVerb({ action, changes }: ActivityEntry): string {
  if (action === "create") return "created";
  if (action === "delete") return "deleted";
  switch (changes.status?.[1]) {
    case "active":
      return "published";
    case "inactive":
      return "archived";
    case "internal":
      return "made internal";
  }
  const columns = Object.keys(changes);
  if (columns.length > 0 && columns.every((column) => pictureColumns.has(column))) {
    return "changed the pictures of";
  }
  return changes.name ? "renamed" : "edited";
}

/** A challenge by its state, as the buttons of the builder will call it. */
function challengeVerb({ action, changes }: ActivityEntry): string {
  if (action === "create") return "created";
  if (action === "delete") return "deleted";
  switch (changes.status?.[1]) {
    case "ACTIVE":
      return "started";
    case "PASSIVE":
      return "paused";
    case "ARCHIVED":
      return "ended";
    default:
      return "edited";
  }
}

const partVerbs = { create: "added", update: "changed", delete: "removed", restore: "restored" };

/** A column that was empty before this entry. */
const wasSet = ({ changes }: ActivityEntry, column: string) =>
  Boolean(changes[column]?.[1]) && !changes[column]?.[0];

const roleOf = (entry: ActivityEntry) => said(entry, "role") ?? "member";
const article = (noun: string) => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);

type Names = {
  /** Names of experiences, by id, for entries that did not touch the name. */
  experiences: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
};

/** The people an entry speaks of. */
export function peopleIn({ actor_id, changes }: ActivityEntry): string[] {
  const mentioned = [actor_id, ...(changes.member_id ?? []), ...(changes.owned_by ?? [])];
  return mentioned.filter((value): value is string => typeof value === "string");
}

/**
 * What was one act becomes one entry. The rows of an act share its moment: another role ends one
 * membership and begins the next, who accepts an invitation joins, and a new invitation ends the
 * one before.
 */
export function mergeActivity(entries: readonly ActivityEntry[]): ActivityEntry[] {
  const memberOf = (entry: ActivityEntry) =>
    entry.entity === "company_members" ? said(entry, "member_id") : null;
  const merged: ActivityEntry[] = [];
  for (const entry of entries) {
    const same = entries.filter(
      (other) => other.created_at === entry.created_at && other.id !== entry.id,
    );
    const member = memberOf(entry);
    if (member) {
      const others = same.filter((other) => memberOf(other) === member);
      const begun = others.find(({ action }) => action !== "delete");
      if (entry.action === "delete" && begun) continue;
      const ended = others.filter(({ action }) => action === "delete");
      if (entry.action !== "delete" && ended.length > 0) {
        const role = [roleOf(ended[0] as ActivityEntry), roleOf(entry)] as [string, string];
        merged.push({ ...entry, action: "update", changes: { ...entry.changes, role } });
        continue;
      }
      if (same.some((other) => other.changes.accepted_at && other.actor_id === member)) continue;
    }
    const follower = same.some(
      (other) =>
        other.entity === "company_invitations" && other.changes.replaces?.[1] === entry.entity_id,
    );
    if (!follower) merged.push(entry);
  }
  return merged;
}

/** "published", "Bến Thành Market": what follows the name of whoever did it. */
export function describeActivity(
  entry: ActivityEntry,
  names: Names,
): { verb: string; object: string } {
  switch (entry.entity) {
    case "experiences":
      return {
        verb: experienceVerb(entry),
        object: said(entry, "name") ?? names.experiences.get(entry.entity_id) ?? "an experience",
      };
    case "company_members": {
      const memberId = said(entry, "member_id");
      const person = (memberId && names.people.get(memberId)) ?? "somebody";
      const own = memberId !== null && memberId === entry.actor_id;
      if (entry.action === "delete") {
        return own ? { verb: "left", object: "the company" } : { verb: "removed", object: person };
      }
      if (entry.action === "update") {
        const role = article(roleOf(entry));
        return own
          ? { verb: "changed their own role:", object: `now ${role}` }
          : { verb: "made", object: `${person} ${role}` };
      }
      return { verb: "added", object: `${person} as ${article(roleOf(entry))}` };
    }
    case "company_invitations": {
      const email = said(entry, "email");
      if (entry.action === "create") {
        const verb = entry.changes.replaces ? "sent a new invitation to" : "invited";
        return { verb, object: `${email ?? "somebody"} as ${article(roleOf(entry))}` };
      }
      if (entry.changes.accepted_at) {
        return { verb: "joined the team", object: `as ${article(roleOf(entry))}` };
      }
      const object = email ? `the invitation of ${email}` : "an invitation";
      return wasSet(entry, "revoked_at")
        ? { verb: "withdrew", object }
        : { verb: "brought back", object };
    }
    case "company_accounts": {
      if (entry.action === "create") return { verb: "founded", object: "the company" };
      if (entry.action === "delete") return { verb: "deleted", object: "the company" };
      if (entry.changes.owned_by?.[1]) {
        const owner = names.people.get(String(entry.changes.owned_by[1]));
        return { verb: "handed the company to", object: owner ?? "somebody" };
      }
      if (entry.changes.logo_id) return { verb: "changed", object: "the logo" };
      if (entry.changes.banner_media_id) return { verb: "changed", object: "the banner" };
      return { verb: "edited", object: "the company profile" };
    }
    case "challenges":
      return { verb: challengeVerb(entry), object: said(entry, "title") ?? "a challenge" };
    case "challenge_steps":
      return {
        verb: partVerbs[entry.action],
        object: said(entry, "title") ?? "a step of a challenge",
      };
    case "rewards":
      return { verb: partVerbs[entry.action], object: said(entry, "name") ?? "a reward" };
    case "check_ins":
      return {
        verb: entry.changes.status?.[1] === "rejected" ? "turned down" : "confirmed",
        object: "a check-in",
      };
    case "reward_grants": {
      if (wasSet(entry, "redeemed_at")) return { verb: "redeemed", object: "a reward" };
      if (wasSet(entry, "voided_at")) return { verb: "voided", object: "a reward" };
      return { verb: "took back", object: "a redemption" };
    }
    default:
      return { verb: "changed", object: "something" };
  }
}
