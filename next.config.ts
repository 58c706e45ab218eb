import type { NextConfig } from "next";

/**
 * Where pictures may come from: the Storage of the Supabase that this process is configured for.
 * Read when the server starts, so one build serves any project; while building it may be absent.
 */
function storage() {
  const address = process.env.NEXT_PUBLIC_SUPABASE_URL;
  return address ? new URL(address) : undefined;
}

const supabase = storage();
const local = supabase !== undefined && ["127.0.0.1", "localhost"].includes(supabase.hostname);

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  // Installed clients send tokens in the address, providers a code; `next dev` would write them to the terminal.
  logging: { incomingRequests: { ignore: [/^\/api\/(v1\/)?auth\//, /^\/auth\/callback/] } },
  images: {
    remotePatterns: supabase
      ? [
          {
            protocol: supabase.protocol === "https:" ? "https" : "http",
            hostname: supabase.hostname,
            port: supabase.port,
            pathname: "/storage/v1/object/**",
          },
        ]
      : [],
    // What a browser takes: the smallest first.
    formats: ["image/avif", "image/webp"],
    // Only the embedded backend and `supabase start` live on this machine.
    dangerouslyAllowLocalIP: local,
  },
  experimental: {
    // `use cache` for public, anonymous reads. The whole of `cacheComponents` would prerender
    // static shells of pages, which cannot carry the per-request nonce of our CSP.
    useCache: true,
  },
};

export default config;
