/** What every template is given beside its own props. */

export const mailLanguages = ["en", "vi"] as const;
export type MailLanguage = (typeof mailLanguages)[number];

export type MailContext = {
  language: MailLanguage;
  /** Where the app is reached; paths in props are relative to it. */
  appUrl: string;
};

/** The same words in every language we write in; a missing one is a type error. */
export type Words<T> = Record<MailLanguage, T>;

/** Props come out of a JSON column, where what is absent is null. */
export type Maybe<T> = T | null | undefined;

/** The locale of dates and numbers. English is written as on the dashboard without a locale. */
export const localeOf: Words<string> = { en: "en-GB", vi: "vi-VN" };

/** "vi", "vi-VN", "VI" are Vietnamese; everything else is written in English. */
export function mailLanguage(tag: string | null | undefined): MailLanguage {
  return /^vi([-_]|$)/i.test(tag ?? "") ? "vi" : "en";
}

/**
 * A link of a mail: a path of ours in full, a web address as it is. Anything else (a script, a
 * file, an address without scheme) leads home.
 */
export function absolute(appUrl: string, link: string): string {
  if (link.startsWith("/") && !/^\/[/\\]/.test(link)) return appUrl + link;
  return /^https?:\/\//i.test(link) && URL.canParse(link) ? link : `${appUrl}/`;
}
