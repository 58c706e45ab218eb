"use client";

import { type ComponentProps, type ReactNode, useCallback, useState } from "react";

/**
 * The `<img>` of a `Picture`: over its placeholder until the file is there, which a transparent
 * picture would let through, and with the fallback in its place when the file cannot be had.
 */
export function PictureImage({
  fallback,
  blur,
  alt,
  ...rest
}: ComponentProps<"img"> & { fallback: ReactNode; blur: string | null | undefined }) {
  const [broken, setBroken] = useState<string | undefined>();
  const [shown, setShown] = useState<string | undefined>();
  const failed = broken !== undefined && broken === rest.src;
  const src = String(rest.src);

  // It may have come, or failed, before React took over the page; then only the result is left.
  const check = useCallback((image: HTMLImageElement | null) => {
    const address = image?.getAttribute("src");
    if (!image?.complete || !address) return;
    if (image.naturalWidth === 0) setBroken(address);
    else setShown(address);
  }, []);

  if (failed) {
    return (
      <>
        {fallback}
        {alt ? <span className="sr-only">{alt}</span> : null}
      </>
    );
  }
  return (
    <>
      {blur && shown !== src ? (
        <span
          aria-hidden
          data-placeholder
          className="absolute -inset-4 bg-center bg-cover blur-md"
          style={{ backgroundImage: `url("${blur}")` }}
        />
      ) : null}
      {/* biome-ignore lint/performance/noImgElement: the attributes come from next/image */}
      <img
        {...rest}
        ref={check}
        alt={alt ?? ""}
        onLoad={() => setShown(src)}
        onError={() => setBroken(src)}
      />
    </>
  );
}
