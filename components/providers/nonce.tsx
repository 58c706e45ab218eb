"use client";

import { setNonce } from "get-nonce";
import type { ReactNode } from "react";

/**
 * Hands the page's CSP nonce to what writes <style> elements while it runs: the scroll lock behind
 * dialogs and menus. Set during render, since a dialog open at first paint locks in its effects.
 */
export function NonceProvider({
  nonce,
  children,
}: {
  nonce: string | undefined;
  children: ReactNode;
}) {
  if (nonce && typeof window !== "undefined") setNonce(nonce);
  return children;
}
