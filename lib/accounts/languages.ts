import type { MailLanguage } from "@/lib/email/templates/context";

/** The languages our mails are written in, each named as its readers name it. */
export const languageChoices: readonly { value: MailLanguage; label: string }[] = [
  { value: "en", label: "English" },
  { value: "vi", label: "Tiếng Việt" },
];
