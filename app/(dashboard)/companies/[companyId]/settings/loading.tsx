import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function LoadingSettings() {
  return (
    <Loading label="Loading the settings" className="space-y-8">
      <Skeleton className="h-11 w-52" />
      <Card className="max-w-3xl space-y-6 p-6">
        <Skeleton className="h-6 w-28" />
        <Skeleton className="h-10 w-full rounded-md" />
        <Skeleton className="h-10 w-full rounded-md" />
        <Skeleton className="h-28 w-full rounded-md" />
        <Skeleton className="h-10 w-full rounded-md" />
      </Card>
    </Loading>
  );
}
