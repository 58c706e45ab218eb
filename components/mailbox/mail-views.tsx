"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { DescriptionList } from "@/components/ui/description-list";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Tabs } from "@/components/ui/tabs";
import { textLinkStyles } from "@/components/ui/text-link";

type Scheme = "page" | "light" | "dark";

const schemes = [
  { value: "page", label: "As this page", icon: <Monitor aria-hidden /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
] as const;

type MailViewsProps = {
  /** Address of the mail's HTML. */
  body: string;
  subject: string;
  text: string;
  head: Record<string, string>;
};

/** The same mail three ways. */
export function MailViews({ body, subject, text, head }: MailViewsProps) {
  const [scheme, setScheme] = useState<Scheme>("page");
  return (
    <Tabs
      label="Views of the mail"
      className="flex flex-1 flex-col"
      items={[
        {
          value: "html",
          label: "Mail",
          content: (
            <div className="flex flex-col gap-3">
              <div className="flex justify-end">
                <SegmentedControl<Scheme>
                  label="Colours of the mail"
                  value={scheme}
                  onValueChange={setScheme}
                  segments={schemes}
                  iconsOnly
                />
              </div>
              <iframe
                // Sandboxed: a mail runs nothing here. Its links open in a new tab.
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                src={scheme === "page" ? body : `${body}?scheme=${scheme}`}
                title={`Mail: ${subject}`}
                className="h-[70dvh] w-full rounded-xl border border-line bg-surface"
              />
            </div>
          ),
        },
        {
          value: "text",
          label: "Text",
          content: (
            <pre className="whitespace-pre-wrap break-words rounded-xl border border-line bg-surface p-4 font-mono text-sm md:p-6">
              {linked(text)}
            </pre>
          ),
        },
        {
          value: "head",
          label: "Headers",
          content: (
            <DescriptionList
              items={Object.entries(head).map(([term, description]) => ({ term, description }))}
            />
          ),
        },
      ]}
    />
  );
}

/** The text with its addresses as links. */
function linked(text: string) {
  return text.split(/(https?:\/\/[^\s<>()]+)/).map((part, place) =>
    place % 2 === 1 ? (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
        key={place}
        href={part}
        target="_blank"
        rel="noreferrer"
        className={cn(textLinkStyles, "break-all")}
      >
        {part}
      </a>
    ) : (
      part
    ),
  );
}
