import { z } from "zod";
import { uuid } from "@/lib/api/schemas";
import { UNSUBSCRIBE_TOKEN } from "@/lib/notifications/link";

export const weeklySummaryChoice = z.strictObject({ companyId: uuid, on: z.boolean() });

/** The link of a mail, and what is wished; without a wish it only asks. */
export const weeklySummaryLink = z.strictObject({
  token: z.string().regex(UNSUBSCRIBE_TOKEN),
  wish: z.enum(["on", "off"]).optional(),
});
