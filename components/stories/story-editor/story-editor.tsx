"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useState, useTransition } from "react";
import { DraftBar } from "@/components/drafts/draft-bar";
import { useDraft } from "@/components/drafts/use-draft";
import { useUnsavedGuard } from "@/components/experiences/experience-editor/use-unsaved-guard";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { StatusBadge } from "@/components/ui/status-badge";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast-store";
import { draftLimits, type StoryDraft } from "@/lib/ai/story-rules";
import { type ActionState, fieldErrors, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { paths } from "@/lib/paths";
import { saveStory, setStoryStatus } from "@/lib/stories/actions";
import {
  columnOf,
  type StoryChannel,
  type StoryPlace,
  type StoryValues,
  toStoryInput,
  withDraft,
} from "@/lib/stories/editor";

type StoryEditorProps = {
  companyId: string;
  /** Null: a new one. */
  story: { id: string; status: "DRAFT" | "PUBLISHED" | "ARCHIVED" } | null;
  first: StoryValues;
  places: StoryPlace[];
  channels: StoryChannel[];
  builtIn: boolean;
};

const GENERATE = "/api/v1/story/generate";
const REGENERATE = "/api/v1/story/regenerate";

const lengths = [
  { value: "60", label: "Short, about 60 words" },
  { value: "120", label: "Medium, about 120 words" },
  { value: "250", label: "Long, about 250 words" },
];

/** One's own story: notes first, a draft from them, then whatever one makes of it. */
export function StoryEditor(props: StoryEditorProps) {
  const { companyId, story, first, places, channels, builtIn } = props;
  const router = useRouter();
  const [values, setValues] = useState(first);
  const [saved, setSaved] = useState(first);
  const [length, setLength] = useState("120");
  const [state, setState] = useState<ActionState<{ id: string }>>(idle);
  const [pending, startSaving] = useTransition();
  const dirty = useMemo(() => JSON.stringify(values) !== JSON.stringify(saved), [values, saved]);
  const guard = useUnsavedGuard(dirty);
  const draft = useDraft<StoryDraft, StoryValues>({
    values,
    merge: withDraft,
    onValues: setValues,
  });
  const writing = draft.phase === "writing";
  const place = places.find(({ id }) => id === values.experienceId);
  const channel = channels.find(({ id }) => id === values.channelId);
  const published = story?.status === "PUBLISHED";

  function change(patch: Partial<StoryValues>) {
    setValues((before) => ({ ...before, ...patch }));
    if (state.status !== "idle") setState(idle);
  }

  function write(wish: string) {
    const shared = {
      media_urls: place?.pictures ?? [],
      channel_type: channel?.type ?? "travel_buddy",
      story_length: Number(length),
      ...(values.brandVoice.trim() ? { brand_voice: values.brandVoice.trim() } : {}),
    };
    const notes = values.notes.trim();
    void draft.write(
      wish ? REGENERATE : GENERATE,
      wish
        ? {
            ...shared,
            destination: place?.name ?? "",
            notes: `${notes}\n\nThe draft so far:\n${values.content}\n\nWhat should be different: ${wish}`,
          }
        : { ...shared, experience: place?.name ?? "", notes },
    );
  }

  /** The story's id; null when it could not be saved. */
  async function save(): Promise<string | null> {
    const sent = values;
    const result = await callAction(() =>
      saveStory(idle, toStoryInput(companyId, story?.id ?? null, sent)),
    );
    setState(result);
    if (result.status !== "success") return null;
    setSaved(sent);
    draft.keep();
    return result.data.id;
  }

  async function saveAndStay() {
    const id = await save();
    if (!id || story) return;
    guard.release();
    toast.success("Draft created");
    router.replace(paths.story(companyId, id));
  }

  async function publish() {
    const id = dirty || !story ? await save() : story.id;
    if (!id) return;
    const result = await callAction(() =>
      setStoryStatus(idle, { companyId, id, status: "PUBLISHED" }),
    );
    if (result.status !== "success") {
      toast.error(result.message ?? "Please try again.");
      if (story) return;
    } else toast.success("The story is published");
    guard.release();
    router.replace(paths.story(companyId, id));
  }

  const errors = (field: keyof StoryValues) => fieldErrors(state, columnOf[field]);
  const text = (field: keyof StoryValues) => ({
    name: columnOf[field],
    value: values[field],
    errors: errors(field),
    readOnly: writing,
    onChange: (event: { target: { value: string } }) => change({ [field]: event.target.value }),
  });

  return (
    <>
      <PageHeader
        eyebrow={
          <Link
            href={paths.stories(companyId)}
            className="-ml-1 inline-flex items-center gap-1 rounded-xs hover:text-ink"
          >
            <ChevronLeft aria-hidden className="size-3.5" />
            Stories
          </Link>
        }
        title={story ? saved.titleTag || place?.name || "Story" : "New story"}
        meta={story ? <StatusBadge status={published ? "active" : "inactive"} /> : null}
        description={
          story
            ? undefined
            : "Write down what happened; the assistant makes a draft of it, and you have the last word."
        }
      />
      <Form
        action={() => startSaving(saveAndStay)}
        state={state}
        pending={pending}
        aria-label={story ? "Edit story" : "New story"}
        className="mt-6 max-w-3xl space-y-6"
      >
        <Card>
          <CardHeader title="What it is about" description="A draft keeps to your notes." />
          <CardBody className="space-y-5">
            <Select
              name="experience_id"
              label="Experience"
              placeholder="Choose an experience"
              options={places.map(({ id, name }) => ({ value: id, label: name }))}
              // A story keeps what it tells of.
              disabled={Boolean(story) || writing}
              value={values.experienceId}
              errors={errors("experienceId")}
              onChange={(event) => change({ experienceId: event.target.value })}
            />
            <TextArea
              label="Notes"
              hint="What happened, what you saw, what surprised you."
              optional
              maxLength={20_000}
              className="[&_textarea]:min-h-32"
              {...text("notes")}
            />
            <div className="grid gap-5 sm:grid-cols-2">
              <Select
                name="channel_id"
                label="Channel"
                options={
                  channels.length
                    ? channels.map(({ id, name }) => ({ value: id, label: name }))
                    : [{ value: "", label: "Travel Buddy" }]
                }
                disabled={writing}
                value={values.channelId}
                errors={errors("channelId")}
                onChange={(event) => {
                  const next = channels.find(({ id }) => id === event.target.value);
                  change({ channelId: event.target.value, brandVoice: next?.brandVoice ?? "" });
                }}
              />
              <Select
                name="length"
                label="Length of the draft"
                options={lengths}
                disabled={writing}
                value={length}
                onChange={(event) => setLength(event.target.value)}
              />
            </div>
            <TextArea
              label="Voice of the channel"
              hint="How it sounds: “warm, short sentences, no superlatives”. Kept with the channel."
              optional
              maxLength={2000}
              rows={2}
              className="[&_textarea]:min-h-16"
              {...text("brandVoice")}
            />
          </CardBody>
        </Card>

        <Card>
          <CardHeader title="The story" />
          <CardBody className="space-y-5">
            <DraftBar
              draft={draft}
              label="Draft the story"
              missing={
                !values.experienceId
                  ? "Choose an experience first."
                  : values.notes.trim()
                    ? null
                    : "Write a few notes first."
              }
              builtIn={builtIn}
              onWrite={write}
            />
            <TextArea
              label="Text"
              optional
              maxLength={100_000}
              className="[&_textarea]:min-h-56"
              {...text("content")}
            />
            <TextField
              label="Hashtags"
              hint={`Up to ${draftLimits.hashtags} are usual, with spaces between them.`}
              optional
              autoComplete="off"
              {...text("hashtags")}
            />
          </CardBody>
        </Card>

        <Card>
          <CardHeader title="Search" description="How search engines and shared links show it." />
          <CardBody className="space-y-5">
            <TextField
              label="Title"
              optional
              counter={draftLimits.title}
              maxLength={60}
              {...text("titleTag")}
            />
            <TextArea
              label="Excerpt"
              optional
              counter={draftLimits.excerpt}
              maxLength={5000}
              rows={2}
              className="[&_textarea]:min-h-16"
              {...text("excerpt")}
            />
            <TextArea
              label="Description"
              optional
              counter={draftLimits.meta}
              maxLength={160}
              rows={2}
              className="[&_textarea]:min-h-16"
              {...text("metaDescription")}
            />
            <div className="grid gap-5 sm:grid-cols-2">
              <TextField
                label="Address in links"
                optional
                autoComplete="off"
                spellCheck={false}
                maxLength={500}
                {...text("slug")}
              />
              <TextField
                label="Keyword"
                optional
                autoComplete="off"
                maxLength={500}
                {...text("keyword")}
              />
            </div>
          </CardBody>
        </Card>

        <div className="sticky bottom-18 z-20 flex flex-wrap items-center gap-3 rounded-xl border border-line bg-raised px-4 py-3 shadow-md md:bottom-4 md:px-5">
          <div className="min-w-0 flex-1">
            {state.status === "idle" ? (
              <p className="text-ink-muted text-sm">
                {writing
                  ? "The draft is being written"
                  : dirty
                    ? "Unsaved changes"
                    : story
                      ? "Everything is saved"
                      : "Not saved yet"}
              </p>
            ) : (
              <FormMessage state={state} />
            )}
          </div>
          {writing ? null : (
            <SubmitButton variant={published ? "primary" : "secondary"} pending={pending}>
              {story ? "Save changes" : "Save draft"}
            </SubmitButton>
          )}
          {published || writing ? null : (
            <Button
              disabled={pending || values.content.trim().length < 10}
              onClick={() => startSaving(publish)}
            >
              Publish
            </Button>
          )}
        </div>
      </Form>
      <AlertDialog
        title="Leave without saving?"
        description="What you changed here would be lost."
        open={guard.asking}
        onOpenChange={(open) => {
          if (!open) guard.stay();
        }}
        cancelLabel="Keep editing"
        confirmLabel="Leave"
        danger
        onConfirm={guard.leave}
      />
    </>
  );
}
