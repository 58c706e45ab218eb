import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StoryEditor } from "@/components/stories/story-editor/story-editor";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { uuid } from "@/lib/api/schemas";
import { openStoryEditor } from "@/lib/stories/dashboard";
import { storyValues } from "@/lib/stories/editor";

export const metadata: Metadata = { title: "Story" };

export default async function StoryPage({
  params,
}: PageProps<"/companies/[companyId]/stories/[storyId]">) {
  const { companyId, storyId } = await params;
  const { db, user } = await requireUser();
  await requireCompanyRole(db, companyId);
  const opened = uuid.safeParse(storyId).success
    ? await openStoryEditor(db, user.userId, companyId, storyId)
    : null;
  if (!opened?.story) notFound();
  const { story, places, channels, builtIn } = opened;
  return (
    <StoryEditor
      // Another story is another form.
      key={story.id}
      companyId={companyId}
      story={{ id: story.id, status: story.status }}
      first={storyValues(story, channels)}
      places={places}
      channels={channels}
      builtIn={builtIn}
    />
  );
}
