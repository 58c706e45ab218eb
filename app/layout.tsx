import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/providers/providers";
import { parseTheme, THEME_COOKIE } from "@/lib/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Travel Buddy", template: "%s · Travel Buddy" },
  description: "Publish the places you love, see who came, and thank them for their stories.",
  applicationName: "Travel Buddy",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf8f3" },
    { media: "(prefers-color-scheme: dark)", color: "#0c1414" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [cookieStore, requestHeaders] = await Promise.all([cookies(), headers()]);
  const theme = parseTheme(cookieStore.get(THEME_COOKIE)?.value);
  return (
    // The theme switch changes the class before the next render of the server.
    <html lang="en" className={theme === "system" ? undefined : theme} suppressHydrationWarning>
      <body>
        <Providers nonce={requestHeaders.get("x-nonce") ?? undefined}>{children}</Providers>
      </body>
    </html>
  );
}
