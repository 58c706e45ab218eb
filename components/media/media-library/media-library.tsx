import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState, NoResults } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TabLinks } from "@/components/ui/tabs";
import { formatNumber } from "@/lib/format/format";
import type { LibraryPage, MediaTotal } from "@/lib/media/library";
import {
  formatBytes,
  type LibraryFilter,
  type MediaKind,
  type MediaUse,
  mediaKinds,
  mediaUses,
} from "@/lib/media/library-filter";
import { paths } from "@/lib/paths";
import { AddMedia } from "./add-media";
import { MediaCard } from "./media-card";

type MediaLibraryProps = {
  companyId: string;
  filter: LibraryFilter;
  totals: MediaTotal[];
  page: LibraryPage;
  mayEdit: boolean;
  locale: string;
  timeZone: string;
};

/** All files of a company: what there is, how much room it takes, where each is shown. */
export function MediaLibrary({
  companyId,
  filter,
  totals,
  page,
  mayEdit,
  locale,
  timeZone,
}: MediaLibraryProps) {
  const home = paths.media(companyId);
  const sum = (field: "files" | "bytes", fits: (total: MediaTotal) => boolean = () => true) =>
    totals.filter(fits).reduce((all, total) => all + Number(total[field]), 0);
  const files = sum("files");
  const address = (change: Partial<LibraryFilter>) => {
    const { use, kind, after } = { ...filter, after: null, ...change };
    const query = new URLSearchParams({
      ...(kind ? { kind } : {}),
      ...(use ? { use } : {}),
      ...(after ? { after } : {}),
    }).toString();
    return query ? `${home}?${query}` : home;
  };
  const count = (label: string, number: number) => `${label} ${formatNumber(locale, number)}`;
  const ofUse = (use: MediaUse | null) => (total: MediaTotal) => !use || total.usage === use;
  const ofKind = (kind: MediaKind | null) => (total: MediaTotal) => !kind || total.kind === kind;
  const kinds = Object.keys(mediaKinds) as MediaKind[];
  // What there is nothing of needs no button, unless one stands on it.
  const uses = (Object.keys(mediaUses) as MediaUse[]).filter(
    (use) => use === filter.use || sum("files", ofUse(use)) > 0,
  );

  return (
    <div className="space-y-6">
      <PageHeader
        title="Media"
        meta={
          <span className="text-ink-subtle text-lg tabular-nums">
            {formatNumber(locale, files)}
          </span>
        }
        description={
          files > 0
            ? `Pictures and films of this company, ${formatBytes(locale, sum("bytes"))} in all.`
            : "Pictures and films of this company."
        }
      />
      {mayEdit ? <AddMedia companyId={companyId} /> : null}
      {files === 0 ? (
        <EmptyState
          title="No media yet"
          action={
            <Button asChild>
              <Link href={paths.experiences(companyId)}>Go to experiences</Link>
            </Button>
          }
        >
          Photos you add to an experience, the logo and the banner gather here.
        </EmptyState>
      ) : (
        <>
          <div className="space-y-3">
            <TabLinks
              label="Kind"
              current={filter.kind ?? "all"}
              items={[
                {
                  value: "all",
                  label: count("All", sum("files", ofUse(filter.use))),
                  href: address({ kind: null }),
                },
                ...kinds.map((kind) => ({
                  value: kind,
                  label: count(
                    mediaKinds[kind],
                    sum("files", (total) => ofUse(filter.use)(total) && ofKind(kind)(total)),
                  ),
                  href: address({ kind }),
                })),
              ]}
            />
            <TabLinks
              label="Use"
              current={filter.use ?? "all"}
              items={[
                { value: "all", label: "Any use", href: address({ use: null }) },
                ...uses.map((use) => ({
                  value: use,
                  label: count(
                    mediaUses[use],
                    sum("files", (total) => ofUse(use)(total) && ofKind(filter.kind)(total)),
                  ),
                  href: address({ use }),
                })),
              ]}
            />
          </div>
          {page.files.length === 0 ? (
            <NoResults
              title="No media match"
              action={
                <Button asChild variant="secondary">
                  <Link href={home}>Show all media</Link>
                </Button>
              }
            />
          ) : (
            <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
              {page.files.map((file, index) => (
                <li key={file.id}>
                  <MediaCard
                    companyId={companyId}
                    file={file}
                    mayEdit={mayEdit}
                    priority={index < 4}
                    locale={locale}
                    timeZone={timeZone}
                  />
                </li>
              ))}
            </ul>
          )}
          {filter.after || page.next ? (
            <nav aria-label="Pages" className="flex justify-center gap-3">
              {filter.after ? (
                <Button asChild variant="secondary">
                  <Link href={address({})}>Newest</Link>
                </Button>
              ) : null}
              {page.next ? (
                <Button asChild variant="secondary">
                  <Link href={address({ after: page.next })}>Older</Link>
                </Button>
              ) : null}
            </nav>
          ) : null}
        </>
      )}
    </div>
  );
}
