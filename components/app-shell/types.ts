import type { CompanyRole } from "@/lib/companies/roles";

/** Who is signed in, as the frame shows it. */
export type ShellUser = {
  name: string;
  email: string;
  avatarUrl?: string | null;
  isSuperAdmin: boolean;
};

/** A company the person may open. */
export type ShellCompany = {
  id: string;
  name: string;
  logoUrl?: string | null;
  role: CompanyRole;
};

/** One thing the palette found. */
export type SearchHit = {
  id: string;
  /** The heading it stands under: "Experiences". */
  group: string;
  title: string;
  detail?: string | undefined;
  picture?: string | null | undefined;
  blur?: string | null | undefined;
  href: string;
};

/** Looks a few words up in a company; a server action as a rule. */
export type ShellSearch = (companyId: string, words: string) => Promise<SearchHit[]>;
