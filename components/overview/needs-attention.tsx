import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { Picture } from "@/components/ui/picture";
import type { UnfinishedExperience } from "@/lib/experiences/dashboard-queries";
import { paths } from "@/lib/paths";

/** Drafts that wait for something before they can be published. */
export function NeedsAttention({
  companyId,
  unfinished,
}: {
  companyId: string;
  unfinished: readonly UnfinishedExperience[];
}) {
  return (
    <Card>
      <CardHeader title="Needs attention" className="pb-3 md:pb-3" />
      {unfinished.length === 0 ? (
        <p className="flex items-center gap-2.5 px-5 pb-6 text-ink-muted text-sm md:px-6">
          <CircleCheck aria-hidden className="size-5 text-jade-ink" />
          Nothing waits for you. All drafts are ready to be published.
        </p>
      ) : (
        <ul className="p-2 pt-0 md:p-3 md:pt-0">
          {unfinished.map(({ id, name, cover, coverBlur, missing }) => (
            <li key={id}>
              <Link
                href={paths.experience(companyId, id)}
                className="flex items-center gap-3.5 rounded-lg px-3 py-2.5 transition-colors hover:bg-hover"
              >
                <Picture
                  src={cover}
                  blur={coverBlur}
                  alt=""
                  ratio="1/1"
                  sizes="48px"
                  seed={id}
                  className="w-12 shrink-0 rounded-md"
                />
                <span className="min-w-0">
                  <span className="block truncate font-medium text-sm">{name}</span>
                  <span className="line-clamp-2 text-lantern-ink text-xs">Missing: {missing}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
