import { Card } from "@/components/ui/card";
import { Loading, Skeleton, SkeletonText } from "@/components/ui/skeleton";

/** The editor while it loads: head, form, preview. */
export function EditorSkeleton() {
  return (
    <Loading label="Loading the experience">
      <div className="space-y-2.5">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-11 w-80 max-w-full" />
      </div>
      <div className="mt-6 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-6">
          <Card className="space-y-6 p-6">
            <Skeleton className="h-6 w-40" />
            <Skeleton className="h-10 w-full rounded-md" />
            <Skeleton className="h-24 w-full rounded-md" />
            <SkeletonText lines={6} />
          </Card>
          <Card className="space-y-6 p-6">
            <Skeleton className="h-6 w-32" />
            <Skeleton className="aspect-video w-full rounded-lg" />
          </Card>
        </div>
        <div className="hidden space-y-6 lg:block">
          <Card className="space-y-4 p-5">
            <Skeleton className="size-13 rounded-full" />
            <SkeletonText lines={5} />
          </Card>
        </div>
      </div>
    </Loading>
  );
}
