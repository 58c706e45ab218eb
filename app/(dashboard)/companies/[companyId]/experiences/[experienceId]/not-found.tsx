import { PageNotFound } from "@/components/companies/page-not-found";

export default function ExperienceNotFound() {
  return <PageNotFound />;
}
