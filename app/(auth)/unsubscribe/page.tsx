import type { Metadata } from "next";
import { Unsubscribe } from "@/components/notifications/unsubscribe";

export const metadata: Metadata = {
  title: "Weekly summary",
  robots: { index: false },
  referrer: "no-referrer",
};

/** Where the summary's mail leads. Only the browser knows whose link it is. */
export default function UnsubscribePage() {
  return <Unsubscribe />;
}
