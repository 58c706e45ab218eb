import "server-only";
import { fileTypeFromBuffer } from "file-type";
import sharp, { type Sharp } from "sharp";
import { RefusedFile } from "@/lib/media/refusal";
import { strip } from "@/lib/media/strip";

/** What a picture may be, with the ending its file gets. */
export const storedImageTypes = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
} as const;
export type StoredImageType = keyof typeof storedImageTypes;

const isStored = (type: string): type is StoredImageType => Object.hasOwn(storedImageTypes, type);

export type PreparedImage = {
  bytes: Buffer;
  mimeType: StoredImageType;
  width: number;
  height: number;
  /** A few bytes to show until the picture is there. */
  blurDataUrl: string;
};

/** A small file can unfold to gigabytes; 50 megapixels, all frames together, are plenty. */
const MAX_PIXELS = 50_000_000;

/** What browsers or other programs open as a document, in what is not the picture. */
const DOCUMENT =
  /<(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?php)[\s>/]|%PDF-|^#!\//i;
/** How an entry of a ZIP archive starts, and its table of contents. */
const ZIP = ["PK\x03\x04", "PK\x05\x06"];
/** Long enough never to come about by chance among compressed pixels. */
const ANYWHERE = /<script[\s>]|<!doctype[\s>]/i;

/**
 * The picture as it may be stored: turned the way it is meant, without the place where it was taken
 * and other metadata, without anything behind its end. A picture that has none of that stays as it
 * is, byte for byte; where turning is not needed, no pixel changes.
 *
 * @throws {RefusedFile} when the bytes are no picture, a broken one, too many pixels, or something
 *   else as well
 */
export async function prepareImage(bytes: Buffer): Promise<PreparedImage> {
  if (bytes.length === 0) throw new RefusedFile("The file is empty.");
  const mimeType = (await fileTypeFromBuffer(bytes))?.mime ?? "";
  if (!isStored(mimeType)) {
    throw new RefusedFile(
      /^image\/hei[cf]/.test(mimeType)
        ? "HEIC pictures cannot be shown everywhere. Send it as JPEG."
        : "This file is not a JPEG, PNG, WebP, GIF or AVIF picture.",
    );
  }
  const animated = mimeType === "image/gif" || mimeType === "image/webp";
  const open = (source = bytes): Sharp =>
    sharp(source, { limitInputPixels: MAX_PIXELS, failOn: "error", animated });

  const metadata = await open()
    .metadata()
    .catch((cause: Error) => {
      throw unreadable(cause);
    });
  const { width, height, pages = 1, pageHeight, orientation = 1, autoOrient } = metadata;
  if (width * height > MAX_PIXELS) throw tooManyPixels();

  const blurDataUrl = await placeholder(bytes).catch((cause: Error) => {
    throw unreadable(cause);
  });
  const stripped = strip(bytes, mimeType);
  const removed = Buffer.concat(stripped?.removed ?? []).toString("latin1");
  const isArchive = ZIP.every((mark) => removed.includes(mark));
  if (isArchive || DOCUMENT.test(removed) || ANYWHERE.test(bytes.toString("latin1"))) {
    throw new RefusedFile("This file is a picture and something else at once.");
  }

  const clean =
    stripped && orientation === 1
      ? stripped.bytes
      : await encode(open().autoOrient(), mimeType).catch((cause: Error) => {
          throw unreadable(cause);
        });
  const frameHeight = pages > 1 ? (pageHeight ?? height / pages) : autoOrient.height;
  return {
    bytes: clean,
    mimeType,
    width: pages > 1 ? width : autoOrient.width,
    height: frameHeight,
    blurDataUrl,
  };
}

/** Reads every line of the picture, so a file that ends in its middle is noticed here. */
async function placeholder(bytes: Buffer): Promise<string> {
  const tiny = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" })
    .autoOrient()
    .resize(16, 16, { fit: "inside" })
    .webp({ quality: 40, alphaQuality: 40 })
    .toBuffer();
  return `data:image/webp;base64,${tiny.toString("base64")}`;
}

/** Without metadata, which sharp leaves out unless asked; the colours stay what they are. */
function encode(image: Sharp, type: StoredImageType): Promise<Buffer> {
  const output = image.keepIccProfile();
  switch (type) {
    case "image/jpeg":
      return output.jpeg({ quality: 90, mozjpeg: false }).toBuffer();
    case "image/png":
      return output.png().toBuffer();
    case "image/webp":
      return output.webp({ quality: 90 }).toBuffer();
    case "image/gif":
      return output.gif().toBuffer();
    case "image/avif":
      return output.avif({ quality: 65, effort: 2 }).toBuffer();
  }
}

const tooManyPixels = () =>
  new RefusedFile(`Pictures may have at most ${MAX_PIXELS / 1_000_000} megapixels.`);

function unreadable(cause: Error): RefusedFile {
  if (/pixel limit/i.test(cause.message)) return tooManyPixels();
  return new RefusedFile("This picture is damaged or not complete.", { cause });
}
