import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

const four = ["a", "b", "c", "d"];

/** The home page while it loads: greeting, figures, pictures. */
export function HomeSkeleton() {
  return (
    <Loading label="Loading" className="space-y-8">
      <div className="space-y-3">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-11 w-96 max-w-full" />
      </div>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        {four.map((place) => (
          <Card key={place} className="space-y-4 p-5">
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-10 w-16" />
            <Skeleton className="h-4 w-28" />
          </Card>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        {four.map((place) => (
          <Card key={place} className="overflow-hidden">
            <Skeleton className="aspect-4/3 rounded-none" />
            <div className="space-y-2.5 p-3.5">
              <Skeleton className="h-4 w-3/4" />
              <Skeleton className="h-6 w-20 rounded-full" />
            </div>
          </Card>
        ))}
      </div>
    </Loading>
  );
}
