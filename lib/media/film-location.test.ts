import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findLocation, overwrite } from "./film-location";
import { checkedVideo, type StoredVideoType } from "./inspect-video";
import { RefusedFile } from "./refusal";

// Built here ---------------------------------------------------------------------------------------

const uint = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
function box(kind: string | Buffer, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string, "latin1")));
  return Buffer.concat([uint(body.length + 8), Buffer.from(kind as string, "latin1"), body]);
}
const START = box("ftyp", "isom\0\0\x02\0isommp41");
const film = (index: Buffer, ...more: Buffer[]) =>
  Buffer.concat([START, index, ...more, box("mdat", Buffer.alloc(2_000, 7))]);

const PLACE = "+15.8801+108.3380/";
const text = (value: string) =>
  Buffer.from(`\0${String.fromCharCode(value.length)}\x15\xc7${value}`, "latin1");

const appleKeys = (entries: Record<string, string>) =>
  box(
    "meta",
    box("hdlr", Buffer.alloc(8), "mdta", Buffer.alloc(12)),
    box(
      "keys",
      uint(0),
      uint(Object.keys(entries).length),
      ...Object.keys(entries).map((name) => box("mdta", name)),
    ),
    box(
      "ilst",
      ...Object.values(entries).map((value, index) =>
        box(uint(index + 1), box("data", uint(1), uint(0), value)),
      ),
    ),
  );
const XMP = Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex");

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function cleaned(bytes: Buffer, type: StoredVideoType = "video/mp4", size = 1_000) {
  const patches = await findLocation(inPieces(bytes, size), type);
  const chunks: Uint8Array[] = [];
  const whole = checkedVideo(overwrite(inPieces(bytes, size), patches), type);
  for await (const chunk of whole) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("the place a film was taken", () => {
  test.each<[string, Buffer]>([
    ["as phones write it", film(box("moov", box("udta", box("\xa9xyz", text(PLACE)))))],
    ["as 3GPP writes it", film(box("moov", box("udta", box("loci", uint(0), PLACE))))],
    ["in a track", film(box("moov", box("trak", box("udta", box("\xa9xyz", text(PLACE))))))],
    [
      "under Apple's keys",
      film(
        box(
          "moov",
          appleKeys({
            "com.apple.quicktime.make": "Apple",
            "com.apple.quicktime.location.ISO6709": PLACE,
          }),
        ),
      ),
    ],
    [
      "in a list with names of its own",
      film(
        box(
          "moov",
          box(
            "udta",
            box(
              "meta",
              uint(0),
              box("hdlr", Buffer.alloc(8), "mdir", Buffer.alloc(12)),
              box(
                "ilst",
                box(
                  "----",
                  box("mean", uint(0), "com.example"),
                  box("name", uint(0), "GPS position"),
                  box("data", uint(1), uint(0), PLACE),
                ),
              ),
            ),
          ),
        ),
      ),
    ],
    [
      "in XMP beside the film",
      film(box("moov"), box("uuid", XMP, `<x exif:GPSLatitude="${PLACE}"/>`)),
    ],
    ["in XMP inside it", film(box("moov", box("udta", box("XMP_", `<exif:GPSLatitude>${PLACE}`))))],
    [
      "in a preview's EXIF",
      film(
        box("moov", box("udta", box("CNDA", "Exif\0\0MM\0*", Buffer.from([0x88, 0x25]), PLACE))),
      ),
    ],
    [
      "behind the film",
      Buffer.concat([
        film(box("moov")),
        box("meta", box("hdlr"), box("xml ", `<l latitude="${PLACE}">`)),
      ]),
    ],
  ])("%s is overwritten, and nothing else", async (_, taken) => {
    expect(taken.includes(PLACE)).toBe(true);
    const clean = await cleaned(taken);
    expect(clean.length).toBe(taken.length);
    expect(clean.includes(PLACE)).toBe(false);
    // However the bytes come.
    expect((await cleaned(taken, "video/mp4", 7)).equals(clean)).toBe(true);
    // What differs is the place, its box's name and what was in it.
    const media = taken.indexOf("mdat");
    expect(clean.subarray(media).includes(taken.subarray(media, media + 2_004))).toBe(true);
    expect(clean.subarray(0, START.length).equals(START)).toBe(true);
    // Nothing is left to find.
    expect(await findLocation(inPieces(clean, 1_000), "video/mp4")).toEqual([]);
  });

  test("goes, its neighbours stay", async () => {
    const clean = await cleaned(
      film(
        box(
          "moov",
          appleKeys({
            "com.apple.quicktime.make": "Apple",
            "com.apple.quicktime.location.ISO6709": PLACE,
            "com.apple.quicktime.model": "iPhone 15",
          }),
          box(
            "udta",
            box("\xa9nam", text("GPS and Latitude, a love story")),
            box("\xa9xyz", PLACE),
          ),
        ),
      ),
    );
    for (const kept of ["Apple", "iPhone 15", "a love story"]) {
      expect(clean.includes(kept), kept).toBe(true);
    }
    expect(clean.includes(PLACE)).toBe(false);
  });

  test("that a camera records all along goes with its track", async () => {
    const samples = ["GPS5 first", "GPS5 second!", "GPS5 third"];
    const picture = "what is to be seen";
    const track = (first: number) =>
      box(
        "trak",
        box(
          "mdia",
          box(
            "minf",
            box(
              "stbl",
              box("stsd", uint(0), uint(1), box("gpmd", Buffer.alloc(8))),
              box("stsz", uint(0), uint(0), uint(3), ...samples.map(({ length }) => uint(length))),
              // Two samples in the first chunk, one in the second.
              box("stsc", uint(0), uint(2), uint(1), uint(2), uint(1), uint(2), uint(1), uint(1)),
              box(
                "stco",
                uint(0),
                uint(2),
                uint(first),
                uint(first + (samples[0] + (samples[1] ?? "") + picture).length),
              ),
            ),
          ),
        ),
      );
    const before = START.length + 8 + track(0).length + 8;
    const taken = Buffer.concat([
      START,
      box("moov", track(before)),
      box("mdat", ...samples.slice(0, 2), picture, ...samples.slice(2)),
    ]);
    const clean = await cleaned(taken);
    expect(taken.toString("latin1").match(/GPS5/g)).toHaveLength(3);
    expect(clean.includes("GPS5")).toBe(false);
    expect(clean.includes("gpmd")).toBe(false);
    expect(clean.subarray(before).toString("latin1")).toBe(
      "\0".repeat(22) + picture + "\0".repeat(10),
    );
  });

  test.each<[string, Buffer]>([
    ["no metadata", film(box("moov"))],
    ["a title that speaks of places", film(box("moov", box("udta", box("titl", "My GPS trip"))))],
    ["a camera's name", film(box("moov", appleKeys({ "com.apple.quicktime.make": "Apple" })))],
    ["XMP without a place", film(box("moov"), box("uuid", XMP, "<x dc:title='Ferry'/>"))],
    ["a preview without a place", film(box("moov", box("udta", box("CNDA", "Exif\0\0MM\0*"))))],
    ["a list that is cut off", film(box("moov", box("udta", uint(99), "\xa9xyz")))],
  ])("%s: byte for byte", async (_, taken) => {
    expect((await cleaned(taken)).equals(taken)).toBe(true);
  });

  test("an index that fits no memory is refused", async () => {
    const huge = Buffer.concat([START, uint(500_000_000), Buffer.from("moov")]);
    await expect(findLocation(inPieces(huge, 1_000), "video/mp4")).rejects.toThrow(RefusedFile);
  });

  test("looking for it takes no longer for a film made to make it long", async () => {
    const many = Buffer.alloc(8_000_000, "Exif\0\0", "latin1");
    const begin = performance.now();
    await findLocation(
      inPieces(film(box("moov", box("udta", box("CNDA", many)))), 1_000_000),
      "video/mp4",
    );
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});

const hasFfmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;

describe.skipIf(!hasFfmpeg)("a film that ffmpeg made", () => {
  function made(name: string, ...options: string[]): Buffer {
    const folder = mkdtempSync(join(tmpdir(), "travel-buddy-place-"));
    try {
      const path = join(folder, name);
      const source = ["-f", "lavfi", "-i", "testsrc2=size=64x48:rate=12:duration=1"];
      execFileSync("ffmpeg", ["-loglevel", "error", ...source, ...options, path]);
      return readFileSync(path);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  function inFile<T>(bytes: Buffer, name: string, read: (path: string) => T): T {
    const folder = mkdtempSync(join(tmpdir(), "travel-buddy-place-"));
    try {
      writeFileSync(join(folder, name), bytes);
      return read(join(folder, name));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const run = (command: string, ...args: string[]) => {
    const { stdout, stderr } = spawnSync(command, ["-v", "error", ...args], { encoding: "utf8" });
    return { stdout, stderr };
  };
  /** A sum of every decoded frame, and what ffmpeg had to complain about. */
  const played = (bytes: Buffer, name: string) =>
    inFile(bytes, name, (path) => run("ffmpeg", "-i", path, "-f", "framemd5", "-"));
  const tagsOf = (bytes: Buffer, name: string) =>
    inFile(bytes, name, (path) => run("ffprobe", "-show_entries", "format_tags:stream_tags", path))
      .stdout;

  test.each<[string, StoredVideoType, string[]]>([
    ["film.mp4", "video/mp4", ["-c:v", "mpeg4"]],
    ["keys.mp4", "video/mp4", ["-c:v", "mpeg4", "-movflags", "+use_metadata_tags+faststart"]],
    ["parts.mp4", "video/mp4", ["-c:v", "mpeg4", "-movflags", "+frag_keyframe+empty_moov"]],
    ["film.webm", "video/webm", ["-c:v", "libvpx", "-b:v", "100k"]],
  ])(
    "%s loses its place, plays the same, and keeps its title",
    async (name, type, options) => {
      const place = ["-metadata", `location=${PLACE}`];
      const taken = made(name, ...options, ...place, "-metadata", "title=Ferry");
      expect(tagsOf(taken, name)).toContain("+15.88");
      const clean = await cleaned(taken, type);
      expect(clean.length).toBe(taken.length);
      expect(clean.includes("+15.88")).toBe(false);
      const tags = tagsOf(clean, name);
      expect(tags).toContain("Ferry");
      expect(tags).not.toContain("+15");
      expect(played(clean, name)).toEqual(played(taken, name));
    },
    60_000,
  );

  test("without a place it stays as it is", async () => {
    for (const [name, type, ...options] of [
      ["film.mp4", "video/mp4", "-c:v", "mpeg4", "-metadata", "title=GPS"],
      ["film.webm", "video/webm", "-c:v", "libvpx", "-metadata", "title=GPS"],
    ] as const) {
      const taken = made(name, ...options);
      expect((await cleaned(taken, type)).equals(taken), name).toBe(true);
    }
  }, 60_000);
});
