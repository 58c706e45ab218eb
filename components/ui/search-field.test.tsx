// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SearchField } from "./search-field";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const box = () => screen.getByRole<HTMLInputElement>("searchbox", { name: "Search" });
const type = (text: string) => fireEvent.change(box(), { target: { value: text } });

describe("SearchField", () => {
  it("waits until the typing rests", () => {
    const heard = vi.fn();
    render(<SearchField label="Search" value="" onValueChange={heard} debounce={200} />);
    type("h");
    act(() => vi.advanceTimersByTime(150));
    type("hà");
    act(() => vi.advanceTimersByTime(150));
    expect(heard).not.toHaveBeenCalled();
    act(() => vi.advanceTimersByTime(60));
    expect(heard.mock.calls).toEqual([["hà"]]);
  });

  it("does not wait for Enter and Escape", () => {
    const heard = vi.fn();
    render(<SearchField label="Search" value="" onValueChange={heard} />);
    type("huế");
    fireEvent.keyDown(box(), { key: "Enter" });
    expect(heard.mock.calls).toEqual([["huế"]]);
    fireEvent.keyDown(box(), { key: "Escape" });
    expect(heard.mock.calls).toEqual([["huế"], [""]]);
    expect(box().value).toBe("");
    act(() => vi.advanceTimersByTime(1000));
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it("follows the address, but never overwrites what is being typed with its own echo", () => {
    const heard = vi.fn();
    const field = (value: string) => (
      <SearchField label="Search" value={value} onValueChange={heard} debounce={100} />
    );
    const { rerender } = render(field(""));
    type("da");
    act(() => vi.advanceTimersByTime(120));
    type("da nang");
    rerender(field("da"));
    expect(box().value).toBe("da nang");

    rerender(field("hội an"));
    expect(box().value).toBe("hội an");
  });
});
