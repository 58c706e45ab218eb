"use client";

import { useEffect } from "react";
import { LAST_COMPANY_COOKIE } from "@/lib/companies/last-company";

/** Notes in the browser which company is open. The server only ever uses it to choose among one's own. */
export function RememberCompany({ companyId }: { companyId: string }) {
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and Firefox
    document.cookie = `${LAST_COMPANY_COOKIE}=${companyId}; Path=/; Max-Age=31536000; SameSite=Lax`;
  }, [companyId]);
  return null;
}
