import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { roleLabel } from "@/components/app-shell/role-label";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { CompanyRole } from "@/lib/companies/roles";
import { paths } from "@/lib/paths";

/** A company one may open, with what one is there. */
export function CompanyCard({
  id,
  name,
  slogan,
  logoUrl,
  role,
  isOwner,
}: {
  id: string;
  name: string;
  slogan: string | null;
  logoUrl: string | null;
  role: CompanyRole;
  isOwner: boolean;
}) {
  return (
    <Card className="group relative flex h-full items-center gap-4 p-5 transition-[border-color,box-shadow] hover:border-line-strong hover:shadow-md">
      <Avatar name={name} src={logoUrl} shape="company" size="lg" />
      <div className="min-w-0 flex-1 space-y-1">
        <h2 className="font-semibold text-lg leading-snug">
          <Link
            href={paths.company(id)}
            className="line-clamp-2 rounded-xs after:absolute after:inset-0 after:rounded-xl after:content-['']"
          >
            {name}
          </Link>
        </h2>
        {slogan ? <p className="truncate text-ink-muted text-sm">{slogan}</p> : null}
        <p className="flex gap-1.5 pt-0.5">
          <Badge tone={role === "admin" ? "jade" : "neutral"}>{roleLabel(role)}</Badge>
          {isOwner ? <Badge tone="lantern">Owner</Badge> : null}
        </p>
      </div>
      <ArrowRight
        aria-hidden
        className="size-5 shrink-0 text-ink-subtle transition-transform group-hover:translate-x-0.5"
      />
    </Card>
  );
}
