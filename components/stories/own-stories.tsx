import Link from "next/link";
import { Picture } from "@/components/ui/picture";
import { StatusBadge } from "@/components/ui/status-badge";
import { formatDate } from "@/lib/format/format";
import { paths } from "@/lib/paths";
import type { OwnStory } from "@/lib/stories/dashboard";

type OwnStoriesProps = {
  companyId: string;
  stories: readonly OwnStory[];
  locale: string;
  timeZone: string;
};

/** One's own stories, each with what it tells of. */
export function OwnStories({ companyId, stories, locale, timeZone }: OwnStoriesProps) {
  return (
    <ul aria-label="Your stories" className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {stories.map((story) => (
        <li key={story.id}>
          <Link
            href={paths.story(companyId, story.id)}
            className="flex h-full flex-col overflow-hidden rounded-xl border border-line bg-surface transition-colors hover:border-line-strong"
          >
            <Picture
              src={story.experiences.primary_photo}
              alt=""
              ratio="3/2"
              sizes="(min-width: 1280px) 400px, (min-width: 640px) 50vw, 100vw"
              seed={story.experiences.id}
            />
            <span className="flex flex-1 flex-col gap-2 p-4">
              <span className="flex items-start justify-between gap-3">
                <span className="font-semibold [overflow-wrap:anywhere]">
                  {story.seo_title_tag || story.title || `About ${story.experiences.name}`}
                </span>
                <StatusBadge
                  status={story.status === "PUBLISHED" ? "active" : "inactive"}
                  className="shrink-0"
                />
              </span>
              {story.seo_excerpt ? (
                <span className="line-clamp-3 text-ink-muted text-sm">{story.seo_excerpt}</span>
              ) : null}
              <span className="mt-auto text-ink-subtle text-xs">
                {[
                  story.experiences.name,
                  formatDate(locale, story.updated_at ?? story.created_at, timeZone),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
