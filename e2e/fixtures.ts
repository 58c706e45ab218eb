/**
 * What the browser tests stand on: people, companies and experiences of their own, made with the
 * secret key and removed again, and a way to be signed in without the form.
 */
import { randomUUID } from "node:crypto";
import { createServerClient } from "@supabase/ssr";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { type BrowserContext, test as base, expect, type Page } from "playwright/test";
import sharp from "sharp";

export { expect };

const {
  TEST_BASE_URL = "",
  TEST_SUPABASE_URL = "",
  TEST_SUPABASE_SECRET_KEY = "",
  TEST_SUPABASE_PUBLISHABLE_KEY = "",
} = process.env;

/** As lib/supabase/cookies names it; that module belongs to the server. */
const SESSION_COOKIE = "tb-session";

export type Person = { id: string; email: string; password: string; name: string };
export type Role = "admin" | "editor" | "member";
export type Company = { id: string; name: string };
export type Experience = { id: string; name: string };

type ExperienceSeed = {
  name?: string;
  status?: "active" | "inactive" | "internal";
  address?: string | null;
  /** Everything the Publish button asks for. */
  ready?: boolean;
};

type PersonSeed = { name?: string; superAdmin?: boolean };
type CompanySeed = Partial<Record<Role, Person>> & { name?: string };

type Fixtures = {
  db: SupabaseClient;
  seedPerson: (seed?: PersonSeed) => Promise<Person>;
  /** The first of admin, editor, member owns it. */
  seedCompany: (seed: CompanySeed) => Promise<Company>;
  seedExperience: (company: Company, seed?: ExperienceSeed) => Promise<Experience>;
  /** Signs this page's browser in, as somebody new unless a person is given. */
  signIn: (person?: Person) => Promise<Person>;
};

const unique = () => randomUUID().slice(0, 8);

/** Says what the database said, instead of failing somewhere later. */
function must<Answer extends { data: unknown; error: { message: string } | null }>({
  data,
  error,
}: Answer): NonNullable<Answer["data"]> {
  if (error) throw new Error(error.message);
  return data as NonNullable<Answer["data"]>;
}

/** Puts a session into a browser, cookie by cookie as the app would. */
export async function openSession(context: BrowserContext, person: Person): Promise<void> {
  const jar = new Map<string, string>();
  const auth = createServerClient(TEST_SUPABASE_URL, TEST_SUPABASE_PUBLISHABLE_KEY, {
    cookieOptions: { name: SESSION_COOKIE },
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (cookies) => {
        for (const { name, value } of cookies) jar.set(name, value);
      },
    },
  }).auth;
  must(await auth.signInWithPassword({ email: person.email, password: person.password }));
  await context.addCookies(
    [...jar]
      .filter(([, value]) => value !== "")
      .map(([name, value]) => ({
        name,
        value,
        url: TEST_BASE_URL,
        httpOnly: true,
        sameSite: "Lax" as const,
      })),
  );
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter list
  db: async ({}, use) => {
    await use(
      createClient(TEST_SUPABASE_URL, TEST_SUPABASE_SECRET_KEY, {
        auth: { persistSession: false, autoRefreshToken: false },
      }),
    );
  },

  seedPerson: async ({ db }, use) => {
    const made: string[] = [];
    await use(async ({ name = `Person ${unique()}`, superAdmin = false } = {}) => {
      const email = `e2e-${randomUUID()}@test.travelbuddy.example`;
      const password = `pass-${randomUUID()}`;
      const { user } = must(
        await db.auth.admin.createUser({
          email,
          password,
          email_confirm: true,
          user_metadata: { account: "business", first_name: name, business_name: name },
        }),
      );
      if (!user) throw new Error("No user was made.");
      made.push(user.id);
      if (superAdmin) {
        must(
          await db
            .from("businessprofiles")
            .update({ type: "SUPER_ADMIN" })
            .eq("businessid", user.id)
            .select(),
        );
      }
      return { id: user.id, email, password, name };
    });
    for (const id of made) {
      await removeFiles(db, id);
      await db.auth.admin.deleteUser(id);
    }
  },

  seedCompany: async ({ db }, use) => {
    const made: string[] = [];
    await use(async ({ name = `Company ${unique()}`, ...people }) => {
      const owner = people.admin ?? people.editor ?? people.member;
      const company = must(
        await db
          .from("company_accounts")
          .insert({
            name,
            time_zone: "Asia/Ho_Chi_Minh",
            created_by: owner?.id,
            owned_by: people.admin?.id ?? null,
          })
          .select("id,name")
          .single(),
      );
      made.push(company.id);
      for (const [role, person] of Object.entries(people)) {
        if (!person) continue;
        must(
          await db
            .from("company_members")
            .insert({ company_id: company.id, member_id: person.id, role })
            .select(),
        );
      }
      return company;
    });
    for (const id of made) await removeCompany(db, id);
  },

  seedExperience: async ({ db }, use) => {
    await use(async (company, seed = {}) => {
      const { name = `Experience ${unique()}`, status = "inactive", ready = false } = seed;
      return must(
        await db
          .from("experiences")
          .insert({
            owned_by: company.id,
            name,
            status,
            address: seed.address === undefined ? (ready ? "1 Test Street" : null) : seed.address,
            ...(ready
              ? {
                  thumbnail_description: "A short text that makes people curious about the place.",
                  description: "A long description. ".repeat(8),
                  primary_photo: `${TEST_BASE_URL}/icon.svg`,
                }
              : {}),
          })
          .select("id,name")
          .single(),
      );
    });
    // Removed with their company.
  },

  page: async ({ page }, use) => {
    const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
    page.goto = async (...given) => {
      const response = await goto(...given);
      await ready(page);
      return response;
    };
    page.reload = async (...given) => {
      const response = await reload(...given);
      await ready(page);
      return response;
    };
    await use(page);
  },

  signIn: async ({ context, seedPerson }, use) => {
    await use(async (person) => {
      const who = person ?? (await seedPerson());
      await openSession(context, who);
      return who;
    });
  },
});

/** Also for companies a test made through the page. */
export async function removeCompany(db: SupabaseClient, id: string): Promise<void> {
  await db.from("experiences").delete().eq("owned_by", id);
  await db.from("media_assets").delete().eq("company_id", id);
  await db.from("company_accounts").delete().eq("id", id);
}

async function removeFiles(db: SupabaseClient, userId: string): Promise<void> {
  for (const bucket of ["experience", "company", "profile"]) {
    const storage = db.storage.from(bucket);
    const { data: folders } = await storage.list(userId);
    for (const folder of folders ?? []) {
      const { data: files } = await storage.list(`${userId}/${folder.name}`);
      const found = (files ?? []).map((file) => `${userId}/${folder.name}/${file.name}`);
      if (found.length) await storage.remove(found);
    }
  }
}

/** A picture as a camera would make it: real bytes of the wished size. */
export async function picture(
  name: string,
  { width = 1600, height = 1000, color = "#0b7a5c" } = {},
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const buffer = await sharp({ create: { width, height, channels: 3, background: color } })
    .png()
    .toBuffer();
  return { name, mimeType: "image/png", buffer };
}

/** A message at the corner; what screen readers are told of it stands elsewhere for a moment. */
export function message(page: Page, text: string) {
  return page.getByRole("region", { name: /^Messages/ }).getByText(text);
}

/** Waits until React has taken over: a press before that could be lost. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("main button, form button")].every((button) =>
      Object.keys(button).some((key) => key.startsWith("__react")),
    ),
  );
}
