import { getImageProps } from "next/image";
import { cn } from "./cn";
import { PictureImage } from "./picture-image";
import { Scene, type SceneKind, sceneFor } from "./scene";

const ratios = {
  "1/1": "aspect-square",
  "4/3": "aspect-4/3",
  "3/2": "aspect-3/2",
  "16/9": "aspect-video",
  "21/9": "aspect-21/9",
  "3/4": "aspect-3/4",
  /** The parent decides. */
  fill: "absolute inset-0 size-full",
} as const;

type PictureProps = {
  src: string | null | undefined;
  /** What the picture shows; "" when the text beside it says the same. */
  alt: string;
  ratio?: keyof typeof ratios;
  /** A data link to show until the picture is there. */
  blur?: string | null | undefined;
  /** How wide it is shown, as in `<img sizes>`; decides which size is fetched. */
  sizes: string;
  /** In sight when the page opens: fetched at once. */
  priority?: boolean;
  /** Chooses the landscape that stands in when there is no picture; the thing's id, say. */
  seed?: string;
  scene?: SceneKind;
  className?: string;
  imageClassName?: string;
};

/**
 * A picture in its frame. Takes the sizes and formats of next/image by way of `getImageProps` and
 * leaves out the style attribute it would write, which a strict CSP forbids; classes do the same.
 * A missing or broken picture becomes a small landscape instead of a torn icon.
 */
export function Picture({
  src,
  alt,
  blur,
  ratio = "4/3",
  sizes,
  priority = false,
  seed,
  scene,
  className,
  imageClassName,
}: PictureProps) {
  const fallback = <Scene kind={scene ?? sceneFor(seed ?? alt)} className="absolute inset-0" />;
  return (
    <div className={cn("relative isolate overflow-hidden bg-sunken", ratios[ratio], className)}>
      {src ? (
        <PictureImage
          {...imageAttributes({ src, alt, sizes, priority })}
          blur={blur}
          className={cn("absolute inset-0 size-full object-cover", imageClassName)}
          fallback={fallback}
        />
      ) : (
        <>
          {fallback}
          {alt ? <span className="sr-only">{alt}</span> : null}
        </>
      )}
    </div>
  );
}

function imageAttributes(image: { src: string; alt: string; sizes: string; priority: boolean }) {
  const { src, alt, sizes, priority } = image;
  const { props } = getImageProps({
    src,
    alt,
    sizes,
    fill: true,
    loading: priority ? "eager" : "lazy",
    ...(priority ? { fetchPriority: "high" as const } : {}),
  });
  const { style: _style, ...attributes } = props;
  return attributes;
}
