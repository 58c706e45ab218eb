"use client";

import { type FieldPicture, PictureField } from "@/components/media/picture-field";
import { idle } from "@/lib/api/action-state";
import { setCompanyPicture } from "@/lib/companies/actions";

type CompanyPictureFieldProps = {
  company: { id: string; name: string };
  which: "logo" | "banner";
  picture: FieldPicture | null;
};

const texts = {
  logo: { title: "Logo", hint: "Square, at least 256 pixels wide. Up to 4.5 MB." },
  banner: { title: "Banner", hint: "Wide, at least 1600 pixels. Up to 4.5 MB." },
} as const;

/** The company's logo or banner. */
export function CompanyPictureField({ company, which, picture }: CompanyPictureFieldProps) {
  const { title, hint } = texts[which];
  return (
    <PictureField
      title={title}
      hint={hint}
      target={{ purpose: which, companyId: company.id, title: company.name }}
      picture={picture}
      alt={`${title} of ${company.name}`}
      save={(mediaId) => setCompanyPicture(idle, { id: company.id, which, mediaId })}
    />
  );
}
