import type { Metadata } from "next";
import { NeedsRole } from "@/components/companies/needs-role";
import { ExperienceEditor } from "@/components/experiences/experience-editor/experience-editor";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { roleAtLeast } from "@/lib/companies/roles";
import { openCompany } from "@/lib/companies/shell";
import { paths } from "@/lib/paths";
import { uploadLimits } from "@/lib/uploads/limits";

export const metadata: Metadata = { title: "New experience" };

export default async function NewExperiencePage({
  params,
}: PageProps<"/companies/[companyId]/experiences/new">) {
  const { companyId } = await params;
  const { db } = await requireUser();
  const role = await requireCompanyRole(db, companyId);
  const company = await openCompany(companyId);
  if (!roleAtLeast(role, "editor") || !company) {
    return (
      <NeedsRole
        title="New experience"
        needs="editor"
        back={paths.experiences(companyId)}
        backLabel="Back to the experiences"
      >
        You are a member of this company. Its editors and admins create experiences.
      </NeedsRole>
    );
  }
  return (
    <ExperienceEditor
      company={{ id: company.id, name: company.name }}
      role={role}
      maxFilmBytes={uploadLimits().videoBytes}
      experience={null}
    />
  );
}
