// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PictureImage } from "./picture-image";

afterEach(cleanup);
// Nothing is loaded here, and happy-dom would call that complete.
beforeEach(() => {
  vi.spyOn(HTMLImageElement.prototype, "complete", "get").mockReturnValue(false);
});

const blur = "data:image/webp;base64,AAAA";
const placeholder = () => document.querySelector("[data-placeholder]");

test("a placeholder stands in until the picture is there, and again for another one", () => {
  const image = (src: string) => (
    <PictureImage src={src} alt="A bay" blur={blur} fallback={<p>none</p>} />
  );
  const { rerender } = render(image("/one.jpg"));
  expect(placeholder()?.getAttribute("style")).toContain(blur);
  fireEvent.load(screen.getByRole("img"));
  expect(placeholder()).toBeNull();
  rerender(image("/two.jpg"));
  expect(placeholder()).not.toBeNull();
});

test("a picture that cannot be had gives way to the fallback, its description stays", () => {
  render(<PictureImage src="/gone.jpg" alt="A bay" blur={blur} fallback={<p>none</p>} />);
  fireEvent.error(screen.getByRole("img"));
  expect(placeholder()).toBeNull();
  expect(screen.getByText("none")).toBeDefined();
  expect(screen.getByText("A bay")).toBeDefined();
});
