/** Security headers of pages. Those of the API stand in lib/api/handler. */

type PolicyOptions = {
  nonce: string;
  supabaseUrl: string;
  /** Where files are sent to. */
  uploadOrigin: string;
  development: boolean;
  /** The page frames others of ours. */
  frames?: boolean;
};

/**
 * The content security policy of one page view. Scripts run by nonce only and may load their own
 * ('strict-dynamic'). Inline `style` attributes have to be allowed: next/image sets one on every
 * picture and radix positions its popovers through them; nonces cannot cover attributes, and they
 * cannot run script. Style elements need the nonce.
 */
export function contentSecurityPolicy({
  nonce,
  supabaseUrl,
  uploadOrigin,
  development,
  frames = false,
}: PolicyOptions): string {
  const supabase = new URL(supabaseUrl).origin;
  return [
    "default-src 'self'",
    // Hot reload evaluates code; a production page never does.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // The dev server adds style elements without a nonce.
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' blob: data: ${supabase}`,
    `media-src 'self' blob: ${supabase}`,
    "font-src 'self'",
    `connect-src 'self' ${supabase} ${uploadOrigin}${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-src ${frames ? "'self'" : "'none'"}`,
    "frame-ancestors 'none'",
  ].join("; ");
}

export function pageHeaders(appUrl: string): [string, string][] {
  const headers: [string, string][] = [
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", "strict-origin-when-cross-origin"],
    [
      "permissions-policy",
      "camera=(), microphone=(), geolocation=(), payment=(), browsing-topics=()",
    ],
    ["x-frame-options", "DENY"],
    ["cross-origin-opener-policy", "same-origin"],
  ];
  if (appUrl.startsWith("https:")) {
    headers.push(["strict-transport-security", "max-age=63072000; includeSubDomains"]);
  }
  return headers;
}
