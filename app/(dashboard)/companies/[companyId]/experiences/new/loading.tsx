import { EditorSkeleton } from "@/components/experiences/experience-editor/editor-skeleton";

export default function LoadingNewExperience() {
  return <EditorSkeleton />;
}
