import { MailOpen } from "lucide-react";

/** No mail is open yet: beside the list there is room to say so. */
export default function MailboxPage() {
  return (
    <div className="hidden h-full flex-col items-center justify-center gap-3 p-10 text-center text-ink-muted lg:flex">
      <MailOpen aria-hidden className="size-8 text-ink-subtle" />
      <p>Choose a mail to read it here.</p>
    </div>
  );
}
