import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { preferredLocale } from "@/lib/format/format";

/** The locale the reader's browser asks for, for dates and numbers. The dashboard's words stay English. */
export const readerLocale = cache(async (): Promise<string> => {
  return preferredLocale((await headers()).get("accept-language"));
});
