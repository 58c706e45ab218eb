"use client";

import { useRouter } from "next/navigation";
import { useId, useState, useTransition } from "react";
import { DropZone } from "@/components/media/drop-zone";
import { Refusals } from "@/components/media/refusals";
import { UploadTile } from "@/components/media/upload-tile";
import { useUploads } from "@/components/media/use-uploads";
import { MAX_PHOTOS } from "@/lib/media/limits";

/** Brings pictures into the library that nothing shows yet. */
export function AddMedia({ companyId }: { companyId: string }) {
  const problemsId = useId();
  const router = useRouter();
  const [said, setSaid] = useState("");
  const [, refresh] = useTransition();
  const { uploads, refusals, add, controls } = useUploads({
    target: { purpose: "gallery", companyId, title: "library" },
    onStored: () => {
      setSaid("Picture uploaded. It has no description yet.");
      refresh(() => router.refresh());
    },
  });
  return (
    <div className="space-y-4">
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
      <DropZone
        multiple
        purpose="gallery"
        label="Add pictures"
        hint="Drop or paste them here, or choose files. JPEG, PNG or WebP, up to 4.5 MB each."
        describedBy={refusals.length ? problemsId : undefined}
        onFiles={(files) => add(files, { room: MAX_PHOTOS - uploads.length })}
      />
      <Refusals id={problemsId} refusals={refusals} />
      {uploads.length ? (
        <ul
          aria-label="Uploads"
          className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4"
        >
          {uploads.map((upload) => (
            <li key={upload.key}>
              <UploadTile upload={upload} controls={controls} className="aspect-4/3" />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
