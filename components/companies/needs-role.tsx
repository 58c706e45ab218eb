import { Lock } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { roleLabel } from "@/components/app-shell/role-label";
import { Button } from "@/components/ui/button";
import type { CompanyRole } from "@/lib/companies/roles";

/** A page one may know of but not use: says which role it takes. */
export function NeedsRole({
  title,
  needs,
  back,
  backLabel,
  children,
}: {
  title: string;
  needs: CompanyRole;
  back: string;
  backLabel: string;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-5 py-16 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-hover text-ink-muted">
        <Lock aria-hidden className="size-6" />
      </span>
      <div className="max-w-md space-y-2">
        <h1 className="display text-3xl">{title}</h1>
        <p className="font-medium">This needs the role {roleLabel(needs)}.</p>
        <p className="text-ink-muted">{children}</p>
      </div>
      <Button asChild variant="secondary">
        <Link href={back}>{backLabel}</Link>
      </Button>
    </div>
  );
}
