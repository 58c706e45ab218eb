import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function LoadingStories() {
  return (
    <Loading label="Loading stories" className="space-y-6">
      <Skeleton className="h-11 w-48" />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        <Skeleton className="h-72 w-full" />
        <Skeleton className="h-72 w-full max-sm:hidden" />
        <Skeleton className="h-72 w-full max-xl:hidden" />
      </div>
    </Loading>
  );
}
