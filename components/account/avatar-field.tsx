"use client";

import { type FieldPicture, PictureField } from "@/components/media/picture-field";
import { Avatar } from "@/components/ui/avatar";
import { saveAvatar } from "@/lib/accounts/account-actions";
import { idle } from "@/lib/api/action-state";

/** One's own picture, in every profile one has. */
export function AvatarField({ name, picture }: { name: string; picture: FieldPicture | null }) {
  return (
    <PictureField
      title="Portrait"
      hint="A picture of you, at least 256 pixels wide. Up to 4.5 MB."
      target={{ purpose: "avatar", title: "avatar" }}
      picture={picture}
      alt={`Portrait of ${name}`}
      empty={<Avatar name={name} size="xl" className="size-32 text-4xl" />}
      save={(mediaId) => saveAvatar(idle, { mediaId })}
    />
  );
}
