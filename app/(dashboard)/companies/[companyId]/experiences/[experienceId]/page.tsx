import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ExperienceEditor } from "@/components/experiences/experience-editor/experience-editor";
import { PartsSection } from "@/components/experiences/experience-editor/parts-section";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { uuid } from "@/lib/api/schemas";
import { openCompany } from "@/lib/companies/shell";
import { getExperienceDetail } from "@/lib/experiences/dashboard-queries";
import { uploadLimits } from "@/lib/uploads/limits";

type Props = PageProps<"/companies/[companyId]/experiences/[experienceId]">;

const load = cache(async (companyId: string, experienceId: string) => {
  const { db } = await requireUser();
  const role = await requireCompanyRole(db, companyId);
  const experience = uuid.safeParse(experienceId).success
    ? await getExperienceDetail(db, companyId, experienceId)
    : null;
  return { role, experience };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { companyId, experienceId } = await params;
  const { experience } = await load(companyId, experienceId);
  return { title: experience?.name ?? "Not found" };
}

export default async function ExperiencePage({ params }: Props) {
  const { companyId, experienceId } = await params;
  const [{ role, experience }, company] = await Promise.all([
    load(companyId, experienceId),
    openCompany(companyId),
  ]);
  if (!experience || !company) notFound();
  return (
    <ExperienceEditor
      // Another experience is another form; without the key its fields would keep their text.
      key={experience.id}
      company={{ id: company.id, name: company.name }}
      role={role}
      maxFilmBytes={uploadLimits().videoBytes}
      experience={experience}
    >
      <PartsSection
        blocks={experience.blocks}
        activities={experience.activities}
        locations={experience.locations}
      />
    </ExperienceEditor>
  );
}
