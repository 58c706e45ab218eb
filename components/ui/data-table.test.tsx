// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DataTable, type TableColumn, type TableSort } from "./data-table";

afterEach(cleanup);

type Place = { id: string; name: string; visits: number };

const places: Place[] = [
  { id: "a", name: "Huế", visits: 12 },
  { id: "b", name: "Đà Nẵng", visits: 3 },
  { id: "c", name: "Hội An", visits: 70 },
  { id: "d", name: "Sa Pa", visits: 9 },
];

const columns: TableColumn<Place>[] = [
  { id: "name", header: "Place", fixed: true, cell: ({ name }) => name },
  {
    id: "visits",
    header: "Visits",
    sort: ({ visits }) => visits,
    cell: ({ visits }) => String(visits),
  },
];

const byServer: TableColumn<Place>[] = [
  { id: "name", header: "Place", sort: true, cell: ({ name }) => name },
];

const names = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("cell").at(-2)?.textContent);

function Selectable() {
  const [selected, setSelected] = useState<Set<string>>(new Set());
  return (
    <>
      <output>{[...selected].sort().join("")}</output>
      <DataTable
        caption="Places"
        columns={columns}
        rows={places}
        rowId={({ id }) => id}
        rowLabel={({ name }) => name}
        selected={selected}
        onSelectedChange={setSelected}
      />
    </>
  );
}

describe("DataTable", () => {
  it("sorts what it has by a column's own value, both ways, and says so", async () => {
    const person = userEvent.setup();
    render(<DataTable caption="Places" columns={columns} rows={places} rowId={({ id }) => id} />);
    const header = screen.getByRole("columnheader", { name: "Visits" });
    await person.click(within(header).getByRole("button"));
    const first = header.getAttribute("aria-sort");
    const once = names();
    await person.click(within(header).getByRole("button"));

    const ascending = ["Đà Nẵng", "Sa Pa", "Huế", "Hội An"];
    expect([first, header.getAttribute("aria-sort")].sort()).toEqual(["ascending", "descending"]);
    expect(first === "ascending" ? once : names()).toEqual(ascending);
    expect(first === "ascending" ? names() : once).toEqual([...ascending].reverse());
  });

  it("leaves the order to the server where somebody listens, and asks it for the other one", async () => {
    const person = userEvent.setup();
    const asked = vi.fn<(sort: TableSort) => void>();
    render(
      <DataTable
        caption="Places"
        columns={byServer}
        rows={places}
        rowId={({ id }) => id}
        sort={{ column: "name", descending: false }}
        onSortChange={asked}
      />,
    );
    await person.click(screen.getByRole("button", { name: "Place" }));
    expect(asked.mock.calls).toEqual([[{ column: "name", descending: true }]]);
    expect(screen.getAllByRole("cell").map((cell) => cell.textContent)).toEqual(
      places.map(({ name }) => name),
    );
  });

  it("selects one, a range with Shift, and all", async () => {
    const person = userEvent.setup();
    render(<Selectable />);
    const chosen = () => screen.getByRole("status").textContent;
    const all = screen.getByRole<HTMLInputElement>("checkbox", {
      name: "Select all on this page",
    });

    await person.click(screen.getByRole("checkbox", { name: "Select Huế" }));
    expect(chosen()).toBe("a");
    expect(all.indeterminate).toBe(true);
    await person.keyboard("{Shift>}");
    await person.click(screen.getByRole("checkbox", { name: "Select Hội An" }));
    await person.keyboard("{/Shift}");
    expect(chosen()).toBe("abc");
    await person.click(all);
    expect(chosen()).toBe("abcd");
    expect(all.indeterminate).toBe(false);
  });

  it("leaves out hidden columns, header and cells", () => {
    render(
      <DataTable
        caption="Places"
        columns={columns}
        rows={places}
        rowId={({ id }) => id}
        hidden={["visits"]}
      />,
    );
    expect(screen.queryByRole("columnheader", { name: "Visits" })).toBeNull();
    expect(screen.getAllByRole("cell")).toHaveLength(places.length);
  });
});
