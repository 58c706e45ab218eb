import { ExperienceListSkeleton } from "@/components/experiences/experience-list/experience-list-skeleton";

export default function LoadingExperiences() {
  return <ExperienceListSkeleton />;
}
