import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

const rows = ["a", "b", "c", "d"];

/** A page of companies while it loads; the frame comes with the page. */
export function ListPageSkeleton({ label }: { label: string }) {
  return (
    <Loading label={label} className="mx-auto w-full max-w-300 space-y-8 px-4 pt-8 md:px-8">
      <Skeleton className="h-11 w-72 max-w-full" />
      <div className="grid gap-4 sm:grid-cols-2">
        {rows.map((row) => (
          <Card key={row} className="flex items-center gap-4 p-5">
            <Skeleton className="size-14" />
            <div className="flex-1 space-y-2.5">
              <Skeleton className="h-5 w-2/3" />
              <Skeleton className="h-4 w-1/2" />
            </div>
          </Card>
        ))}
      </div>
    </Loading>
  );
}
