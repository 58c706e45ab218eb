/** Published experiences put together by address. */
import "server-only";
import { z } from "zod";
import { type PreparedBody, prepare } from "@/lib/api/operation";
import {
  type KeyPaging,
  keyPage,
  keyPagingQuery,
  type Page,
  pageOf,
  rowsToFetch,
} from "@/lib/api/paging";
import { cachePublicly } from "@/lib/api/public-cache";
import { createAnonClient } from "@/lib/supabase/anon";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

const atAddress = z.object({
  id: z.string(),
  name: z.string(),
  primary_photo: z.string().nullable(),
  description: z.string().nullable(),
  thumbnail_description: z.string().nullable(),
});
const atAddressOfOwner = atAddress.extend({
  address: z.string().nullable(),
  default_questions: z.array(z.string()).nullable(),
  owned_by: z.string(),
});
type AtAddress = z.output<typeof atAddressOfOwner>;

const groupOf = <S extends z.ZodType>(experience: S) =>
  z.object({ address: z.string().nullable(), experience_data: z.array(experience) });

export const addressList = pageOf(groupOf(atAddress));
export const ownersAddressList = pageOf(groupOf(atAddressOfOwner));

/** What the list is sorted by: address, name, id. */
const sortKey = z.tuple([z.string().max(500), z.string().max(255), z.uuid()]);
export type AddressPaging = KeyPaging<z.output<typeof sortKey>>;

const { limit, cursor } = keyPagingQuery(sortKey);
export const addressPagingQuery = {
  limit: limit.describe(
    "Experiences to answer, at most 1000. The last address may go on at the top of the next page.",
  ),
  cursor,
};

type Group = { address: string | null; experience_data: AtAddress[] };

/** Rows sorted by address, put together. No address and an empty one are the same. */
export function groupByAddress(rows: readonly AtAddress[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const address = row.address || null;
    const last = groups.at(-1);
    if (last && last.address === address) last.experience_data.push(row);
    else groups.push({ address, experience_data: [row] });
  }
  return groups;
}

function grouped(rows: readonly AtAddress[], paging: AddressPaging): Page<Group> {
  const { data, ...rest } = keyPage(rows, paging, ({ address, name, id }) => [
    address ?? "",
    name,
    id,
  ]);
  return { data: groupByAddress(data), ...rest };
}

function sqlArguments(paging: AddressPaging) {
  const [address, name, id] = paging.cursor ?? [];
  return {
    p_limit: rowsToFetch(paging),
    ...(id === undefined ? {} : { p_after_address: address, p_after_name: name, p_after_id: id }),
  };
}

/** Of everybody, as the caller; what they see is the same for all. */
export async function listByAddress(db: Db, paging: AddressPaging): Promise<Page<Group>> {
  const rows = rowsOf<AtAddress>(await db.rpc("list_experiences_by_address", sqlArguments(paging)));
  return grouped(rows, paging);
}

/** Of everybody, for everybody. */
export async function listPublicByAddress(paging: AddressPaging): Promise<PreparedBody> {
  "use cache";
  cachePublicly("experiences");

  return prepare(
    JSON.stringify(addressList.parse(await listByAddress(createAnonClient(), paging))),
  );
}

/** Of these companies, or of everybody when none is named, with the columns of the second form. */
export async function listPublicByAddressOf(
  companies: readonly string[],
  paging: AddressPaging,
): Promise<PreparedBody> {
  "use cache";
  cachePublicly("experiences");

  const db = createAnonClient();
  const rows = rowsOf<AtAddress>(
    companies.length
      ? await db.rpc("list_experiences_by_address_and_owners", {
          p_owners: [...companies],
          ...sqlArguments(paging),
        })
      : await db.rpc("list_experiences_by_address", sqlArguments(paging)),
  );
  return prepare(JSON.stringify(ownersAddressList.parse(grouped(rows, paging))));
}
