"use client";

import {
  columnVisibilityFeature,
  createColumnHelper,
  createSortedRowModel,
  type RowData,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown, Columns3 } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { CheckboxBox } from "./checkbox";
import { cn } from "./cn";
import { DropdownMenu, MenuCheckboxItem, MenuLabel } from "./dropdown-menu";
import { IconButton } from "./icon-button";

const features = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic, text: sortFn_text },
});

export type TableSort = { column: string; descending: boolean };

export type TableColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Can be sorted by. A function sorts here in the browser; `true` leaves it to `onSortChange`. */
  sort?: true | ((row: Row) => string | number | null);
  /** Never hidden from the columns menu. */
  fixed?: boolean;
  /** Narrow screens leave it out: from which width on it is shown. */
  from?: "sm" | "md" | "lg" | "xl";
  align?: "start" | "end";
  /** The header is read, not shown (an actions column). */
  headerHidden?: boolean;
  className?: string;
};

type DataTableProps<Row extends RowData> = {
  /** What the table lists; read by screen readers. */
  caption: string;
  /** Stable between renders: a constant, or memoised. */
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sort?: TableSort | null;
  /** The list comes sorted from elsewhere; told what to sort by. */
  onSortChange?: (sort: TableSort) => void;
  hidden?: readonly string[];
  /** Ids of the selected rows; with it the first column has boxes. Shift selects a range. */
  selected?: ReadonlySet<string>;
  onSelectedChange?: (selected: Set<string>) => void;
  /** Names a row for its box: "Select Mỹ Khê beach". */
  rowLabel?: (row: Row) => string;
  /** An older page is shown while the next one loads. */
  pending?: boolean;
  className?: string;
};

const fromClasses = {
  sm: "max-sm:hidden",
  md: "max-md:hidden",
  lg: "max-lg:hidden",
  xl: "max-xl:hidden",
} as const;

/**
 * Rows and columns. Sorting, selection and hidden columns are the owner's state (the address, as a
 * rule), or the table's own where nobody asks for it.
 */
export function DataTable<Row extends RowData>({
  caption,
  columns,
  rows,
  rowId,
  sort,
  onSortChange,
  hidden = NOTHING,
  selected,
  onSelectedChange,
  rowLabel,
  pending = false,
  className,
}: DataTableProps<Row>) {
  const [ownSort, setOwnSort] = useState<TableSort | null>(null);
  const currentSort = sort === undefined ? ownSort : sort;
  const selectable = selected !== undefined;

  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map((column) =>
      helper.accessor(
        // An accessor is what makes a column sortable at all, even when the server does the sorting.
        (row): unknown => (typeof column.sort === "function" ? column.sort(row) : null),
        {
          id: column.id,
          header: column.header,
          enableSorting: Boolean(column.sort),
          enableHiding: !column.fixed,
          sortUndefined: "last",
          cell: ({ row }) => column.cell(row.original),
        },
      ),
    );
  }, [columns]);

  const table = useTable({
    features,
    columns: definitions,
    data: rows as Row[],
    getRowId: rowId,
    manualSorting: Boolean(onSortChange),
    enableSortingRemoval: false,
    enableMultiSort: false,
    enableRowSelection: selectable,
    state: {
      sorting: currentSort ? [{ id: currentSort.column, desc: currentSort.descending }] : [],
      columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])),
      rowSelection: Object.fromEntries([...(selected ?? [])].map((id) => [id, true])),
    },
    onSortingChange: (update) => {
      const before = currentSort ? [{ id: currentSort.column, desc: currentSort.descending }] : [];
      const first = (typeof update === "function" ? update(before) : update)[0];
      if (!first) return;
      const next = { column: first.id, descending: first.desc };
      setOwnSort(next);
      onSortChange?.(next);
    },
    onRowSelectionChange: (update) => {
      const before = Object.fromEntries([...(selected ?? [])].map((id) => [id, true as const]));
      const after = typeof update === "function" ? update(before) : update;
      onSelectedChange?.(new Set(Object.keys(after).filter((id) => after[id])));
    },
  });

  const byId = new Map(columns.map((column) => [column.id, column]));
  const look = (id: string) => {
    const column = byId.get(id);
    return cn(
      column?.from && fromClasses[column.from],
      column?.align === "end" && "text-right",
      column?.className,
    );
  };

  return (
    <div
      aria-busy={pending || undefined}
      className={cn(
        // Positioned, so that what is only read aloud scrolls with the table instead of widening the page.
        "scrollbar-quiet relative overflow-x-auto rounded-xl border border-line bg-surface shadow-xs transition-opacity",
        pending && "opacity-60",
        className,
      )}
    >
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="border-line border-b bg-sunken/60 text-ink-muted">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {selectable ? (
                <th scope="col" className="w-12 py-2 pl-4 text-left">
                  <CheckboxBox
                    aria-label="Select all on this page"
                    checked={table.getIsAllRowsSelected()}
                    indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                    onChange={table.getToggleAllRowsSelectedHandler()}
                  />
                </th>
              ) : null}
              {group.headers.map((header) => {
                const direction = header.column.getIsSorted();
                const column = byId.get(header.column.id);
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={
                      direction === "asc"
                        ? "ascending"
                        : direction === "desc"
                          ? "descending"
                          : undefined
                    }
                    className={cn(
                      "h-11 px-4 text-left font-medium text-xs whitespace-nowrap",
                      look(header.column.id),
                    )}
                  >
                    {header.column.getCanSort() ? (
                      <button
                        type="button"
                        onClick={header.column.getToggleSortingHandler()}
                        className={cn(
                          "-mx-2 inline-flex h-9 items-center gap-1.5 rounded-sm px-2 transition-colors hover:bg-hover hover:text-ink [&_svg]:size-3.5",
                          direction && "text-ink",
                          column?.align === "end" && "flex-row-reverse",
                        )}
                      >
                        {column?.header}
                        {direction === "asc" ? (
                          <ArrowUp aria-hidden />
                        ) : direction === "desc" ? (
                          <ArrowDown aria-hidden />
                        ) : (
                          <ChevronsUpDown aria-hidden className="opacity-60" />
                        )}
                      </button>
                    ) : (
                      <span className={cn(column?.headerHidden && "sr-only")}>
                        {column?.header}
                      </span>
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody className="divide-y divide-line">
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              data-selected={row.getIsSelected() || undefined}
              className="transition-colors hover:bg-hover/60 data-selected:bg-jade-soft/60"
            >
              {selectable ? (
                <td className="py-3 pl-4">
                  <CheckboxBox
                    aria-label={`Select ${rowLabel?.(row.original) ?? "this row"}`}
                    checked={row.getIsSelected()}
                    onChange={row.getToggleSelectedHandler()}
                  />
                </td>
              ) : null}
              {row.getVisibleCells().map((cell) => (
                <td key={cell.id} className={cn("px-4 py-3 align-middle", look(cell.column.id))}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const NOTHING: readonly string[] = [];

/** Which columns are shown; beside the table, in the filter bar. */
export function ColumnsMenu<Row>({
  columns,
  hidden,
  onHiddenChange,
}: {
  columns: readonly TableColumn<Row>[];
  hidden: readonly string[];
  onHiddenChange: (hidden: string[]) => void;
}) {
  return (
    <DropdownMenu
      trigger={
        <IconButton label="Columns" variant="secondary" quiet>
          <Columns3 aria-hidden />
        </IconButton>
      }
    >
      <MenuLabel>Columns</MenuLabel>
      {columns
        .filter(({ fixed }) => !fixed)
        .map(({ id, header }) => (
          <MenuCheckboxItem
            key={id}
            checked={!hidden.includes(id)}
            onCheckedChange={(shown) =>
              onHiddenChange(shown ? hidden.filter((one) => one !== id) : [...hidden, id])
            }
          >
            {header}
          </MenuCheckboxItem>
        ))}
    </DropdownMenu>
  );
}
