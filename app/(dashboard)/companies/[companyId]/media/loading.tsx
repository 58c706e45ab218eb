import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

const files = ["a", "b", "c", "d", "e", "f", "g", "h"];

export default function LoadingMedia() {
  return (
    <Loading label="Loading the media" className="space-y-6">
      <Skeleton className="h-11 w-40" />
      <Skeleton className="h-11 w-full" />
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
        {files.map((file) => (
          <Card key={file} className="overflow-hidden">
            <Skeleton className="aspect-4/3 rounded-none" />
            <div className="space-y-2 p-4">
              <Skeleton className="h-4 w-28" />
              <Skeleton className="h-3.5 w-40 max-w-full" />
            </div>
          </Card>
        ))}
      </div>
    </Loading>
  );
}
