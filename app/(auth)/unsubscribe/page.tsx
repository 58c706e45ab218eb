import type { Metadata } from "next";
import { Unsubscribe } from "@/components/notifications/unsubscribe";
import { readerTitle } from "@/lib/format/reader-words";

export const generateMetadata = async (): Promise<Metadata> => ({
  ...(await readerTitle("Weekly summary", false)),
  referrer: "no-referrer",
});

/** Where the summary's mail leads. Only the browser knows whose link it is. */
export default function UnsubscribePage() {
  return <Unsubscribe />;
}
