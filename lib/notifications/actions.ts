"use server";

import { revalidatePath } from "next/cache";
import { failure, success, userAction, visitorAction } from "@/lib/api/action";
import { weeklySummaryChoice, weeklySummaryLink } from "@/lib/notifications/forms";
import { setMyWeeklySummary, weeklySummaryByLink } from "@/lib/notifications/weekly-summary";
import { paths } from "@/lib/paths";

/** Turns the weekly summary of a company on or off for oneself. */
export const chooseWeeklySummary = userAction(
  weeklySummaryChoice,
  async ({ companyId, on }, { db }) => {
    const now = await setMyWeeklySummary(db, companyId, on);
    if (now === null) return failure("You no longer work for this company.");
    revalidatePath(paths.settings(companyId));
    return success({ on: now });
  },
);

/** The same by the link of a mail, for whoever holds it. */
export const weeklySummaryOfLink = visitorAction(weeklySummaryLink, async ({ token, wish }) =>
  success({ summary: await weeklySummaryByLink(token, wish && wish === "on") }),
);
