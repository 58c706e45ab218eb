import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function LoadingQuestions() {
  return (
    <Loading label="Loading the questions" className="space-y-6">
      <Skeleton className="h-11 w-48" />
      <Skeleton className="h-32 w-full max-w-sm" />
      <Skeleton className="h-64 w-full max-w-3xl" />
    </Loading>
  );
}
