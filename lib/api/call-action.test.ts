import { redirect } from "next/navigation";
import { expect, test } from "vitest";
import { success } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";

test("an answer comes back as it is", async () => {
  expect(await callAction(async () => success(1))).toEqual(success(1));
});

test("a surprise becomes a failure, so that the page stays", async () => {
  const state = await callAction(async () => {
    throw new Error("fetch failed");
  });
  expect(state).toMatchObject({ status: "failure" });
});

test("a redirect still leads away", async () => {
  await expect(callAction(async () => redirect("/companies"))).rejects.toThrow("NEXT_REDIRECT");
});
