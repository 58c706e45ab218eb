import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

const rows = ["a", "b", "c", "d", "e"];

export default function LoadingTeam() {
  return (
    <Loading label="Loading the team" className="space-y-6">
      <Skeleton className="h-11 w-40" />
      <Skeleton className="h-11 w-full" />
      <Card className="divide-y divide-line">
        {rows.map((row) => (
          <div key={row} className="flex items-center gap-4 px-5 py-3.5">
            <Skeleton className="size-10 rounded-full" />
            <div className="flex-1 space-y-2">
              <Skeleton className="h-4 w-40" />
              <Skeleton className="h-3.5 w-56 max-w-full" />
            </div>
          </div>
        ))}
      </Card>
    </Loading>
  );
}
