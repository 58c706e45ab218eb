"use client";

import { Captions } from "lucide-react";
import { useState, useTransition } from "react";
import { AltField } from "@/components/media/alt-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Picture } from "@/components/ui/picture";
import { toast } from "@/components/ui/toast-store";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import type { LibraryFile } from "@/lib/media/library";
import { describeMedia } from "@/lib/media/library-actions";

type DescribeMediaProps = { companyId: string; file: LibraryFile; name: string };

/** Says what a picture shows, for people who cannot see it. */
export function DescribeMedia({ companyId, file, name }: DescribeMediaProps) {
  const [open, setOpen] = useState(false);
  const [alt, setAlt] = useState(file.alt);
  const [pending, start] = useTransition();
  const [error, setError] = useState<string>();

  function save() {
    setError(undefined);
    start(async () => {
      const said = alt === "" ? "" : alt?.trim() || null;
      const result = await callAction(() =>
        describeMedia(idle, { companyId, mediaId: file.id, alt: said }),
      );
      if (result.status === "success") {
        setOpen(false);
        toast.success("Description saved");
      } else setError(result.message ?? "Please try again.");
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setAlt(file.alt);
        setError(undefined);
      }}
      title="Describe the picture"
      description="It goes with the picture wherever it is shown."
      trigger={
        <IconButton label={`Describe ${name}`} title="Describe" size="sm" quiet>
          <Captions aria-hidden className="size-4.5" />
        </IconButton>
      }
      footer={
        <>
          <DialogClose asChild>
            <Button variant="secondary">Cancel</Button>
          </DialogClose>
          <Button pending={pending} onClick={save}>
            Save description
          </Button>
        </>
      }
    >
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Picture
          src={file.url}
          blur={file.blur}
          alt=""
          ratio="16/9"
          sizes="(min-width: 640px) 460px, 100vw"
          seed={file.id}
          className="rounded-lg border border-line"
          imageClassName="object-contain"
        />
        <AltField
          name="alt"
          label="What the picture shows"
          of="the picture"
          alt={alt}
          onChange={setAlt}
        />
        {error ? (
          <p role="alert" className="text-danger-ink text-sm">
            {error}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
