import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { prepareImage } from "@/lib/media/prepare-image";
import { RefusedFile } from "@/lib/media/refusal";

/** Where the test says the picture was taken. */
const PLACE = {
  IFD0: { Make: "Testcamera", ImageDescription: "lan@example.com" },
  IFD3: { GPSLatitudeRef: "N", GPSLatitude: "15/1 52/1 3/1" },
} as const;

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#0b7a5c" } });

/** Left half green, right half red: shows which way it is turned. */
const twoColours = async (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#00ff00" } }).composite([
    {
      input: await sharp({
        create: { width: width / 2, height, channels: 3, background: "#ff0000" },
      })
        .png()
        .toBuffer(),
      left: width / 2,
      top: 0,
    },
  ]);

const noise = (format: "png" | "jpeg" | "webp") =>
  sharp({
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: "#fff",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    [format]()
    .toBuffer();

const refusal = (bytes: Buffer) =>
  prepareImage(bytes).then(
    () => "taken",
    (error: unknown) => {
      if (error instanceof RefusedFile) return error.message;
      throw error;
    },
  );

const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();

test("reads type and size from the bytes, and gives something to show until they are there", async () => {
  const prepared = await prepareImage(await blank(64, 40).png().toBuffer());
  expect(prepared).toMatchObject({ mimeType: "image/png", width: 64, height: 40 });
  expect(prepared.blurDataUrl).toMatch(/^data:image\/webp;base64,/);
  expect(prepared.blurDataUrl.length).toBeLessThan(1000);
  const tiny = Buffer.from(prepared.blurDataUrl.split(",")[1] ?? "", "base64");
  expect(await sharp(tiny).metadata()).toMatchObject({ width: 16, height: 10 });
});

test.each(["jpeg", "png", "webp"] as const)(
  "a clean %s stays as it is, byte for byte",
  async (format) => {
    const bytes = await noise(format);
    expect((await prepareImage(bytes)).bytes).toBe(bytes);
  },
);

test.each(["jpeg", "png", "webp", "avif", "gif"] as const)(
  "a %s loses where it was taken, and no pixel of it changes where that can be",
  async (format) => {
    const bytes = await (await twoColours(80, 40)).withExif(PLACE)[format]().toBuffer();
    if (format !== "gif") expect(bytes.toString("latin1")).toContain("Testcamera");
    const { bytes: clean } = await prepareImage(bytes);
    expect(clean.toString("latin1")).not.toMatch(/Testcamera|lan@example|GPS|Exif/);
    const { exif, xmp, iptc } = await sharp(clean).metadata();
    expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
    if (format !== "avif" && format !== "gif") {
      expect((await pixels(clean)).equals(await pixels(bytes))).toBe(true);
    }
  },
);

test.each(["jpeg", "png", "webp"] as const)(
  "a %s that a phone stored lying down is turned, and then says so nowhere",
  async (format) => {
    const lying = await (await twoColours(80, 40))
      .withExif(PLACE)
      .withMetadata({ orientation: 6 })
      [format]()
      .toBuffer();
    const { bytes, width, height } = await prepareImage(lying);
    expect({ width, height }).toEqual({ width: 40, height: 80 });
    const stored = await sharp(bytes).metadata();
    expect([stored.width, stored.height]).toEqual([40, 80]);
    expect([undefined, 1]).toContain(stored.orientation);
    const raw = await sharp(bytes).removeAlpha().raw().toBuffer();
    const at = (x: number, y: number) => [...raw.subarray((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)];
    const [topRed = 255, topGreen = 0] = at(20, 10);
    const [bottomRed = 0, bottomGreen = 255] = at(20, 70);
    expect(topGreen - topRed).toBeGreaterThan(150);
    expect(bottomRed - bottomGreen).toBeGreaterThan(150);
  },
);

test("the colour profile stays: without it the colours are others", async () => {
  const bytes = await (await twoColours(80, 40))
    .withIccProfile("p3")
    .withExif(PLACE)
    .jpeg()
    .toBuffer();
  const { icc, exif } = await sharp((await prepareImage(bytes)).bytes).metadata();
  expect(icc).toBeDefined();
  expect(exif).toBeUndefined();
});

test("an animation keeps its frames", async () => {
  const frames = Buffer.concat(
    await Promise.all(
      ["#f00", "#0f0", "#00f"].map((background) =>
        sharp({ create: { width: 20, height: 10, channels: 3, background } })
          .raw()
          .toBuffer(),
      ),
    ),
  );
  const gif = await sharp(frames, {
    raw: { width: 20, height: 30, channels: 3, pageHeight: 10 },
  })
    .gif()
    .toBuffer();
  const prepared = await prepareImage(gif);
  expect(prepared).toMatchObject({ mimeType: "image/gif", width: 20, height: 10 });
  expect((await sharp(prepared.bytes, { animated: true }).metadata()).pages).toBe(3);
});

describe("refused", () => {
  test.each([
    ["a script", Buffer.from("<script>alert(1)</script>"), "is not a JPEG"],
    ["a page", Buffer.from("<!doctype html><title>x</title>"), "is not a JPEG"],
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "is not a JPEG"],
    ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj\n"), "is not a JPEG"],
    ["nothing", Buffer.alloc(0), "is empty"],
    ["a header alone", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "is"],
  ])("%s", async (_name, bytes, words) => {
    expect(await refusal(bytes)).toContain(words);
  });

  test.each(["png", "jpeg", "webp"] as const)("a %s cut off in the middle", async (format) => {
    const bytes = await noise(format);
    expect(await refusal(bytes)).toBe("taken");
    expect(await refusal(bytes.subarray(0, bytes.length / 2))).toContain("damaged");
  });

  test("what unfolds to too many pixels", async () => {
    const bomb = await blank(16_000, 16_000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(4_500_000);
    expect(await refusal(bomb)).toContain("megapixels");
  });

  test("an animation of too many pixels, all frames together", async () => {
    const still = await blank(3000, 3000).gif().toBuffer();
    // The frame again and again, between the table of colours and the end.
    const colours = 13 + 3 * 2 ** (((still[10] ?? 0) & 7) + 1);
    const frame = still.subarray(colours, -1);
    const frames = Buffer.concat([
      still.subarray(0, colours),
      ...Array.from({ length: 8 }, () => frame),
      still.subarray(-1),
    ]);
    expect(frames.length).toBeLessThan(4_500_000);
    expect(await refusal(frames)).toContain("megapixels");
  });

  const PAGE = "<html><script>fetch('/api')</script></html>";
  const zip = Buffer.concat([Buffer.from("PK\x03\x04evil.jar"), Buffer.from("PK\x05\x06")]);
  test.each([
    ["a JPEG with a page behind it", "jpeg", Buffer.from(PAGE)],
    ["a PNG with a page behind it", "png", Buffer.from(PAGE)],
    ["a WebP with a page behind it", "webp", Buffer.from(PAGE)],
    ["a GIF with a page behind it", "gif", Buffer.from(PAGE)],
    ["a JPEG with an archive behind it", "jpeg", zip],
    ["a PNG with a PDF behind it", "png", Buffer.from("%PDF-1.7")],
  ] as const)("%s", async (_name, format, tail) => {
    const picture = await blank(20, 20)[format]().toBuffer();
    expect(await refusal(Buffer.concat([picture, tail]))).toContain("something else at once");
  });

  test("a picture whose description is a page", async () => {
    const bytes = await blank(20, 20)
      .withExif({ IFD0: { ImageDescription: "<iframe src=x>" } })
      .jpeg()
      .toBuffer();
    expect(await refusal(bytes)).toContain("something else at once");
  });
});

test("a phone's film behind the picture is left away", async () => {
  const picture = await noise("jpeg");
  const film = Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1");
  expect((await prepareImage(Buffer.concat([picture, film]))).bytes.equals(picture)).toBe(true);
});
