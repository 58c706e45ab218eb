"use client";

import { MapPin, MessageCircleQuestion } from "lucide-react";
import { Picture } from "@/components/ui/picture";
import type { EditorValues } from "@/lib/experiences/editor";

/** What travellers will see on their phones, while it is being written. */
export function PhonePreview({ values, company }: { values: EditorValues; company: string }) {
  const [cover, ...photos] = values.pictures;
  return (
    <section
      aria-label="Preview on a phone"
      className="mx-auto w-full max-w-76 rounded-[2.25rem] border border-line bg-ink p-2 shadow-md dark:bg-sunken"
    >
      <div className="scrollbar-quiet h-136 overflow-y-auto overflow-x-hidden rounded-[1.8rem] bg-surface">
        <div className="relative">
          <Picture
            src={cover?.url}
            blur={cover?.blur_data_url}
            alt={cover?.alt ?? ""}
            ratio="4/3"
            sizes="304px"
            seed={values.name || "new"}
          />
        </div>
        <div className="space-y-4 px-5 pt-5 pb-8">
          <div className="space-y-1.5">
            <p className="eyebrow truncate">{company}</p>
            <p className="display text-2xl text-balance">
              {values.name.trim() || <Ghost>Title of the experience</Ghost>}
            </p>
            {values.address.trim() ? (
              <p className="flex gap-1.5 text-ink-muted text-xs">
                <MapPin aria-hidden className="mt-px size-3.5 shrink-0" />
                <span className="line-clamp-2">{values.address}</span>
              </p>
            ) : null}
          </div>
          <p className="font-medium text-sm leading-6">
            {values.shortText.trim() || <Ghost>The short text makes people curious.</Ghost>}
          </p>
          {photos.length > 0 ? (
            <div className="-mx-5 flex gap-2 overflow-hidden px-5">
              {photos.slice(0, 3).map((photo) => (
                <Picture
                  key={photo.id ?? photo.url}
                  src={photo.url}
                  blur={photo.blur_data_url}
                  alt=""
                  ratio="1/1"
                  sizes="88px"
                  seed={photo.url}
                  className="w-22 shrink-0 rounded-md"
                />
              ))}
            </div>
          ) : null}
          <div className="space-y-3 whitespace-pre-line text-ink-muted text-sm leading-6">
            {values.description.trim() || <Ghost>The description tells the whole story.</Ghost>}
          </div>
          {values.questions.some((question) => question.trim()) ? (
            <ul className="space-y-2">
              {values.questions
                .filter((question) => question.trim())
                .slice(0, 4)
                .map((question) => (
                  <li
                    key={question}
                    className="flex gap-2 rounded-md bg-jade-soft px-3 py-2 text-jade-ink text-xs"
                  >
                    <MessageCircleQuestion aria-hidden className="size-4 shrink-0" />
                    {question}
                  </li>
                ))}
            </ul>
          ) : null}
        </div>
      </div>
    </section>
  );
}

function Ghost({ children }: { children: string }) {
  return <span className="text-ink-subtle italic">{children}</span>;
}
