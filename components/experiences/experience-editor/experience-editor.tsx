"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useState, useTransition } from "react";
import { FilmField } from "@/components/media/film-field";
import { PictureManager } from "@/components/media/picture-manager";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { LockedButton } from "@/components/ui/locked-button";
import { PageHeader } from "@/components/ui/page-header";
import { Sheet } from "@/components/ui/sheet";
import { StatusBadge } from "@/components/ui/status-badge";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast-store";
import { type ActionState, fieldErrors, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { type CompanyRole, roleAtLeast } from "@/lib/companies/roles";
import { saveExperience } from "@/lib/experiences/actions";
import type { ScoreField } from "@/lib/experiences/content-score";
import { publishGaps, scoreOf } from "@/lib/experiences/contents";
import type { ExperienceDetail } from "@/lib/experiences/dashboard-queries";
import { type EditorValues, editorValues, emptyEditor, toInput } from "@/lib/experiences/editor";
import { paths } from "@/lib/paths";
import { suggestSlug } from "@/lib/text/slug";
import { EditorActions } from "./editor-actions";
import { fieldAnchor } from "./field-anchor";
import { PhonePreview } from "./phone-preview";
import { PinFields, pinOf } from "./place-fields";
import { QuestionFields } from "./question-fields";
import { ScorePanel } from "./score-panel";
import { useUnsavedGuard } from "./use-unsaved-guard";

type ExperienceEditorProps = {
  company: { id: string; name: string };
  role: CompanyRole;
  /** How large a film may be. */
  maxFilmBytes: number;
  /** Null: a new one. */
  experience: ExperienceDetail | null;
  /** Blocks, activities and places: read, not edited here. */
  children?: ReactNode;
};

/** Where a gap of the score leads. */
function Anchor({
  field,
  className,
  children,
}: {
  field: ScoreField;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      id={fieldAnchor(field)}
      tabIndex={-1}
      className={cn("scroll-mt-24 outline-none", className)}
    >
      {children}
    </div>
  );
}

/** An experience with all that travellers see of it, its preview and its score beside it. */
export function ExperienceEditor({
  company,
  role,
  maxFilmBytes,
  experience,
  children,
}: ExperienceEditorProps) {
  const router = useRouter();
  const first = useMemo(() => (experience ? editorValues(experience) : emptyEditor), [experience]);
  const [values, setValues] = useState<EditorValues>(first);
  const [saved, setSaved] = useState<EditorValues>(first);
  const [state, setState] = useState<ActionState<{ id: string }>>(idle);
  const [pending, startSaving] = useTransition();
  const [uploadingPictures, setUploadingPictures] = useState(false);
  const [uploadingFilm, setUploadingFilm] = useState(false);
  const uploading = uploadingPictures || uploadingFilm;
  const [slugTouched, setSlugTouched] = useState(first.slug !== "");

  const readOnly = !roleAtLeast(role, "editor");
  const dirty = useMemo(() => JSON.stringify(values) !== JSON.stringify(saved), [values, saved]);
  const guard = useUnsavedGuard(dirty || uploading);

  const texts = { ...values, ...(pinOf(values) ?? { latitude: null, longitude: null }) };
  const score = scoreOf(texts, values.pictures, experience?.blocks ?? [], stopsOf(experience));
  const gaps = publishGaps(texts, values.pictures.length > 0);

  function change(patch: Partial<EditorValues>) {
    setValues((before) => ({ ...before, ...patch }));
    if (state.status !== "idle") setState(idle);
  }

  /** Writes what is in the form; false when it could not. */
  async function save(): Promise<boolean> {
    const sent = values;
    const input = toInput(company.id, experience?.id ?? null, {
      ...sent,
      slug: sent.slug.trim() || (experience ? "" : suggestSlug(sent.name)),
    });
    const result = await callAction(() => saveExperience(idle, input));
    setState(result);
    if (result.status !== "success") return false;
    setSaved(sent);
    if (!experience) {
      guard.release();
      toast.success("Draft created");
      router.replace(paths.experience(company.id, result.data.id));
    }
    return true;
  }

  const errors = (field: string) => fieldErrors(state, field);
  const suggestion = suggestSlug(values.name);

  const aside = (
    <>
      <ScorePanel score={score} gaps={gaps} published={experience?.status === "active"} />
      <PhonePreview values={values} company={company.name} />
    </>
  );

  return (
    <>
      <PageHeader
        eyebrow={
          <Link
            href={paths.experiences(company.id)}
            className="-ml-1 inline-flex items-center gap-1 rounded-xs hover:text-ink"
          >
            <ChevronLeft aria-hidden className="size-3.5" />
            Experiences
          </Link>
        }
        title={experience ? saved.name : "New experience"}
        meta={experience ? <StatusBadge status={experience.status} /> : null}
        description={
          experience
            ? undefined
            : "It begins as a draft that only your team sees. Publish when it is ready."
        }
        actions={
          experience ? (
            <EditorActions
              companyId={company.id}
              role={role}
              experience={{ id: experience.id, name: saved.name, status: experience.status }}
              gaps={gaps}
              busy={pending || uploading}
              saveFirst={dirty ? save : null}
              onGone={guard.release}
            />
          ) : null
        }
      />
      {readOnly ? (
        <p className="mt-5 rounded-lg bg-river-soft px-4 py-3 text-river-ink text-sm">
          You are here as a member: look at everything, change nothing. Changing this experience
          needs an editor of the company.
        </p>
      ) : null}
      <div className="mt-6 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Form
          action={() => startSaving(async () => void (await save()))}
          state={state}
          pending={pending}
          aria-label={experience ? "Edit experience" : "New experience"}
          className="min-w-0 space-y-6"
        >
          <Card>
            <CardHeader title="The essentials" description="What travellers read first." />
            <CardBody className="space-y-5">
              <Anchor field="name">
                <TextField
                  name="name"
                  label="Title"
                  counter={70}
                  recommended={[10, 70]}
                  maxLength={255}
                  autoFocus={!experience}
                  readOnly={readOnly}
                  value={values.name}
                  errors={errors("name")}
                  onChange={(event) => change({ name: event.target.value })}
                />
              </Anchor>
              <Anchor field="short-text">
                <TextArea
                  name="shortText"
                  label="Short text"
                  hint="One or two sentences for cards and search results."
                  optional
                  className="[&_textarea]:min-h-20"
                  counter={160}
                  recommended={[60, 160]}
                  maxLength={2000}
                  readOnly={readOnly}
                  value={values.shortText}
                  errors={errors("shortText")}
                  onChange={(event) => change({ shortText: event.target.value })}
                />
              </Anchor>
              <Anchor field="description">
                <TextArea
                  name="description"
                  label="Description"
                  hint="At least 300 characters tell enough of a story; an empty line begins a paragraph."
                  optional
                  className="[&_textarea]:min-h-56"
                  counter={5000}
                  recommended={[300, 5000]}
                  maxLength={50_000}
                  readOnly={readOnly}
                  value={values.description}
                  errors={errors("description")}
                  onChange={(event) => change({ description: event.target.value })}
                />
              </Anchor>
            </CardBody>
          </Card>

          <Card>
            <CardHeader
              title="Pictures"
              description="A wide cover of 1600 pixels or more, and four further photos."
            />
            <CardBody>
              <Anchor field="cover">
                <Anchor field="gallery">
                  <PictureManager
                    companyId={company.id}
                    experienceId={experience?.id}
                    title={values.name || "experience"}
                    pictures={values.pictures}
                    readOnly={readOnly}
                    onBusyChange={setUploadingPictures}
                    onChange={(update) =>
                      setValues((before) => ({ ...before, pictures: update(before.pictures) }))
                    }
                  />
                </Anchor>
              </Anchor>
            </CardBody>
          </Card>

          <Card>
            <CardHeader title="Film" description="A short one that shows what it is like there." />
            <CardBody>
              <FilmField
                companyId={company.id}
                experienceId={experience?.id}
                title={values.name || "experience"}
                film={values.film}
                poster={values.pictures[0]?.url}
                maxBytes={maxFilmBytes}
                readOnly={readOnly}
                onBusyChange={setUploadingFilm}
                onChange={(film) => change({ film })}
              />
            </CardBody>
          </Card>

          <Card>
            <CardHeader title="Place" description="Where travellers find it." />
            <CardBody className="space-y-5">
              <Anchor field="address">
                <TextField
                  name="address"
                  label="Address"
                  optional
                  maxLength={500}
                  autoComplete="off"
                  readOnly={readOnly}
                  value={values.address}
                  errors={errors("address")}
                  onChange={(event) => change({ address: event.target.value })}
                />
              </Anchor>
              <Anchor field="pin">
                <PinFields values={values} onChange={change} errors={errors} readOnly={readOnly} />
              </Anchor>
            </CardBody>
          </Card>

          <Card>
            <CardHeader
              title="Questions and search"
              description="Questions travellers can tap, and how the experience is found."
            />
            <CardBody className="space-y-6">
              <fieldset className="space-y-2.5">
                <legend className="mb-2.5 font-medium text-sm">Suggested questions</legend>
                <QuestionFields
                  questions={values.questions}
                  onChange={(questions) => change({ questions })}
                  readOnly={readOnly}
                />
              </fieldset>
              <div className="grid gap-5 sm:grid-cols-2">
                <TextField
                  name="keyword"
                  label="Main keyword"
                  optional
                  maxLength={255}
                  autoComplete="off"
                  readOnly={readOnly}
                  value={values.keyword}
                  errors={errors("keyword")}
                  onChange={(event) => change({ keyword: event.target.value })}
                />
                <div className="space-y-1.5">
                  <TextField
                    name="slug"
                    label="Address in links"
                    optional
                    maxLength={255}
                    autoComplete="off"
                    spellCheck={false}
                    readOnly={readOnly}
                    placeholder={suggestion || "cho-ben-thanh"}
                    value={values.slug}
                    errors={errors("slug")}
                    onChange={(event) => {
                      setSlugTouched(true);
                      change({ slug: event.target.value });
                    }}
                  />
                  {!readOnly &&
                  suggestion &&
                  suggestion !== values.slug &&
                  (slugTouched || experience) ? (
                    <button
                      type="button"
                      className="rounded-xs py-1 text-left text-jade-ink text-xs underline decoration-jade/35 underline-offset-4 hover:decoration-current"
                      onClick={() => change({ slug: suggestion })}
                    >
                      Use “{suggestion}”
                    </button>
                  ) : null}
                </div>
              </div>
            </CardBody>
          </Card>

          {children}

          <div
            className={cn(
              "sticky bottom-18 z-20 flex flex-wrap items-center gap-3 rounded-xl border border-line bg-raised px-4 py-3 shadow-md md:bottom-4 md:px-5",
            )}
          >
            <div className="min-w-0 flex-1">
              {state.status === "idle" ? (
                <p className="text-ink-muted text-sm">
                  {readOnly
                    ? "Read only"
                    : uploading
                      ? "Uploading files…"
                      : dirty
                        ? "Unsaved changes"
                        : experience
                          ? "Everything is saved"
                          : "Not saved yet"}
                </p>
              ) : (
                <FormMessage state={state} />
              )}
            </div>
            <Sheet
              title="Preview and score"
              side="bottom"
              trigger={
                <Button variant="ghost" className="lg:hidden">
                  Preview
                </Button>
              }
            >
              <div className="space-y-6">{aside}</div>
            </Sheet>
            {readOnly ? (
              <LockedButton needs="editor">Save changes</LockedButton>
            ) : (
              <>
                {experience && dirty && !pending ? (
                  <Button
                    variant="ghost"
                    onClick={() => {
                      setValues(saved);
                      setState(idle);
                    }}
                  >
                    Discard
                  </Button>
                ) : null}
                <SubmitButton
                  pending={pending}
                  onClick={(event) => {
                    if (!uploading) return;
                    event.preventDefault();
                    toast("A file is still on its way. Save when it has arrived.");
                  }}
                >
                  {experience ? "Save changes" : "Create draft"}
                </SubmitButton>
              </>
            )}
          </div>
        </Form>
        <aside
          aria-label="Score and preview"
          className="hidden space-y-6 lg:sticky lg:top-8 lg:block"
        >
          {aside}
        </aside>
      </div>
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

function stopsOf(experience: ExperienceDetail | null) {
  return [...(experience?.activities ?? []), ...(experience?.locations ?? [])].map(
    ({ description, picture }) => ({ description, photo: picture?.url ?? null }),
  );
}
