import { createHash, randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Page } from "playwright/test";
import { paths } from "@/lib/paths";
import { type Company, expect, test } from "../fixtures";

/** Invites as the mail does it; answers the address the mail links to. */
async function invite(
  db: SupabaseClient,
  company: Company,
  email: string,
  columns: Record<string, unknown> = {},
): Promise<string> {
  const token = randomUUID();
  const { error } = await db.from("company_invitations").insert({
    company_id: company.id,
    email,
    role: "editor",
    token_hash: createHash("sha256").update(token).digest("hex"),
    // Written past the API it may be anybody's; the page goes its own way.
    redirect_link: "https://evil.example/",
    ...columns,
  });
  if (error) throw new Error(error.message);
  return `${paths.invitation()}#token=${token}`;
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const title = (page: Page) => page.getByRole("heading", { level: 1 });
const accept = (page: Page) => page.getByRole("button", { name: "Accept invitation" });

test("a visitor signs in, comes back and joins; the token is in no request's address", async ({
  page,
  seedPerson,
  seedCompany,
  db,
}) => {
  const [admin, invited] = await Promise.all([seedPerson(), seedPerson()]);
  const company = await seedCompany({ admin });
  const link = await invite(db, company, invited.email);
  const token = link.split("=")[1] ?? "";
  const requests: string[] = [];
  page.on("request", (request) =>
    requests.push(`${request.url()} ${request.headers().referer ?? ""}`),
  );

  await page.goto(link);
  await expect(title(page)).toHaveText("You are invited");
  await expect(page).toHaveURL(paths.invitation());
  await expect(page.getByRole("link", { name: "Create an account" })).toHaveAttribute(
    "href",
    paths.signUp(paths.invitation()),
  );
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("E-mail").fill(invited.email);
  await page.getByLabel("Password", { exact: true }).fill(invited.password);
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page).toHaveURL(paths.invitation());
  await expect(page.getByText(invited.email)).toBeVisible();
  await accept(page).focus();
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
  await expect(title(page)).toBeFocused();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(paths.company(company.id));
  await expect(title(page)).toBeVisible();
  expect(requests.filter((request) => request.includes(token))).toEqual([]);

  const { data } = await db
    .from("company_members")
    .select("role")
    .eq("company_id", company.id)
    .eq("member_id", invited.id);
  expect(data).toEqual([{ role: "editor" }]);

  // Joined once, the link is used up.
  await page.goto(link);
  await accept(page).click();
  await expect(title(page)).toHaveText("This invitation has been used");
  await page.getByRole("link", { name: "Go to your companies" }).click();
  await expect(page.getByText(company.name).first()).toBeVisible();
});

test("somebody new opens an account on the way", async ({ page, seedPerson, seedCompany, db }) => {
  const company = await seedCompany({ admin: await seedPerson() });
  const email = `e2e-${randomUUID()}@test.travelbuddy.example`;
  try {
    await page.goto(await invite(db, company, email));
    await page.getByRole("link", { name: "Create an account" }).click();
    await page.getByLabel("Your name").fill("Bảo Trần");
    await page.getByLabel("Business name").fill(`Bảo ${email}`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("lantern-river-dune-42");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).toHaveURL(paths.invitation());
    await accept(page).click();
    await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
  } finally {
    const { data } = await db
      .from("businessprofiles")
      .select("businessid")
      .eq("email", email)
      .maybeSingle();
    if (data) await db.auth.admin.deleteUser(data.businessid);
  }
});

test("signed in as somebody else: explained, with a way to the right account", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
  db,
}) => {
  const [admin, invited, other] = await Promise.all([seedPerson(), seedPerson(), signIn()]);
  const company = await seedCompany({ admin });
  await page.goto(await invite(db, company, invited.email));
  await accept(page).click();
  await expect(title(page)).toHaveText("This invitation is for another address");
  await expect(page.getByText(other.email)).toBeVisible();
  // Whose it is remains between the company and that person.
  await expect(page.getByText(invited.email)).toHaveCount(0);

  await page.getByRole("button", { name: "Sign in as somebody else" }).click();
  await expect(page).toHaveURL(paths.signIn(paths.invitation()));
  await page.getByLabel("E-mail").fill(invited.email);
  await page.getByLabel("Password", { exact: true }).fill(invited.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await accept(page).click();
  await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
});

test("links that lead nowhere say why", async ({ page, signIn, seedPerson, seedCompany, db }) => {
  const [admin, invited] = await Promise.all([seedPerson(), signIn()]);
  const company = await seedCompany({ admin });
  const links = {
    "This invitation has been withdrawn": await invite(db, company, invited.email, {
      revoked_at: daysAgo(0),
    }),
    "This invitation has expired": await invite(db, company, invited.email, {
      created_at: daysAgo(9),
      expires_at: daysAgo(2),
    }),
    "We do not know this invitation": `${paths.invitation()}#token=${randomUUID()}`,
  };
  for (const [said, link] of Object.entries(links)) {
    // The second and third time only the fragment changes, as when a link is pasted.
    await page.goto(link);
    await accept(page).click();
    await expect(title(page)).toHaveText(said);
  }
  for (const link of ["", "#token=", "#token=cut%20short"]) {
    await page.goto(paths.signIn());
    await page.goto(`${paths.invitation()}${link}`);
    await expect(title(page)).toHaveText("This link is incomplete");
  }
});

test("without a connection nothing is lost", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
  db,
}) => {
  const [admin, invited] = await Promise.all([seedPerson(), signIn()]);
  const company = await seedCompany({ admin });
  await page.goto(await invite(db, company, invited.email));
  await accept(page).waitFor();
  await page.route("**/invitation", (route) =>
    route.request().method() === "POST" ? route.abort() : route.fallback(),
  );
  await accept(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "please try again" })).toBeVisible();
  await page.unroute("**/invitation");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
});

// The look of its beginning is in e2e/shell/accessibility.spec.ts; what comes of it is here.
for (const [width, colorScheme] of [
  [390, "dark"],
  [1440, "light"],
] as const) {
  test(`axe finds nothing at ${width} px, ${colorScheme}`, async ({
    page,
    signIn,
    seedPerson,
    seedCompany,
    db,
  }) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const [admin, invited, other] = await Promise.all([seedPerson(), seedPerson(), seedPerson()]);
    const company = await seedCompany({ admin });
    const link = await invite(db, company, invited.email);
    const looksRight = async (name: string) => {
      expect((await new AxeBuilder({ page }).analyze()).violations, name).toEqual([]);
      const sticksOut = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(sticksOut, name).toBe(0);
    };

    await signIn(other);
    await page.goto(link);
    await accept(page).click();
    await expect(title(page)).toHaveText("This invitation is for another address");
    await looksRight("another address");
    await signIn(invited);
    await page.reload();
    await accept(page).click();
    await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
    await looksRight("joined");
    expect(complaints).toEqual([]);
  });
}
