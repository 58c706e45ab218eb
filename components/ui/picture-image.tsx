"use client";

import { type ComponentProps, type ReactNode, useCallback, useState } from "react";

/** The `<img>` of a `Picture`: shows the fallback when the file cannot be had. */
export function PictureImage({
  fallback,
  alt,
  ...rest
}: ComponentProps<"img"> & { fallback: ReactNode }) {
  const [broken, setBroken] = useState<string | undefined>();
  const failed = broken !== undefined && broken === rest.src;

  // The error may have happened before React took over the page; then only the result is left.
  const check = useCallback((image: HTMLImageElement | null) => {
    if (image?.complete && image.naturalWidth === 0 && image.getAttribute("src")) {
      setBroken(image.getAttribute("src") ?? undefined);
    }
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
    // biome-ignore lint/performance/noImgElement: the attributes come from next/image
    <img {...rest} ref={check} alt={alt ?? ""} onError={() => setBroken(String(rest.src))} />
  );
}
