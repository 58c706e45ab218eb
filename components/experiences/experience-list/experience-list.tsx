"use client";

import { useQuery } from "@tanstack/react-query";
import { Archive, LayoutGrid, Plus, Rocket, Rows3 } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { useEffect, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { ColumnsMenu, DataTable, type TableColumn } from "@/components/ui/data-table";
import { EmptyState, NoResults } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterBar, SelectionBar } from "@/components/ui/filter-bar";
import { LockedButton } from "@/components/ui/locked-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Picture } from "@/components/ui/picture";
import { ScoreRing } from "@/components/ui/score-ring";
import { SearchField } from "@/components/ui/search-field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { StatusBadge } from "@/components/ui/status-badge";
import { type CompanyRole, roleAtLeast } from "@/lib/companies/roles";
import { experiencesQuery, type ListedExperience } from "@/lib/experiences/experience-queries";
import {
  type ExperienceSort,
  experienceListParams,
  PAGE_SIZE,
  serializeList,
  tidyFilters,
} from "@/lib/experiences/list-params";
import type { ExperienceStatus } from "@/lib/experiences/schemas";
import { formatDate, formatNumber } from "@/lib/format/format";
import { paths } from "@/lib/paths";
import { ExperienceCard } from "./experience-card";
import { ExperienceCardsSkeleton } from "./experience-list-skeleton";
import { ExperienceMenu } from "./experience-menu";
import { useStatuses } from "./use-statuses";

type ExperienceListProps = {
  companyId: string;
  role: CompanyRole;
  locale: string;
  timeZone: string;
};

const statusOptions: { value: ExperienceStatus; label: string }[] = [
  { value: "active", label: "Published" },
  { value: "inactive", label: "Drafts" },
  { value: "internal", label: "Internal" },
];

const sortOptions: { value: ExperienceSort; label: string }[] = [
  { value: "newest", label: "Newest first" },
  { value: "oldest", label: "Oldest first" },
  { value: "updated", label: "Last changed first" },
  { value: "updated-first", label: "Longest unchanged first" },
  { value: "name", label: "Name A–Z" },
  { value: "name-last", label: "Name Z–A" },
];

/** The sort of a column, downwards and upwards. */
const columnSorts: Record<string, [down: ExperienceSort, up: ExperienceSort]> = {
  name: ["name-last", "name"],
  updated: ["updated", "updated-first"],
};

/** A company's experiences as cards or as a table; everything asked of it stands in the address. */
export function ExperienceList({ companyId, role, locale, timeZone }: ExperienceListProps) {
  const [params, setParams] = useQueryStates(experienceListParams, { history: "push" });
  const filters = useMemo(() => tidyFilters(params), [params]);
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery(
    experiencesQuery(companyId, filters),
  );
  const { set, pending } = useStatuses(companyId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const editor = roleAtLeast(role, "editor");
  const filtered = filters.q !== "" || filters.status !== null;
  const { view } = params;

  const rows = data?.experiences ?? NO_ROWS;
  // What is no longer on the page is no longer selected: nobody acts on what they cannot see.
  const selected = useMemo(
    () => new Set(rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id)),
    [rows, chosen],
  );

  // An address beyond the last page, after deletions for example.
  const lastPage = data ? Math.max(1, Math.ceil(data.total / PAGE_SIZE)) : null;
  useEffect(() => {
    if (lastPage !== null && !isPlaceholderData && filters.page > lastPage) {
      void setParams({ page: lastPage }, { history: "replace" });
    }
  }, [lastPage, isPlaceholderData, filters.page, setParams]);

  const clear = () => setParams({ q: null, status: null, page: null });

  const columns = useMemo(
    (): TableColumn<ListedExperience>[] => [
      {
        id: "name",
        header: "Experience",
        fixed: true,
        sort: true,
        className: "min-w-56",
        cell: (row) => (
          <div className="flex items-center gap-3.5">
            <Picture
              src={row.cover}
              blur={row.coverBlur}
              alt=""
              ratio="4/3"
              sizes="64px"
              seed={row.id}
              className="w-16 shrink-0 rounded-sm"
            />
            <div className="min-w-0">
              <Link
                href={paths.experience(companyId, row.id)}
                className="line-clamp-2 rounded-xs font-medium hover:underline"
              >
                {row.name}
              </Link>
              <p className="line-clamp-1 text-ink-subtle text-xs">
                {row.address ?? "No address yet"}
              </p>
            </div>
          </div>
        ),
      },
      { id: "status", header: "Status", cell: (row) => <StatusBadge status={row.status} /> },
      {
        id: "score",
        header: "Score",
        from: "sm",
        cell: (row) => <ScoreRing value={row.score} label="Content score" size="sm" />,
      },
      {
        id: "visits",
        header: "Visits",
        from: "md",
        align: "end",
        className: "tabular-nums",
        cell: (row) => formatNumber(locale, row.visits),
      },
      {
        id: "stories",
        header: "Stories",
        from: "md",
        align: "end",
        className: "tabular-nums",
        cell: (row) => formatNumber(locale, row.stories),
      },
      {
        id: "updated",
        header: "Changed",
        sort: true,
        from: "lg",
        className: "whitespace-nowrap text-ink-muted",
        cell: (row) => formatDate(locale, row.updatedAt, timeZone),
      },
      {
        id: "actions",
        header: "Actions",
        headerHidden: true,
        fixed: true,
        align: "end",
        className: "w-12 pl-0",
        cell: (row) => (
          <ExperienceMenu
            companyId={companyId}
            role={role}
            experience={row}
            onStatus={(status) => set([row], status)}
          />
        ),
      },
    ],
    [companyId, locale, role, timeZone, set],
  );

  const sorted = Object.entries(columnSorts).find(([, sorts]) => sorts.includes(filters.sort));

  return (
    <div className="space-y-6">
      <PageHeader
        title="Experiences"
        meta={
          data ? (
            <span className="text-ink-subtle text-lg tabular-nums">
              {formatNumber(locale, data.total)}
            </span>
          ) : null
        }
        actions={
          editor ? (
            <Button asChild>
              <Link href={paths.newExperience(companyId)}>
                <Plus aria-hidden />
                New experience
              </Link>
            </Button>
          ) : (
            <LockedButton needs="editor" variant="primary">
              New experience
            </LockedButton>
          )
        }
      />
      <FilterBar
        search={
          <SearchField
            label="Search experiences"
            placeholder="Name or address"
            value={params.q}
            pending={isFetching && isPlaceholderData}
            onValueChange={(q) => setParams({ q: q || null, page: null }, { history: "replace" })}
          />
        }
        end={
          <>
            {view === "table" ? (
              <ColumnsMenu columns={columns} hidden={hidden} onHiddenChange={setHidden} />
            ) : null}
            <SegmentedControl
              label="View"
              iconsOnly
              value={view}
              onValueChange={(next) => setParams({ view: next })}
              segments={[
                { value: "cards", label: "Cards", icon: <LayoutGrid aria-hidden /> },
                { value: "table", label: "Table", icon: <Rows3 aria-hidden /> },
              ]}
            />
          </>
        }
      >
        <Select
          name="status"
          label="Status"
          labelHidden
          optional
          className="w-36"
          placeholder="All statuses"
          options={statusOptions}
          value={params.status ?? ""}
          onChange={(event) =>
            setParams({
              status:
                statusOptions.find(({ value }) => value === event.target.value)?.value ?? null,
              page: null,
            })
          }
        />
        <Select
          name="sort"
          label="Sort by"
          labelHidden
          className="w-48"
          options={sortOptions}
          value={params.sort}
          onChange={(event) =>
            setParams({
              sort: sortOptions.find(({ value }) => value === event.target.value)?.value ?? null,
              page: null,
            })
          }
        />
      </FilterBar>

      <p role="status" className="sr-only">
        {data && !isPlaceholderData
          ? `${data.total} ${data.total === 1 ? "experience" : "experiences"}`
          : ""}
      </p>

      {error && !data ? (
        <ErrorState title="The experiences did not load" retry={() => void refetch()} />
      ) : !data ? (
        <ExperienceCardsSkeleton />
      ) : rows.length === 0 && filtered ? (
        <NoResults
          title="No experiences match"
          action={
            <Button variant="secondary" onClick={clear}>
              Clear filters
            </Button>
          }
        >
          Try fewer words or another status.
        </NoResults>
      ) : rows.length === 0 ? (
        <EmptyState
          title="No experiences yet"
          scene="bay"
          action={
            editor ? (
              <Button asChild>
                <Link href={paths.newExperience(companyId)}>
                  <Plus aria-hidden />
                  Create the first one
                </Link>
              </Button>
            ) : null
          }
        >
          {editor
            ? "A place, a walk, a taste: begin with a few good photos and a title."
            : "As soon as an editor of your company creates one, it appears here."}
        </EmptyState>
      ) : view === "table" ? (
        <DataTable
          caption="Experiences"
          columns={columns}
          rows={rows}
          rowId={rowId}
          rowLabel={rowName}
          hidden={hidden}
          pending={isPlaceholderData}
          sort={sorted ? { column: sorted[0], descending: sorted[1][0] === filters.sort } : null}
          onSortChange={({ column, descending }) => {
            const pair = columnSorts[column];
            if (pair) void setParams({ sort: pair[descending ? 0 : 1], page: null });
          }}
          {...(editor ? { selected, onSelectedChange: setChosen } : {})}
        />
      ) : (
        <ul
          aria-busy={isPlaceholderData || undefined}
          className="grid gap-5 transition-opacity aria-busy:opacity-60 sm:grid-cols-2 xl:grid-cols-3"
        >
          {rows.map((row, index) => (
            <li key={row.id} className="min-w-0">
              <ExperienceCard
                experience={row}
                href={paths.experience(companyId, row.id)}
                locale={locale}
                priority={index < 3}
                selection={
                  editor
                    ? {
                        selected: selected.has(row.id),
                        onChange: (on) =>
                          setChosen((before) => {
                            const next = new Set(before);
                            if (on) next.add(row.id);
                            else next.delete(row.id);
                            return next;
                          }),
                      }
                    : undefined
                }
                menu={
                  <ExperienceMenu
                    companyId={companyId}
                    role={role}
                    experience={row}
                    onStatus={(status) => set([row], status)}
                  />
                }
              />
            </li>
          ))}
        </ul>
      )}

      {data && data.total > 0 ? (
        <Pagination
          page={filters.page}
          pageSize={PAGE_SIZE}
          total={data.total}
          noun={data.total === 1 ? "experience" : "experiences"}
          href={(page) => serializeList(paths.experiences(companyId), { ...params, page })}
        />
      ) : null}

      <SelectionBar count={selected.size} noun="selected" onClear={() => setChosen(new Set())}>
        <Button
          size="sm"
          variant="secondary"
          disabled={pending}
          onClick={() => {
            set(
              rows.filter(({ id }) => selected.has(id)),
              "inactive",
            );
            setChosen(new Set());
          }}
        >
          <Archive aria-hidden />
          Archive
        </Button>
        <Button
          size="sm"
          disabled={pending}
          onClick={() => {
            set(
              rows.filter(({ id }) => selected.has(id)),
              "active",
            );
            setChosen(new Set());
          }}
        >
          <Rocket aria-hidden />
          Publish
        </Button>
      </SelectionBar>
    </div>
  );
}

const NO_ROWS: ListedExperience[] = [];
const rowId = ({ id }: ListedExperience) => id;
const rowName = ({ name }: ListedExperience) => name;
