import { EditorSkeleton } from "@/components/experiences/experience-editor/editor-skeleton";

export default function LoadingStory() {
  return <EditorSkeleton />;
}
