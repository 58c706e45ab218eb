import {
  BookOpenText,
  Compass,
  House,
  Images,
  type LucideIcon,
  MapPinPlus,
  Settings2,
  Sparkles,
  UsersRound,
} from "lucide-react";
import type { CompanyRole } from "@/lib/companies/roles";
import { paths } from "@/lib/paths";

export type NavEntry = {
  label: string;
  icon: LucideIcon;
  href: (companyId: string) => string;
  /** Pressed after "g": go to. */
  key: string;
  /** In the phone's bottom bar; the others are behind "More". */
  onPhone: boolean;
};

/** The sections of a company, in the order of the rail. A new section is a line here. */
export const sections: readonly NavEntry[] = [
  { label: "Home", icon: House, href: paths.company, key: "h", onPhone: true },
  { label: "Experiences", icon: Compass, href: paths.experiences, key: "e", onPhone: true },
  { label: "Stories", icon: BookOpenText, href: paths.stories, key: "b", onPhone: false },
  { label: "Media", icon: Images, href: paths.media, key: "m", onPhone: false },
  {
    label: "Assistant",
    icon: Sparkles,
    href: (id) => paths.assistant(id),
    key: "a",
    onPhone: false,
  },
  { label: "Team", icon: UsersRound, href: paths.team, key: "t", onPhone: true },
  { label: "Settings", icon: Settings2, href: paths.settings, key: "s", onPhone: false },
];

export type CreateEntry = {
  label: string;
  icon: LucideIcon;
  href: (companyId: string) => string;
  /** Pressed alone. */
  key: string;
  needs: CompanyRole;
};

/** What the palette offers to create. */
export const creations: readonly CreateEntry[] = [
  {
    label: "New experience",
    icon: MapPinPlus,
    href: paths.newExperience,
    key: "c",
    needs: "editor",
  },
  { label: "New story", icon: BookOpenText, href: paths.newStory, key: "w", needs: "member" },
];

/** The section an address belongs to: the one with the longest matching address. */
export function activeSection(pathname: string, companyId: string): NavEntry | undefined {
  return sections
    .filter(({ href }) => {
      const base = href(companyId);
      return pathname === base || pathname.startsWith(`${base}/`);
    })
    .sort((a, b) => b.href(companyId).length - a.href(companyId).length)[0];
}
