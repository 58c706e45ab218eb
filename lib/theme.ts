/**
 * Light or dark. The choice lives in a cookie so that the server renders the right class and no
 * page flashes; "system" means no class, and the style sheet follows `prefers-color-scheme`.
 */

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const THEME_COOKIE = "theme";

/** Anything but the two explicit choices is "system". */
export function parseTheme(value: string | null | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
