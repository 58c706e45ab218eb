import type { ReactNode } from "react";
import { QueryProvider } from "@/components/providers/query-provider";
import { requireUser } from "@/lib/accounts/session";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  await requireUser();
  return <QueryProvider>{children}</QueryProvider>;
}
