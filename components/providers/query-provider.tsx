"use client";

import { isServer, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";

function makeClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server has just sent is not fetched again by the browser at once.
        staleTime: 30_000,
        retry: 1,
      },
    },
  });
}

let browserClient: QueryClient | undefined;

/** A client per request on the server, one for as long as the tab lives in the browser. */
function getClient() {
  if (isServer) return makeClient();
  browserClient ??= makeClient();
  return browserClient;
}

export function QueryProvider({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={getClient()}>{children}</QueryClientProvider>;
}
