/**
 * Every address of the site, in one place. Pages, links, redirects and tests import from here, so
 * that a moved page is a change of one line.
 */

const companyPath = (companyId: string) => `/companies/${encodeURIComponent(companyId)}`;

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value);
  const text = given.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`);
  return text.length ? `${path}?${text.join("&")}` : path;
}

/** Adds the address to come back to; `safeNext` checks it again when it is used. */
const withNext = (path: string, next?: string) => withQuery(path, { next });

export const paths = {
  home: () => "/",
  /** `problem` names what went wrong with a sign-in elsewhere (lib/accounts/sign-in-problems). */
  signIn: (next?: string, problem?: string) => withQuery("/sign-in", { next, problem }),
  signUp: (next?: string) => withNext("/sign-up", next),
  /** Asks for a mail that signs in: a link and a six-digit code. */
  signInByMail: (next?: string) => withNext("/sign-in/mail", next),
  /** The code of the authenticator app, after the password. */
  secondFactor: (next?: string) => withNext("/sign-in/second-factor", next),
  /** The same page asking for a recovery code. */
  lostSecondFactor: (next?: string) => {
    const page = withNext("/sign-in/second-factor", next);
    return `${page}${page.includes("?") ? "&" : "?"}lost=1`;
  },
  forgotPassword: (next?: string) => withNext("/forgot-password", next),
  resetPassword: () => "/reset-password",
  /** After any of these asked for a mail: what to do with it, and a field for its code. */
  checkMail: () => "/check-your-mail",
  /** Where links in mails lead; they add the token as a fragment. */
  confirm: () => "/auth/confirm",
  /** Where Google and the like send people back to. */
  authCallback: (next?: string) => withNext("/auth/callback", next),
  /** The signed-in person's own account. `recovered`: a recovery code has just opened it. */
  account: ({ recovered = false } = {}) => (recovered ? "/account?recovered=1" : "/account"),
  /** The chooser, with the form that creates a company. */
  companies: () => "/companies",
  company: (companyId: string) => companyPath(companyId),
  experiences: (companyId: string) => `${companyPath(companyId)}/experiences`,
  /** The list as JSON, for the browser that already shows it. */
  experiencesData: (companyId: string) => `${companyPath(companyId)}/experiences/data.json`,
  newExperience: (companyId: string) => `${companyPath(companyId)}/experiences/new`,
  experience: (companyId: string, experienceId: string) =>
    `${companyPath(companyId)}/experiences/${encodeURIComponent(experienceId)}`,
  /** What one writes about the company's experiences. */
  stories: (companyId: string) => `${companyPath(companyId)}/stories`,
  newStory: (companyId: string) => `${companyPath(companyId)}/stories/new`,
  story: (companyId: string, storyId: string) =>
    `${companyPath(companyId)}/stories/${encodeURIComponent(storyId)}`,
  media: (companyId: string) => `${companyPath(companyId)}/media`,
  /** `ask` stands in the field, to be sent by the person. */
  assistant: (companyId: string, ask?: string) =>
    withQuery(`${companyPath(companyId)}/assistant`, { ask }),
  assistantThread: (companyId: string, threadId: string) =>
    `${companyPath(companyId)}/assistant/${encodeURIComponent(threadId)}`,
  /** What was asked of the assistant in the last days, and what stayed without a source. */
  questions: (companyId: string, days?: number) =>
    withQuery(`${companyPath(companyId)}/insights/questions`, { days: days?.toString() }),
  team: (companyId: string) => `${companyPath(companyId)}/team`,
  settings: (companyId: string) => `${companyPath(companyId)}/settings`,
  /** What one gets mails about, on the page of settings. */
  notifications: (companyId: string) => `${companyPath(companyId)}/settings#notifications`,
  platformCompanies: () => "/platform/companies",
  /** Where an invitation is accepted; the mail adds the token as a fragment. */
  invitation: () => "/invitation",
  /** Where a summary is turned off; the mail adds whose as a fragment. */
  unsubscribe: () => "/unsubscribe",
  /** The same for the buttons of mail programs, which post there. */
  oneClickUnsubscribe: (token: string) => `/api/unsubscribe/${encodeURIComponent(token)}`,
  /** Mails of a machine without a mail service. */
  mailbox: () => "/dev/mailbox",
  mailboxData: () => "/dev/mailbox/mails.json",
  mailboxMail: (id: string) => `/dev/mailbox/${encodeURIComponent(id)}`,
  /** The mail itself, for a frame. */
  mailboxMailBody: (id: string) => `/dev/mailbox/${encodeURIComponent(id)}/mail.html`,
  uploadthing: () => "/api/uploadthing",
  apiDocs: () => "/api/docs",
  openApi: () => "/api/openapi.json",
} as const;

/** Where sessions begin. Nobody returns to one of these after signing in: it would be a loop. */
const signInPages: readonly string[] = [
  "/sign-in",
  "/sign-up",
  "/forgot-password",
  "/check-your-mail",
  "/auth",
];

/** Pages anybody may open; every other page asks for a session. */
const publicPages: readonly string[] = [
  ...signInPages,
  "/reset-password",
  "/invitation",
  "/unsubscribe",
  "/dev/mailbox",
];

const isAmong = (pages: readonly string[], pathname: string) =>
  pages.some((page) => pathname === page || pathname.startsWith(`${page}/`));

export function isPublicPage(pathname: string): boolean {
  return isAmong(publicPages, pathname);
}

/**
 * The return address a person may be sent to after signing in: a path of this site, else the
 * fallback. It is parsed as browsers parse it, who read a backslash as a slash and drop control
 * characters ("/\t/evil" is "//evil"), and what was parsed is returned, not what was given. The
 * sign-in pages (a loop) and the API are refused.
 */
export function safeNext(next: string | null | undefined, fallback: string = paths.home()): string {
  if (!next || next.length > 2048) return fallback;
  if (!next.startsWith("/") || next.startsWith("//")) return fallback;

  const base = "https://travel-buddy.invalid";
  let url: URL;
  try {
    url = new URL(next, base);
  } catch {
    return fallback;
  }
  if (url.origin !== base || url.pathname.startsWith("//")) return fallback;
  if (url.pathname.startsWith("/api/") || isAmong(signInPages, url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}
