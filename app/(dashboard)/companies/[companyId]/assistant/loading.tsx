import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function LoadingAssistant() {
  return (
    <Loading label="Loading the assistant" className="space-y-6">
      <Skeleton className="h-11 w-48" />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <Skeleton className="h-96 w-full" />
        <Skeleton className="h-64 w-full max-lg:hidden" />
      </div>
    </Loading>
  );
}
