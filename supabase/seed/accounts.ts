import { personId } from "./ids.ts";
import type { CompanyKey } from "./types.ts";

/**
 * DEMO ONLY. The password of every demo account. They exist in the embedded backend, which listens
 * on 127.0.0.1 and is filled by load.ts; nothing creates them anywhere else.
 */
export const DEMO_PASSWORD = "travel-buddy-demo";

export type Role = "admin" | "editor" | "member";

export type Person = {
  key: string;
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  username: string;
  language: string;
  /** Absent: a traveller without a business profile. */
  business?: { superAdmin?: boolean; memberOf: readonly { company: CompanyKey; role: Role }[] };
  look: Look;
};

/** What the drawn portrait looks like. */
export type Look = {
  skin: number;
  hair: "short" | "long" | "bun" | "bob" | "curly" | "scarf" | "bald" | "cap";
  hairColor: string;
  top: string;
  back: string;
  glasses?: boolean;
  beard?: boolean;
};

const DOMAIN = "demo.travelbuddy.example";

function person(
  key: string,
  mailbox: string,
  names: readonly [first: string, last: string, username: string, language: string],
  look: Look,
  business?: Person["business"],
): Person {
  const [firstName, lastName, username, language] = names;
  const base = { key, id: personId(key), email: mailbox, firstName, lastName, username, language };
  return business ? { ...base, look, business } : { ...base, look };
}

const works = (...memberOf: readonly (readonly [CompanyKey, Role])[]) => ({
  memberOf: memberOf.map(([company, role]) => ({ company, role })),
});

export const people: readonly Person[] = [
  person(
    "super",
    `super@${DOMAIN}`,
    ["Ada", "Lindqvist", "ada_lindqvist", "en"],
    { skin: 1, hair: "bob", hairColor: "#d9b26a", top: "#173f4a", back: "#f4c587", glasses: true },
    { superAdmin: true, memberOf: [{ company: "platform", role: "admin" }] },
  ),
  person(
    "saigon-admin",
    `admin@saigon.${DOMAIN}`,
    ["Mai", "Nguyễn", "mai_nguyen", "vi"],
    { skin: 2, hair: "long", hairColor: "#1d1a24", top: "#c4583a", back: "#9fd0c8" },
    works(["saigon", "admin"]),
  ),
  person(
    "saigon-editor",
    `editor@saigon.${DOMAIN}`,
    ["Quốc Bảo", "Trần", "bao_tran", "vi"],
    {
      skin: 3,
      hair: "short",
      hairColor: "#16131a",
      top: "#2f7d5c",
      back: "#f7ecd0",
      glasses: true,
    },
    works(["saigon", "editor"]),
  ),
  person(
    "saigon-member",
    `member@saigon.${DOMAIN}`,
    ["Hoàng Anh", "Lê", "hoanganh_le", "vi"],
    { skin: 2, hair: "bob", hairColor: "#2a1d1d", top: "#e8743b", back: "#c3d6c2" },
    works(["saigon", "member"]),
  ),
  person(
    "saigon-kyoto",
    `chau@saigon.${DOMAIN}`,
    ["Minh Châu", "Phạm", "chau_pham", "vi"],
    { skin: 2, hair: "bun", hairColor: "#1d1a24", top: "#4f6a99", back: "#fbe3d8" },
    works(["saigon", "editor"], ["kyoto", "member"]),
  ),
  person(
    "lisbon-admin",
    `admin@lisbon.${DOMAIN}`,
    ["Inês", "Carvalho", "ines_carvalho", "pt"],
    { skin: 2, hair: "curly", hairColor: "#3d2418", top: "#2f8fb5", back: "#fde7ae" },
    works(["lisbon", "admin"], ["saigon", "member"]),
  ),
  person(
    "lisbon-editor",
    `editor@lisbon.${DOMAIN}`,
    ["Tiago", "Moreira", "tiago_moreira", "pt"],
    { skin: 3, hair: "short", hairColor: "#2a1d1d", top: "#f0b23c", back: "#7fb3b8", beard: true },
    works(["lisbon", "editor"]),
  ),
  person(
    "lisbon-member",
    `member@lisbon.${DOMAIN}`,
    ["Beatriz", "Lopes", "beatriz_lopes", "pt"],
    { skin: 4, hair: "curly", hairColor: "#1d1412", top: "#8c3f4a", back: "#f7bd74" },
    works(["lisbon", "member"]),
  ),
  person(
    "kyoto-admin",
    `admin@kyoto.${DOMAIN}`,
    ["Haruka", "Mori", "haruka_mori", "ja"],
    { skin: 1, hair: "bob", hairColor: "#17141c", top: "#33304e", back: "#fbe3d8" },
    works(["kyoto", "admin"]),
  ),
  person(
    "kyoto-editor",
    `editor@kyoto.${DOMAIN}`,
    ["Kenji", "Tanaka", "kenji_tanaka", "ja"],
    {
      skin: 2,
      hair: "short",
      hairColor: "#4a4a50",
      top: "#cf3f26",
      back: "#efdcae",
      glasses: true,
    },
    works(["kyoto", "editor"]),
  ),
  person(
    "kyoto-member",
    `member@kyoto.${DOMAIN}`,
    ["Aoi", "Fujita", "aoi_fujita", "ja"],
    { skin: 1, hair: "long", hairColor: "#2b2028", top: "#5f8467", back: "#d8d3d6" },
    works(["kyoto", "member"]),
  ),
  person("amina", `amina@${DOMAIN}`, ["Amina", "Diallo", "amina_onfoot", "fr"], {
    skin: 5,
    hair: "scarf",
    hairColor: "#d9482f",
    top: "#f0b23c",
    back: "#2f7d5c",
  }),
  person("lars", `lars@${DOMAIN}`, ["Lars", "Eriksson", "lars_slowtrain", "sv"], {
    skin: 1,
    hair: "short",
    hairColor: "#c9a45a",
    top: "#2f4a55",
    back: "#c3d6c2",
    beard: true,
  }),
  person("priya", `priya@${DOMAIN}`, ["Priya", "Raman", "priya_eats", "en"], {
    skin: 4,
    hair: "long",
    hairColor: "#17131a",
    top: "#c9627a",
    back: "#fbb277",
  }),
  person("diego", `diego@${DOMAIN}`, ["Diego", "Fernández", "diego_mira", "es"], {
    skin: 3,
    hair: "curly",
    hairColor: "#20161a",
    top: "#4f7a68",
    back: "#f3c9a5",
  }),
  person("sophie", `sophie@${DOMAIN}`, ["Sophie", "Dubois", "sophie_carnet", "fr"], {
    skin: 1,
    hair: "bun",
    hairColor: "#8a4a2c",
    top: "#fbecd0",
    back: "#5d8fa0",
    glasses: true,
  }),
  person("kwame", `kwame@${DOMAIN}`, ["Kwame", "Mensah", "kwame_frames", "en"], {
    skin: 5,
    hair: "bald",
    hairColor: "#17131a",
    top: "#e2663f",
    back: "#bfe0dc",
    beard: true,
  }),
  person("yuki", `yuki@${DOMAIN}`, ["Yuki", "Satō", "yuki_aruku", "ja"], {
    skin: 1,
    hair: "cap",
    hairColor: "#2a6f8a",
    top: "#f7ecd0",
    back: "#d9a77f",
  }),
  person("leila", `leila@${DOMAIN}`, ["Leila", "Haddad", "leila_writes", "ar"], {
    skin: 3,
    hair: "scarf",
    hairColor: "#4a5580",
    top: "#9f8aa0",
    back: "#fde4b0",
  }),
  person("jonas", `jonas@${DOMAIN}`, ["Jonas", "Weber", "jonas_unterwegs", "de"], {
    skin: 1,
    hair: "short",
    hairColor: "#5a3b26",
    top: "#b4553f",
    back: "#9fd0c8",
    glasses: true,
  }),
  person("long", `long@${DOMAIN}`, ["Đức Long", "Nguyễn", "long_di_bui", "vi"], {
    skin: 3,
    hair: "cap",
    hairColor: "#c8402f",
    top: "#12384a",
    back: "#e9f0d9",
  }),
];

export const travellers: readonly Person[] = people.filter((one) => !one.business);

const TITLES: Readonly<Record<string, string>> = {
  super: "SUPER_ADMIN of the platform",
  "saigon-admin": "admin of Lối Nhỏ Journeys, Ho Chi Minh City",
  "saigon-editor": "editor there",
  "saigon-member": "member there",
  "lisbon-admin": "admin of Sete Colinas Walks, Lisbon (and member in Ho Chi Minh City)",
  "kyoto-admin": "admin of Kamogawa Guides, Kyoto",
  amina: "traveller",
};

/** The accounts worth printing: one for each role. */
export const demoAccounts: readonly { email: string; role: string }[] = people.flatMap((one) => {
  const role = TITLES[one.key];
  return role ? [{ email: one.email, role }] : [];
});
