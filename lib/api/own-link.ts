/** Links that callers may have us put into mails and redirects: to our own pages only. */
import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";

/** Whether a link leads to the app or to one of the origins that may call the API. */
export function isOwnLink(link: string, origins = [env.appUrl, ...env.corsOrigins]): boolean {
  if (!URL.canParse(link)) return false;
  const { origin, protocol } = new URL(link);
  const http = protocol === "https:" || protocol === "http:";
  return http && origins.some((own) => new URL(own).origin === origin);
}

/** Such a link as input. */
export const ownLink = z
  .string()
  .max(2000, "At most 2000 characters.")
  .refine((link) => isOwnLink(link), "Not a link to one of our pages.");
