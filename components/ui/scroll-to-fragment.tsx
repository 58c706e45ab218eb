"use client";

import { useEffect } from "react";

/**
 * Put into a section with this id: an address that ends in `#id` leads there, also when the section
 * is streamed and the browser has looked for it before it arrived. Who has scrolled stays.
 */
export function ScrollToFragment({ id }: { id: string }) {
  useEffect(() => {
    if (location.hash === `#${id}` && scrollY === 0) document.getElementById(id)?.scrollIntoView();
  }, [id]);
  return null;
}
