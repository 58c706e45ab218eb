import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

/** Cards to come, in the place the cards will have. */
export function ExperienceCardsSkeleton({ count = 6 }: { count?: number }) {
  return (
    <Loading label="Loading experiences" className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
      {Array.from({ length: count }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cards are all alike
        <Card key={place} className="overflow-hidden">
          <Skeleton className="aspect-4/3 rounded-none" />
          <div className="space-y-3 p-4">
            <Skeleton className="h-6 w-3/4" />
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-9 w-full" />
          </div>
        </Card>
      ))}
    </Loading>
  );
}

/** The whole page while it loads: head, filters, cards. */
export function ExperienceListSkeleton() {
  return (
    <div className="space-y-6">
      <div className="flex items-end justify-between gap-4">
        <h1 className="display text-3xl md:text-4xl">Experiences</h1>
        <Skeleton className="h-11 w-40 rounded-md md:h-10" />
      </div>
      <div className="flex flex-wrap gap-2.5">
        <Skeleton className="h-11 w-full rounded-md sm:w-88 md:h-10" />
        <Skeleton className="h-11 w-36 rounded-md md:h-10" />
        <Skeleton className="h-11 w-48 rounded-md md:h-10" />
      </div>
      <ExperienceCardsSkeleton />
    </div>
  );
}
