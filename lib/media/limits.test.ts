import { expect, test } from "vitest";
import { imageProblem, MAX_IMAGE_BYTES } from "@/lib/media/limits";

test("pictures up to the limit may go", () => {
  expect(imageProblem({ name: "a.png", type: "image/png", size: MAX_IMAGE_BYTES })).toBeNull();
});

test.each([
  ["notes.pdf", "application/pdf", 10, "JPEG, PNG or WebP"],
  ["drawing.svg", "image/svg+xml", 10, "JPEG, PNG or WebP"],
  ["nothing.png", "image/png", 0, "is empty"],
  ["big.jpg", "image/jpeg", 6_230_000, "has 6.2 MB"],
  ["proto", "constructor", 10, "JPEG, PNG or WebP"],
])("%s is refused by name", (name, type, size, reason) => {
  const problem = imageProblem({ name, type, size });
  expect(problem).toContain(name);
  expect(problem).toContain(reason);
});
