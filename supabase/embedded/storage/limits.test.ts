import { describe, expect, it } from "vitest";
import { parseSizeLimit, requireAllowedType, requireBucketName, requireKey } from "./limits.ts";

const GLOBAL = 50 * 1024 * 1024;

describe("object names", () => {
  it.each(["a.png", "folder/sub folder/a (1).png", "x!-_.*'()&$@=;:+,?", ".hidden", "a/..b/c"])(
    "takes %s",
    (key) => expect(() => requireKey(key)).not.toThrow(),
  );

  it.each([
    "",
    "naïve.png",
    "a\\b",
    "a%2e",
    "a#b",
    "a\u0000b",
    "../a",
    "a/../b",
    "a/.",
    "x".repeat(1025),
  ])("refuses %j", (key) => expect(() => requireKey(key)).toThrow(`Invalid key: ${key}`));
});

describe("bucket names", () => {
  it("takes what S3 would", () => expect(() => requireBucketName("my-bucket.1")).not.toThrow());

  it.each(["", "a/b", "größe", " padded", "x".repeat(64)])("refuses %j", (name) =>
    expect(() => requireBucketName(name)).toThrow("Bucket name invalid"),
  );
});

describe("size limits", () => {
  it.each([
    [1000, 1000],
    ["1MB", 1_000_000],
    ["1.5kb", 1500],
    ["20B", 20],
    [0, 0],
  ])("reads %s", (limit, bytes) => expect(parseSizeLimit(limit, GLOBAL)).toBe(bytes));

  it.each(["1", "MB", "1TB", "-1MB", "1 MB", "1MiB", -1, 1.5])("refuses %s", (limit) =>
    expect(() => parseSizeLimit(limit, GLOBAL)).toThrow("Invalid file size format"),
  );

  it("refuses more than the global limit", () =>
    expect(() => parseSizeLimit("1GB", GLOBAL)).toThrow("exceeded the maximum allowed size"));
});

describe("allowed types", () => {
  it.each([
    ["image/png", null],
    ["nonsense", null],
    ["image/png", []],
    ["image/png", ["image/*"]],
    ["image/png", ["text/plain", "image/png"]],
    ["text/plain;charset=UTF-8", ["text/*;charset=UTF-8", "text/plain;charset=UTF-8"]],
    ["video/mp4", ["*/*"]],
  ])("%s passes %j", (type, allowed) =>
    expect(() => requireAllowedType(type, allowed)).not.toThrow(),
  );

  it.each([
    ["image/png", ["image/jpeg"]],
    ["image/png", ["text/*"]],
    ["image/pngx", ["image/png"]],
    ["/png", ["image/*"]],
  ])("%s is refused by %j", (type, allowed) =>
    expect(() => requireAllowedType(type, allowed)).toThrow(`mime type ${type} is not supported`),
  );
});
