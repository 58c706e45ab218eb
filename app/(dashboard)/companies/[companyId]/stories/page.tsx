import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { OwnStories } from "@/components/stories/own-stories";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireCompanyRole, requireUser } from "@/lib/accounts/session";
import { getCompanyProfile } from "@/lib/companies/queries";
import { readerLocale } from "@/lib/format/locale";
import { paths } from "@/lib/paths";
import { listOwnStories } from "@/lib/stories/dashboard";

export const metadata: Metadata = { title: "Stories" };

export default async function StoriesPage({ params }: PageProps<"/companies/[companyId]/stories">) {
  const { companyId } = await params;
  const { db, user } = await requireUser();
  await requireCompanyRole(db, companyId);
  const [stories, company, locale] = await Promise.all([
    listOwnStories(db, user.userId, companyId),
    getCompanyProfile(db, companyId),
    readerLocale(),
  ]);
  const write = (
    <Button asChild>
      <Link href={paths.newStory(companyId)}>
        <Plus aria-hidden />
        New story
      </Link>
    </Button>
  );
  return (
    <div className="space-y-6">
      <PageHeader
        title="Stories"
        description="What you write about your experiences. Drafts are seen by you alone."
        actions={stories.length ? write : null}
      />
      {stories.length ? (
        <OwnStories
          companyId={companyId}
          stories={stories}
          locale={locale}
          timeZone={company?.time_zone ?? "UTC"}
        />
      ) : (
        <EmptyState title="No stories of yours yet" scene="lanterns" action={write}>
          A few notes are enough: the assistant makes a draft of them, in the voice of your channel.
        </EmptyState>
      )}
    </div>
  );
}
