import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { readJsonFiles } from "./json-files";
import { SentFile } from "./sent-file";

/** A body that arrives in pieces of this size. */
function body(text: string, size = 7) {
  const bytes = Buffer.from(text);
  let at = 0;
  let cancelled = false;
  return {
    left: () => Math.max(0, bytes.length - at),
    cancelled: () => cancelled,
    headers: new Headers({ "content-type": "application/json" }),
    body: new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(new Uint8Array(bytes.subarray(at, at + size)));
        at += size;
      },
      cancel() {
        cancelled = true;
      },
    }),
  };
}
const read = (text: string, size?: number, most = 1_000_000) =>
  readJsonFiles(body(text, size), ["file", "files"], most);

async function filesIn(text: string, size?: number) {
  const { values } = await read(text, size);
  const { file, files, ...rest } = values as Record<string, unknown>;
  const bytes = async (item: unknown) =>
    item instanceof SentFile ? [item.claimedType, (await item.bytes()).toString("latin1")] : item;
  return {
    ...rest,
    ...(file === undefined ? {} : { file: await bytes(file) }),
    ...(Array.isArray(files) ? { files: await Promise.all(files.map(bytes)) } : {}),
  };
}

const base64 = (text: string) => Buffer.from(text, "latin1").toString("base64");

describe.each([1, 2, 3, 5, 1_000])("in pieces of %i bytes", (size) => {
  test("files come out, everything else is as JSON has it", async () => {
    const text = JSON.stringify({
      title: 'Chợ "Bến" \\ Thành',
      file: base64("one picture"),
      inside: { file: "not a file", list: [1, { files: ["x"] }], files: { file: "y" } },
      files: [base64("a"), `data:image/png;charset=x;base64,${base64("b")}`, base64("")],
      more: null,
    });
    const spaced = text.replace('"file":', '"file" :\n ');
    expect(await filesIn(spaced, size)).toEqual({
      title: 'Chợ "Bến" \\ Thành',
      file: [null, "one picture"],
      inside: { file: "not a file", list: [1, { files: ["x"] }], files: { file: "y" } },
      files: [
        [null, "a"],
        ["image/png", "b"],
        [null, ""],
      ],
      more: null,
    });
  });

  test("base64 as clients write it: escaped slashes, lines, both alphabets, no padding", async () => {
    const bytes = Buffer.from([255, 239, 190, 255, 251, 240, 63]);
    const plain = bytes.toString("base64");
    const lines = plain.replace(/.{4}/g, "$&\\r\\n");
    for (const written of [
      plain,
      plain.replaceAll("/", "\\/"),
      lines,
      bytes.toString("base64url"),
      `data:image\\/png;base64,${plain}`,
    ]) {
      const { values } = await read(`{"file":"${written}"}`, size);
      const file = (values as { file: SentFile }).file;
      expect((await file.bytes()).equals(bytes), written).toBe(true);
    }
  });

  test("what is not base64 is none, and its neighbours are", async () => {
    const wrong = [
      "!",
      "YQ==YQ==",
      "Y===",
      'a\\"b',
      "\\u0041",
      "YWE\\\\",
      "data:image/png;base64",
      "ß",
    ];
    const text = `{"files":[${wrong.map((item) => `"${item}"`).join(",")},"${base64("a")}"]}`;
    expect((await filesIn(text, size)).files).toEqual([...wrong.map(() => null), [null, "a"]]);
  });
});

test("a file that is no text is left for the schema to refuse", async () => {
  const text = '{"file":7,"files":[{"a":"b"},null]}';
  expect(await filesIn(text)).toEqual({ file: 7, files: [{ a: "b" }, null] });
});

test.each(['{"file":"YQ==', '{"file":"YQ=="', '{"file"', '["YQ==', '{"file":"YQ==",}', ""])(
  "%s is no JSON",
  async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: "bad_request" });
  },
);

test("the limit counts what arrives, and the rest of a refused body is read to its end", async () => {
  const sent = body(`{"file":"${"A".repeat(5_000)}"}`, 100);
  await expect(readJsonFiles(sent, ["file"], 1_000)).rejects.toMatchObject({
    code: "payload_too_large",
  });
  await expect.poll(sent.left).toBe(0);
  expect(sent.cancelled()).toBe(false);
});

test("a large file waits on disk and goes with the request", async () => {
  const folder = await mkdtemp(join(tmpdir(), "travel-buddy-files-"));
  vi.stubEnv("TMPDIR", folder);
  const bytes = randomBytes(7_000_000);
  const waiting = async () => (await readdir(folder)).length;
  const text = `{"file":"${bytes.toString("base64")}"}`;
  const { values, dispose } = await read(text, 65_536, 20_000_000);
  expect(await waiting()).toBe(1);
  const { file } = values as { file: SentFile };
  expect(file.size).toBe(bytes.length);
  expect((await file.bytes()).equals(bytes)).toBe(true);
  await dispose();
  expect(await waiting()).toBe(0);
  // Nor does one stay that is refused half-way.
  await expect(read(text, 65_536, 9_300_000)).rejects.toMatchObject({ code: "payload_too_large" });
  expect(await waiting()).toBe(0);
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});
