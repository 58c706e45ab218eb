import sharp from "sharp";
import { expect, test } from "vitest";
import { inspectImage } from "@/lib/media/inspect";

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#0b7a5c" } });

test("reads type and size from the bytes", async () => {
  expect(await inspectImage(await blank(64, 40).png().toBuffer())).toEqual({
    mimeType: "image/png",
    width: 64,
    height: 40,
  });
  expect((await inspectImage(await blank(8, 8).webp().toBuffer()))?.mimeType).toBe("image/webp");
});

test("a portrait that a phone stored lying down counts as a portrait", async () => {
  const turned = await blank(64, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(await inspectImage(turned)).toMatchObject({ width: 40, height: 64 });
});

test.each([
  ["a script", Buffer.from("<script>alert(1)</script>")],
  ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
  ["nothing", Buffer.alloc(0)],
  ["a header without its picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
])("%s is no picture", async (_name, bytes) => {
  expect(await inspectImage(bytes)).toBeNull();
});

test("a picture cut off in the middle is refused", async () => {
  const noise = await sharp({
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: "#fff",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  expect(await inspectImage(noise)).not.toBeNull();
  expect(await inspectImage(noise.subarray(0, noise.length / 2))).toBeNull();
});
