import { beforeEach, expect, it, vi } from "vitest";
import { dismissToast, toast, toastStore } from "./toast-store";

const titles = () => toastStore.snapshot().map(({ title }) => title);

beforeEach(() => {
  for (const { id } of toastStore.snapshot()) dismissToast(id);
});

it("keeps the three newest and tells who listens", () => {
  const heard = vi.fn();
  const stop = toastStore.subscribe(heard);
  for (const title of ["a", "b", "c", "d"]) toast(title);
  expect(titles()).toEqual(["b", "c", "d"]);
  expect(heard).toHaveBeenCalledTimes(4);
  stop();
  toast("e");
  expect(heard).toHaveBeenCalledTimes(4);
});

it("takes back by the id it gave", () => {
  const first = toast("first");
  toast.error("second");
  dismissToast(first);
  expect(titles()).toEqual(["second"]);
});

it("offers undo as the action", () => {
  const undo = vi.fn();
  toast.undo("Archived", undo);
  const [item] = toastStore.snapshot();
  expect(item?.action?.label).toBe("Undo");
  item?.action?.onClick();
  expect(undo).toHaveBeenCalledOnce();
});
