import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { StoryEditor } from "@/components/stories/story-editor/story-editor";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { paths } from "@/lib/paths";
import { openStoryEditor } from "@/lib/stories/dashboard";
import { storyValues } from "@/lib/stories/editor";

export const metadata: Metadata = { title: "New story" };

export default async function NewStoryPage({
  params,
}: PageProps<"/companies/[companyId]/stories/new">) {
  const { companyId } = await params;
  const { db, user } = await requireUser();
  await requireCompanyRole(db, companyId);
  const opened = await openStoryEditor(db, user.userId, companyId, null);
  if (!opened) notFound();
  const { places, channels, builtIn } = opened;
  if (!places.length) {
    return (
      <EmptyState
        title="There is nothing to write about yet"
        scene="lanterns"
        action={
          <Button asChild>
            <Link href={paths.experiences(companyId)}>See the experiences</Link>
          </Button>
        }
      >
        A story tells of an experience of the company. It has none so far.
      </EmptyState>
    );
  }
  return (
    <StoryEditor
      companyId={companyId}
      story={null}
      first={storyValues(null, channels)}
      places={places}
      channels={channels}
      builtIn={builtIn}
    />
  );
}
