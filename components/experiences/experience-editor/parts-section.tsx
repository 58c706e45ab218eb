import { Check, Clock, MapPin, Sun, X } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Picture } from "@/components/ui/picture";
import type { Tip } from "@/lib/experiences/contents";
import type { ExperienceBlock, ExperienceStop } from "@/lib/experiences/dashboard-queries";
import { fieldAnchor } from "./field-anchor";

const blockNames: Record<string, string> = {
  iconic_photos: "Iconic photos",
  historical_context: "History",
  famous_visitors: "Famous visitors",
  photography_tips: "Photography tips",
};

const tipLooks: Record<string, { label: string; icon: typeof Check }> = {
  dos: { label: "Do", icon: Check },
  "don'ts": { label: "Don't", icon: X },
  best_time: { label: "Best time", icon: Sun },
};

function Tips({ tips }: { tips: readonly Tip[] }) {
  if (tips.length === 0) return null;
  return (
    <ul className="mt-2 space-y-1.5">
      {tips.map((tip) => {
        const look = tipLooks[tip.type];
        const Icon = look?.icon ?? Check;
        return (
          <li key={`${tip.type} ${tip.text}`} className="flex gap-2 text-sm">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-subtle" />
            <span>
              <span className="font-medium">{look?.label ?? tip.type}: </span>
              {tip.text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Blocks({ blocks }: { blocks: readonly ExperienceBlock[] }) {
  return (
    <ul className="divide-y divide-line">
      {blocks.map((block) => (
        <li key={block.id} className="flex gap-4 py-4 first:pt-0 last:pb-0">
          {block.picture ? (
            <Picture
              src={block.picture.url}
              blur={block.picture.blur}
              alt=""
              ratio="1/1"
              sizes="80px"
              seed={block.id}
              className="size-20 shrink-0 rounded-md"
            />
          ) : null}
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center gap-2">
              <h3 className="font-semibold text-sm">{block.name || "Untitled"}</h3>
              {block.type ? <Badge>{blockNames[block.type] ?? block.type}</Badge> : null}
            </div>
            {block.text ? (
              <p className="mt-1 line-clamp-3 text-ink-muted text-sm">{block.text}</p>
            ) : null}
            <Tips tips={block.tips} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Stops({ stops }: { stops: readonly ExperienceStop[] }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {stops.map((stop) => (
        <li key={stop.id} className="flex gap-3.5">
          <Picture
            src={stop.picture?.url}
            blur={stop.picture?.blur}
            alt=""
            ratio="1/1"
            sizes="72px"
            seed={stop.id}
            className="size-18 shrink-0 rounded-md"
          />
          <div className="min-w-0 flex-1 space-y-0.5">
            <h3 className="font-semibold text-sm">{stop.title || "Untitled"}</h3>
            {stop.hours ? (
              <p className="flex items-center gap-1.5 text-ink-muted text-xs">
                <Clock aria-hidden className="size-3.5 shrink-0" />
                {stop.hours}
              </p>
            ) : null}
            {stop.address ? (
              <p className="flex items-center gap-1.5 text-ink-muted text-xs">
                <MapPin aria-hidden className="size-3.5 shrink-0" />
                <span className="truncate">{stop.address}</span>
              </p>
            ) : null}
            {stop.description ? (
              <p className="line-clamp-2 text-ink-muted text-sm">{stop.description}</p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What belongs to an experience beside its own texts: blocks, activities, places. */
export function PartsSection({
  blocks,
  activities,
  locations,
}: {
  blocks: readonly ExperienceBlock[];
  activities: readonly ExperienceStop[];
  locations: readonly ExperienceStop[];
}) {
  return (
    <>
      <Card id={fieldAnchor("blocks")} tabIndex={-1} className="scroll-mt-24 outline-none">
        <CardHeader
          title="Blocks"
          description="History, tips and famous visitors, as the app shows them."
          actions={<Badge>{blocks.length}</Badge>}
        />
        <CardBody>
          {blocks.length ? (
            <Blocks blocks={blocks} />
          ) : (
            <p className="text-ink-muted text-sm">No blocks yet.</p>
          )}
        </CardBody>
      </Card>
      <Card id={fieldAnchor("places")} tabIndex={-1} className="scroll-mt-24 outline-none">
        <CardHeader
          title="Places and activities"
          description="What there is to see and to do."
          actions={<Badge>{activities.length + locations.length}</Badge>}
        />
        <CardBody className="space-y-6">
          {activities.length ? (
            <section aria-label="Activities" className="space-y-3">
              <p className="eyebrow">Activities</p>
              <Stops stops={activities} />
            </section>
          ) : null}
          {locations.length ? (
            <section aria-label="Places" className="space-y-3">
              <p className="eyebrow">Places</p>
              <Stops stops={locations} />
            </section>
          ) : null}
          {activities.length + locations.length === 0 ? (
            <p className="text-ink-muted text-sm">No places or activities yet.</p>
          ) : null}
        </CardBody>
      </Card>
    </>
  );
}
