/** What a thumb down may say. Safe in client components. */
import { z } from "zod";

export const reasons = ["wrong", "incomplete", "source", "language", "other"] as const;
export type Reason = (typeof reasons)[number];

export const LONGEST_REMARK = 1000;

/** Reasons belong to a thumb down only. */
export const rating = z
  .strictObject({
    helpful: z.boolean().nullable(),
    reason: z.enum(reasons).nullable().optional(),
    remark: z.string().trim().max(LONGEST_REMARK).nullable().optional(),
  })
  .refine(({ helpful, reason, remark }) => helpful === false || !(reason || remark), {
    path: ["reason"],
    message: "Only with a thumb down.",
  });
export type Rating = z.output<typeof rating>;
