"use client";

import { Trash2 } from "lucide-react";
import { useId, useState, useTransition } from "react";
import { DropZone } from "@/components/media/drop-zone";
import { UploadTile } from "@/components/media/upload-tile";
import { useUploads } from "@/components/media/use-uploads";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Picture } from "@/components/ui/picture";
import { toast } from "@/components/ui/toast-store";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { setCompanyPicture } from "@/lib/companies/actions";
import type { CompanyPicture } from "@/lib/companies/queries";

type CompanyPictureFieldProps = {
  company: { id: string; name: string };
  which: "logo" | "banner";
  picture: CompanyPicture | null;
};

const texts = {
  logo: { title: "Logo", hint: "Square, at least 256 pixels wide.", saved: "Logo saved" },
  banner: { title: "Banner", hint: "Wide, at least 1600 pixels.", saved: "Banner saved" },
} as const;

/** The company's logo or banner: uploaded, shown at once, taken away again. */
export function CompanyPictureField({ company, which, picture }: CompanyPictureFieldProps) {
  const problemsId = useId();
  const [pending, start] = useTransition();
  const [shown, setShown] = useState(picture);
  const { title, hint, saved } = texts[which];
  const shape = which === "logo" ? "size-32 rounded-xl" : "w-full rounded-xl";
  const ratio = which === "logo" ? "1/1" : "21/9";

  function set(mediaId: string | null, next: CompanyPicture | null) {
    start(async () => {
      const result = await callAction(() =>
        setCompanyPicture(idle, { id: company.id, which, mediaId }),
      );
      if (result.status === "success") {
        setShown(next);
        toast.success(mediaId ? saved : `${title} removed`);
      } else toast.error(result.message ?? "Please try again.");
    });
  }

  const { uploads, refusals, add, cancel, pause, retry } = useUploads({
    target: { purpose: which, companyId: company.id, title: company.name },
    onStored: (picture) => set(picture.id, picture),
  });
  const upload = uploads[0];

  return (
    <section aria-label={title} className="space-y-3">
      <h3 className="font-medium text-sm">{title}</h3>
      <div className={cn("flex gap-4", which === "banner" ? "flex-col" : "flex-wrap items-center")}>
        {upload ? (
          <UploadTile
            upload={upload}
            onCancel={() => cancel(upload)}
            onPause={() => pause(upload)}
            onRetry={() => retry(upload)}
            className={cn(shape, which === "logo" ? "size-44" : "aspect-21/9")}
          />
        ) : shown ? (
          <Picture
            src={shown.url}
            blur={shown.blur_data_url}
            alt={`${title} of ${company.name}`}
            ratio={ratio}
            sizes={which === "logo" ? "128px" : "(min-width: 768px) 640px, 100vw"}
            className={cn(shape, "border border-line")}
          />
        ) : null}
        {upload ? null : (
          <DropZone
            purpose={which}
            label={shown ? `Replace the ${which}` : `Add a ${which}`}
            hint={hint}
            describedBy={refusals.length ? problemsId : undefined}
            className="min-w-0 flex-1"
            onFiles={(files) => add(files, 1)}
          />
        )}
      </div>
      {shown && !upload ? (
        <Button variant="danger-quiet" size="sm" pending={pending} onClick={() => set(null, null)}>
          <Trash2 aria-hidden />
          Remove the {which}
        </Button>
      ) : null}
      {refusals.length ? (
        <p
          id={problemsId}
          role="alert"
          className="rounded-md bg-danger-soft px-4 py-3 text-danger-ink text-sm"
        >
          {refusals.join(" ")}
        </p>
      ) : null}
    </section>
  );
}
