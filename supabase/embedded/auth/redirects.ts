import type { AuthContext, AuthService } from "./service.ts";

/**
 * Where a mailed link may lead: the address the caller asked for when the allow-list has it, else
 * the page the request came from when that is on the list, else the site itself.
 */
export function redirectTarget(c: AuthContext, auth: AuthService, asked?: string | null): string {
  const wanted = [
    asked,
    c.req.query("redirect_to"),
    c.req.header("redirect_to"),
    c.req.header("referer"),
  ];
  return wanted.find((url) => url && isAllowed(url, auth.config.auth)) ?? auth.config.auth.site_url;
}

type AllowList = { site_url: string; additional_redirect_urls: string[] };

/** True for the site's own host and for what a pattern of `additional_redirect_urls` matches. */
export function isAllowed(url: string, list: AllowList): boolean {
  const parsed = URL.parse(url);
  if (!parsed) return false;
  const site = URL.parse(list.site_url);
  const isWeb = parsed.protocol === "http:" || parsed.protocol === "https:";
  if (site && isWeb && parsed.hostname === site.hostname && !parsed.username) return true;
  // A script or data address would run in the page that follows it; no pattern may admit one.
  if (UNSAFE.includes(parsed.protocol)) return false;
  // Such an address has one host for a pattern and another for a browser.
  if (/[\\\s]/.test(url) || parsed.username || parsed.password) return false;
  const [address = ""] = url.split("#");
  return list.additional_redirect_urls.some((glob) => globToRegExp(glob).test(address));
}

const UNSAFE = ["javascript:", "data:", "vbscript:", "blob:", "file:"];

const ESCAPED = /[.+^$()|\\/]/;

/**
 * Upstream's globs, separated by "." and "/": `*` and `?` stop at a separator, `**` does not;
 * `[a-z]`, `[!a-z]` and `{one,two}`; a backslash takes the next character literally.
 */
export function globToRegExp(glob: string): RegExp {
  let source = "";
  let depth = 0;
  for (let at = 0; at < glob.length; at++) {
    const character = glob.charAt(at);
    if (character === "*") {
      const deep = glob.charAt(at + 1) === "*";
      if (deep) at++;
      source += deep ? ".*" : "[^./]*";
    } else if (character === "?") {
      source += "[^./]";
    } else if (character === "[" && glob.indexOf("]", at) > at) {
      const end = glob.indexOf("]", at);
      const set = glob
        .slice(at + 1, end)
        .replace(/^!/, "^")
        .replaceAll("\\", "\\\\");
      source += `[${set}]`;
      at = end;
    } else if (character === "{") {
      depth++;
      source += "(?:";
    } else if (character === "}" && depth > 0) {
      depth--;
      source += ")";
    } else if (character === "," && depth > 0) {
      source += "|";
    } else if (character === "\\" && at + 1 < glob.length) {
      at++;
      source += `\\u{${glob.charCodeAt(at).toString(16)}}`;
    } else {
      source +=
        ESCAPED.test(character) || "[]{}".includes(character) ? `\\${character}` : character;
    }
  }
  return new RegExp(`^${source}${")".repeat(depth)}$`, "su");
}

/** Adds parameters to the query or fragment of an address, keeping what is there. */
export function withParams(
  url: string,
  params: Record<string, string>,
  place: "query" | "fragment" | "both",
): string {
  const target = new URL(url);
  if (place !== "fragment") {
    for (const [name, value] of Object.entries(params)) target.searchParams.set(name, value);
  }
  if (place !== "query") target.hash = new URLSearchParams(params).toString();
  return target.toString();
}
