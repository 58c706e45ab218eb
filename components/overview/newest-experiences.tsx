import Link from "next/link";
import { Card } from "@/components/ui/card";
import { SectionHeader } from "@/components/ui/page-header";
import { Picture } from "@/components/ui/picture";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import type { ListedExperience } from "@/lib/experiences/experience-queries";
import { paths } from "@/lib/paths";

/** The latest experiences, pictures first. */
export function NewestExperiences({
  companyId,
  experiences,
}: {
  companyId: string;
  experiences: readonly ListedExperience[];
}) {
  return (
    <section aria-labelledby="newest" className="space-y-4">
      <SectionHeader
        id="newest"
        title="Newest experiences"
        actions={
          <TextLink href={paths.experiences(companyId)} className="text-sm">
            All experiences
          </TextLink>
        }
      />
      <ul className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        {experiences.map((one, index) => (
          <li key={one.id} className="min-w-0">
            <Card className="group relative h-full overflow-hidden transition-[border-color,box-shadow] hover:border-line-strong hover:shadow-md">
              <Picture
                src={one.cover}
                blur={one.coverBlur}
                alt=""
                ratio="4/3"
                sizes="(min-width: 1024px) 280px, 50vw"
                seed={one.id}
                priority={index < 2}
              />
              <div className="space-y-2 p-3.5">
                <h3 className="font-semibold text-sm leading-snug">
                  <Link
                    href={paths.experience(companyId, one.id)}
                    className="line-clamp-2 rounded-xs after:absolute after:inset-0 after:content-['']"
                  >
                    {one.name}
                  </Link>
                </h3>
                <StatusBadge status={one.status} />
              </div>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}
