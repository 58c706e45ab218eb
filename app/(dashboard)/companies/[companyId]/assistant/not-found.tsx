import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";

export default function NoSuchConversation() {
  return (
    <EmptyState
      title="This conversation is not here"
      action={
        <Button asChild>
          <Link href={paths.companies()}>Choose a company</Link>
        </Button>
      }
    >
      It was deleted, or it is somebody else’s. Conversations are one’s own.
    </EmptyState>
  );
}
