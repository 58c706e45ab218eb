/** Cutting and turning a picture in the browser, in its full resolution. */
import { MAX_IMAGE_BYTES } from "@/lib/media/limits";

/** In percent of the turned picture. */
export type CropBox = { x: number; y: number; width: number; height: number };

/** Quarter turns to the right. */
export type Turns = 0 | 1 | 2 | 3;

export type Size = { width: number; height: number };

/** As large as the picture is after turning it. */
export const turnedSize = ({ width, height }: Size, turns: Turns): Size =>
  turns % 2 ? { width: height, height: width } : { width, height };

/** What a box cuts out, in whole pixels that lie within the picture. */
export function pixelsOf(box: CropBox, { width, height }: Size) {
  const left = Math.min(Math.round((box.x / 100) * width), width - 1);
  const top = Math.min(Math.round((box.y / 100) * height), height - 1);
  return {
    left,
    top,
    width: Math.max(1, Math.min(Math.round((box.width / 100) * width), width - left)),
    height: Math.max(1, Math.min(Math.round((box.height / 100) * height), height - top)),
  };
}

/** The largest box of a shape, in the middle. */
export function largestBox({ width, height }: Size, aspect: number | undefined): CropBox {
  if (!aspect) return { x: 0, y: 0, width: 100, height: 100 };
  const share = width / height / aspect;
  const [wide, high] = share > 1 ? [100 / share, 100] : [100, 100 * share];
  return { x: (100 - wide) / 2, y: (100 - high) / 2, width: wide, height: high };
}

const isWhole = (box: CropBox) => box.width > 99.9 && box.height > 99.9;

/** The picture on a canvas, turned and cut. */
function draw(image: HTMLImageElement, box: CropBox, turns: Turns): HTMLCanvasElement {
  const natural = { width: image.naturalWidth, height: image.naturalHeight };
  const turned = turnedSize(natural, turns);
  const cut = pixelsOf(box, turned);
  const canvas = document.createElement("canvas");
  canvas.width = cut.width;
  canvas.height = cut.height;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws no pictures.");
  context.imageSmoothingQuality = "high";
  context.translate(turned.width / 2 - cut.left, turned.height / 2 - cut.top);
  context.rotate((turns * Math.PI) / 2);
  context.drawImage(image, -natural.width / 2, -natural.height / 2);
  return canvas;
}

const encode = (canvas: HTMLCanvasElement, type: string, quality?: number) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));

/** The turned picture, to be shown while the box is chosen. */
export async function turnedBlob(image: HTMLImageElement, turns: Turns): Promise<Blob> {
  const whole = { x: 0, y: 0, width: 100, height: 100 };
  const blob = await encode(draw(image, whole, turns), "image/jpeg", 0.8);
  if (!blob) throw new Error("The picture could not be turned.");
  return blob;
}

/**
 * The cut picture as a file: of the same type and as good as it fits into what may be uploaded. A
 * picture that stays whole stays the very file it was.
 */
export async function cropFile(
  file: File,
  image: HTMLImageElement,
  box: CropBox,
  turns: Turns,
): Promise<File> {
  if (turns === 0 && isWhole(box)) return file;
  const canvas = draw(image, box, turns);
  // A browser that cannot write a type writes PNG instead, which the next try may undercut.
  for (const [type, quality] of [
    [file.type, 0.94],
    ["image/webp", 0.92],
    ["image/jpeg", 0.88],
    ["image/jpeg", 0.75],
  ] as const) {
    const blob = await encode(canvas, type, quality);
    if (blob && blob.size <= MAX_IMAGE_BYTES) {
      const ending = blob.type.split("/")[1]?.replace("jpeg", "jpg") ?? "jpg";
      return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.${ending}`, {
        type: blob.type,
      });
    }
  }
  throw new Error("The picture is too large.");
}
