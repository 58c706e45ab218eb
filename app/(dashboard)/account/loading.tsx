import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

const cards = ["profile", "address", "password"];

/** The frame comes with the page. */
export default function LoadingAccount() {
  return (
    <Loading
      label="Loading your account"
      className="mx-auto w-full max-w-300 space-y-8 px-4 pt-8 md:px-8"
    >
      <Skeleton className="h-11 w-72 max-w-full" />
      {cards.map((card) => (
        <Card key={card} className="max-w-3xl space-y-5 p-6">
          <Skeleton className="h-6 w-32" />
          <Skeleton className="h-10 w-full rounded-md" />
          <Skeleton className="h-10 w-full rounded-md" />
        </Card>
      ))}
    </Loading>
  );
}
