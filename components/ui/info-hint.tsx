"use client";

import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button";
import { Popover } from "./popover";

/** The ⓘ: how a number is counted, what a word means. Opens on a press, so that phones have it too. */
export function InfoHint({ about, children }: { about: string; children: ReactNode }) {
  return (
    <Popover
      label={`About ${about}`}
      align="end"
      className="w-72 text-ink-muted text-sm"
      trigger={
        <IconButton label={`About ${about}`} quiet size="sm" className="text-ink-subtle">
          <Info aria-hidden className="size-4" />
        </IconButton>
      }
    >
      {children}
    </Popover>
  );
}
