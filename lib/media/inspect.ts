import "server-only";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { type ImageType, isImageType } from "@/lib/media/limits";

export type Inspected = { mimeType: ImageType; width: number; height: number };

/** Decoding a "zip bomb" of a picture would eat the memory of everybody; 50 megapixels are plenty. */
const MAX_PIXELS = 50_000_000;

/**
 * What the bytes really are, whatever their name or header said; null when they are no picture we
 * show. The size is the one a viewer sees: phones store portraits lying down with a turn beside.
 */
export async function inspectImage(bytes: Uint8Array): Promise<Inspected | null> {
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !isImageType(type.mime)) return null;
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
    const { autoOrient } = await image.metadata();
    // The header may promise a picture that the rest of the file does not hold.
    await image.stats();
    return { mimeType: type.mime, width: autoOrient.width, height: autoOrient.height };
  } catch {
    return null;
  }
}
