import { expect, test } from "vitest";
import { filmProblem, imageProblem, MAX_IMAGE_BYTES } from "@/lib/media/limits";

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

test("films have limits of their own, said in words", () => {
  const film = { name: "boat.mp4", type: "video/mp4", size: 50_000_000 };
  expect(filmProblem(film, 50_000_000)).toBeNull();
  expect(filmProblem({ ...film, size: 61_300_000 }, 50_000_000)).toBe(
    "“boat.mp4” has 61.3 MB. Films may have up to 50 MB.",
  );
  expect(filmProblem({ ...film, type: "video/x-msvideo" }, 50_000_000)).toContain("MP4, MOV");
});
