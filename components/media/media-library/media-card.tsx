import { Film } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Picture } from "@/components/ui/picture";
import { TextLink, textLinkStyles } from "@/components/ui/text-link";
import { formatDate, formatNumber } from "@/lib/format/format";
import type { LibraryFile, MediaPlace } from "@/lib/media/library";
import { formatBytes, mediaUseNames } from "@/lib/media/library-filter";
import { paths } from "@/lib/paths";
import { DeleteMedia } from "./delete-media";
import { DescribeMedia } from "./describe-media";
import { ReplaceMedia } from "./replace-media";

type MediaCardProps = {
  companyId: string;
  file: LibraryFile;
  mayEdit: boolean;
  /** In sight when the page opens. */
  priority: boolean;
  locale: string;
  timeZone: string;
};

const NAMED = 3;

/** A file: what it shows, how large it is, and where the company shows it. */
export function MediaCard({
  companyId,
  file,
  mayEdit,
  priority,
  locale,
  timeZone,
}: MediaCardProps) {
  const isFilm = file.mime_type?.startsWith("video/") ?? false;
  const use = file.usage ? mediaUseNames[file.usage] : "Other";
  const facts = [
    file.width && file.height
      ? `${formatNumber(locale, file.width)} × ${formatNumber(locale, file.height)}`
      : null,
    file.size_bytes === null ? null : formatBytes(locale, Number(file.size_bytes)),
    formatDate(locale, file.created_at, timeZone),
  ].filter((fact) => fact !== null);
  const name = file.alt || `${isFilm ? "Film" : "Picture"} of ${facts.at(-1)}`;

  const places = file.uses.map(placeName);

  return (
    <Card className="relative flex h-full flex-col overflow-hidden">
      {isFilm ? (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written captions for it
        <video
          src={file.url}
          controls
          playsInline
          preload="metadata"
          aria-label={name}
          className="aspect-4/3 w-full bg-black object-contain"
        />
      ) : (
        <Picture
          src={file.url}
          blur={file.blur}
          alt={file.alt ?? ""}
          ratio="4/3"
          sizes="(min-width: 1280px) 300px, (min-width: 1024px) 33vw, (min-width: 640px) 50vw, 100vw"
          seed={file.id}
          priority={priority}
        />
      )}
      <Badge tone="onPicture" className="absolute top-3 left-3">
        {isFilm ? <Film aria-hidden /> : null}
        {use}
      </Badge>
      <div className="flex flex-1 flex-col gap-2 p-4">
        <p className="flex flex-wrap gap-x-2 text-ink-muted text-sm tabular-nums">
          {facts.join(" · ")}
        </p>
        {isFilm ? null : file.alt ? (
          <p className="line-clamp-2 text-sm">{file.alt}</p>
        ) : (
          <p className={file.alt === "" ? "text-ink-subtle text-sm" : "text-lantern-ink text-sm"}>
            {file.alt === "" ? "Only decoration" : "Not described yet"}
          </p>
        )}
        <Places companyId={companyId} uses={file.uses} />
        <div className="mt-auto flex items-center justify-between gap-2 pt-1">
          <a
            href={file.url}
            target="_blank"
            rel="noreferrer"
            className={textLinkStyles}
            aria-label={`Open ${name} in a new tab`}
          >
            Open
          </a>
          {mayEdit ? (
            <div className="flex gap-1">
              {isFilm ? null : <DescribeMedia companyId={companyId} file={file} name={name} />}
              <ReplaceMedia companyId={companyId} file={file} name={name} uses={places} />
              <DeleteMedia companyId={companyId} mediaId={file.id} name={name} uses={places} />
            </div>
          ) : null}
        </div>
      </div>
    </Card>
  );
}

function Places({ companyId, uses }: { companyId: string; uses: MediaPlace[] }) {
  if (uses.length === 0) return <p className="text-ink-subtle text-sm">Not shown anywhere</p>;
  return (
    <div className="text-sm">
      <p className="text-ink-muted">Shown in</p>
      <ul className="mt-0.5 space-y-0.5">
        {uses.slice(0, NAMED).map((place) => (
          <li key={`${place.kind} ${place.experience_id} ${place.name}`} className="truncate">
            {place.experience_id ? (
              <TextLink href={paths.experience(companyId, place.experience_id)}>
                {placeName(place)}
              </TextLink>
            ) : (
              <TextLink href={paths.settings(companyId)}>{placeName(place)}</TextLink>
            )}
          </li>
        ))}
        {uses.length > NAMED ? (
          <li className="text-ink-muted">and {uses.length - NAMED} more</li>
        ) : null}
      </ul>
    </div>
  );
}

const unnamed: Record<MediaPlace["kind"], string> = {
  company: "Logo or banner",
  experience: "An experience",
  block: "A block",
  activity: "An activity",
  place: "A place",
};

const placeName = ({ kind, name }: MediaPlace) =>
  kind === "company" ? "Logo or banner" : name || unnamed[kind];
