/** One's portrait: in all of one's profiles, and nobody else's picture. */
import { expect } from "vitest";
import { actAs, refusal, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { world, inside } = await openWorld();
const show = "select public.show_my_avatar($1)";

/** What the editor's profiles show once they have chosen a picture. */
async function chosen(tx: Tx, picture: string | null): Promise<(string | null)[]> {
  const { editor } = world.people;
  await actAs(tx, editor);
  await tx.unsafe(show, [picture] as never[]);
  await tx`select set_config('role', 'none', true)`;
  const shown = await tx<{ avatar_id: string | null }[]>`
    select avatar_id from public.userprofiles where userid = ${editor}
    union all select avatar_id from public.businessprofiles where businessid = ${editor}`;
  return shown.map(({ avatar_id }) => avatar_id);
}

inside("a portrait is shown in both profiles, and taken away from both", async (tx) => {
  const picture = world.id("editor picture");
  expect(await chosen(tx, picture)).toEqual([picture, picture]);
  expect(await chosen(tx, null)).toEqual([null, null]);
});

inside("a portrait is nobody else's picture", async (tx) => {
  const picture = world.id("editor picture");
  expect(await refusal(tx, world.people.traveller, show, [picture])).toBe("23503");
  expect(await refusal(tx, null, show, [picture])).toBe("42501");
});
