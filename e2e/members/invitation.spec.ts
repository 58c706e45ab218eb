import { createHash, randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Page } from "playwright/test";
import { paths } from "@/lib/paths";
import { test as base, type Company, expect, openSession, type Person, ready } from "../fixtures";
import { mailsIn } from "../mailbox";

const { TEST_BASE_URL = "" } = process.env;

type InvitationFixtures = {
  /** Who invites. */
  admin: Person;
  company: Company;
  /** An invitation into it as the server makes them; answers the address its mail links to. */
  invite: (email: string, columns?: Record<string, unknown>) => Promise<string>;
  /** An address nobody has; an account that comes to have it is removed. */
  newcomer: string;
};

const test = base.extend<InvitationFixtures>({
  admin: async ({ seedPerson }, use) => use(await seedPerson()),
  company: async ({ seedCompany, admin }, use) => use(await seedCompany({ admin })),
  invite: async ({ db, company }, use) => {
    await use(async (email, columns = {}) => {
      const token = randomUUID();
      const { error } = await db.from("company_invitations").insert({
        company_id: company.id,
        email,
        role: "editor",
        token_hash: createHash("sha256").update(token).digest("hex"),
        // Not one of ours; the page goes its own way.
        redirect_link: "https://evil.example/",
        ...columns,
      });
      if (error) throw new Error(error.message);
      return `${paths.invitation()}#token=${token}`;
    });
  },
  newcomer: async ({ db }, use) => {
    const email = `e2e-${randomUUID()}@test.travelbuddy.example`;
    await use(email);
    const { data } = await db
      .from("userprofiles")
      .select("userid")
      .eq("email", email)
      .maybeSingle();
    if (data) await db.auth.admin.deleteUser(data.userid);
  },
});

/** The link in the newest mail to an address, without the host. */
async function linkIn(email: string): Promise<string> {
  const mail = (await mailsIn(TEST_BASE_URL, email)).at(-1);
  const token = /\/invitation#token=([\w-]+)/.exec(mail?.text ?? "")?.[1];
  if (!token) throw new Error(`No invitation was mailed to ${email}.`);
  return `${paths.invitation()}#token=${token}`;
}

const rolesOf = async (db: SupabaseClient, company: Company, person: { id: string }) => {
  const { data } = await db
    .from("company_members")
    .select("role")
    .eq("company_id", company.id)
    .eq("member_id", person.id)
    .eq("is_deleted", false);
  return (data ?? []).map(({ role }) => role);
};

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const title = (page: Page) => page.getByRole("heading", { level: 1 });
const accept = (page: Page) => page.getByRole("button", { name: "Accept invitation" });
const password = (page: Page) => page.getByLabel("Password", { exact: true });

async function signInHere(page: Page, person: Person): Promise<void> {
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
  await password(page).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("from the invitation to the first page, in two browsers", async ({
  page: admins,
  browser,
  signIn,
  newcomer: email,
  admin,
  company,
}) => {
  await signIn(admin);
  const context = await browser.newContext();
  try {
    await admins.goto(paths.team(company.id));
    await admins.getByRole("button", { name: "Invite people" }).click();
    await admins.getByLabel("E-mail addresses").fill(email);
    await admins.getByRole("radio", { name: /^Editor/ }).check();
    await admins.getByLabel(/^Personal note/).fill("See you at the pier.");
    await admins.getByRole("button", { name: "Send invitation" }).click();
    await expect(admins.getByRole("heading", { name: "One person is invited" })).toBeFocused();
    await admins.getByRole("button", { name: "Done" }).click();
    await admins.getByRole("link", { name: "Invitations 1" }).click();
    const list = admins.getByRole("list", { name: "Invitations" });
    const row = list.getByRole("listitem").filter({ hasText: email });
    await expect(row).toContainText("Pending");

    // Another machine: the mail is opened, and the link followed.
    const page = await context.newPage();
    const requests: string[] = [];
    page.on("request", (request) =>
      requests.push(`${request.url()} ${request.headers().referer ?? ""}`),
    );
    const link = await linkIn(email);
    const token = link.split("=")[1] ?? "";
    await page.goto(TEST_BASE_URL + link);
    await expect(title(page)).toHaveText(`Join ${company.name}`);
    await expect(page).toHaveURL(TEST_BASE_URL + paths.invitation());
    await expect(page.getByText(`${admin.name} invites you`)).toBeVisible();
    await expect(page.getByText("See you at the pier.")).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("E-mail")).not.toBeEditable();

    const join = page.getByRole("button", { name: "Join the team" });
    await page.getByLabel("Your name").fill("Bảo Trần");
    await page.getByLabel("Choose a password").fill("password123");
    await join.click();
    await expect(page.getByLabel("Choose a password")).toHaveAccessibleDescription(/tried first/);
    await page.getByLabel("Choose a password").fill("lantern-river-dune-42");
    await join.click();
    await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
    await expect(title(page)).toBeFocused();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.getByRole("link", { name: "Go to the dashboard" }).click();
    await expect(page).toHaveURL(TEST_BASE_URL + paths.company(company.id));
    await expect(title(page)).toBeVisible();
    expect(requests.filter((request) => request.includes(token))).toEqual([]);

    // The admin sees them in the team, is told by mail, and reads it in the log.
    await admins.goto(paths.team(company.id));
    await expect(admins.getByRole("region", { name: "Editors" })).toContainText("Bảo Trần");
    await admins.getByRole("link", { name: "Activity" }).click();
    await expect(admins.getByText("Bảo Trần joined the team as an editor")).toBeVisible();
    await expect
      .poll(async () => (await mailsIn(TEST_BASE_URL, admin.email)).map(({ template }) => template))
      .toContain("invitation-accepted");

    // The link is used up, for everybody.
    await page.goto(TEST_BASE_URL + link);
    await expect(title(page)).toHaveText("This invitation has been used");
    await expect(page.getByText(email)).toHaveCount(0);
  } finally {
    await context.close();
  }
});

test("an existing account signs in on the spot and joins", async ({
  page,
  seedPerson,
  db,
  company,
  invite,
}) => {
  const invited = await seedPerson();
  await page.goto(await invite(invited.email));
  await signInHere(page, { ...invited, password: "not-the-password" });
  await expect(page.getByRole("alert").filter({ hasText: "do not match" })).toBeVisible();
  await signInHere(page, invited);
  await expect(page).toHaveURL(paths.invitation());
  await accept(page).focus();
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
  await expect(title(page)).toBeFocused();
  // Where the invitation was to lead on to is no page of ours.
  await expect(page.getByRole("link", { name: "Go on" })).toHaveCount(0);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(paths.company(company.id));
  expect(await rolesOf(db, company, invited)).toEqual(["editor"]);
});

test("a page of ours that the inviter chose comes next", async ({
  page,
  signIn,
  company,
  invite,
}) => {
  const invited = await signIn();
  const next = `${TEST_BASE_URL}${paths.experiences(company.id)}`;
  await page.goto(await invite(invited.email, { redirect_link: next }));
  await accept(page).click();
  await page.getByRole("link", { name: "Go on" }).click();
  await expect(page).toHaveURL(next);
});

test("signed in as somebody else: explained, with a way to the right account", async ({
  page,
  signIn,
  seedPerson,
  db,
  company,
  invite,
}) => {
  const [invited, other] = await Promise.all([seedPerson(), signIn()]);
  await page.goto(await invite(invited.email));
  await expect(title(page)).toHaveText("This invitation is for another address");
  await expect(page.getByText(other.email)).toBeVisible();
  await expect(page.getByText(invited.email)).toBeVisible();

  await page.getByRole("button", { name: "Sign in as somebody else" }).click();
  await signInHere(page, invited);
  await accept(page).click();
  await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
  expect(await rolesOf(db, company, other)).toEqual([]);
});

test("an account nobody confirmed is not in the way of whom the mail reached", async ({
  page,
  db,
  newcomer: email,
  company,
  invite,
}) => {
  // Somebody else signed up with the address and waits for it to be confirmed.
  await db.auth.admin.createUser({
    email,
    password: `squatter-${randomUUID()}`,
    user_metadata: { account: "business", business_name: `Squatter ${email}` },
  });
  await page.goto(await invite(email));
  await page.getByLabel("Your name").fill("Bảo Trần");
  await page.getByLabel("Choose a password").fill("lantern-river-dune-42");
  await page.getByRole("button", { name: "Join the team" }).click();
  await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
  const { data } = await db
    .from("businessprofiles")
    .select("businessname")
    .eq("email", email)
    .single();
  expect(data?.businessname).toMatch(/^Bảo Trần/);
});

test("an account opened a moment ago goes on with its password; with another it signs in", async ({
  page,
  db,
  newcomer: email,
  company,
  invite,
}) => {
  await page.goto(await invite(email));
  await page.getByLabel("Your name").fill("Bảo Trần");
  // As if the first press had made the account and been cut off.
  await db.auth.admin.createUser({
    email,
    password: "lantern-river-dune-42",
    email_confirm: true,
  });
  const join = page.getByRole("button", { name: "Join the team" });
  await page.getByLabel("Choose a password").fill("another-lantern-dune-17");
  await join.click();
  await expect(page.getByText("You have an account with this address")).toBeVisible();
  await page.reload();
  await password(page).fill("lantern-river-dune-42");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await accept(page).click();
  await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
});

test("links that lead nowhere say why", async ({ page, signIn, invite }) => {
  const invited = await signIn();
  const links = {
    "This invitation has been withdrawn": await invite(invited.email, {
      revoked_at: daysAgo(0),
    }),
    "This invitation has expired": await invite(invited.email, {
      created_at: daysAgo(9),
      expires_at: daysAgo(2),
    }),
    "We do not know this invitation": `${paths.invitation()}#token=${randomUUID()}`,
  };
  for (const [said, link] of Object.entries(links)) {
    // The second and third time only the fragment changes, as when a link is pasted.
    await page.goto(link);
    await expect(title(page)).toHaveText(said);
  }
  for (const link of ["", "#token=", "#token=cut%20short"]) {
    await page.goto(paths.signIn());
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(`${paths.invitation()}${link}`);
    await expect(title(page)).toHaveText("This link is incomplete");
  }
});

test("withdrawn while it is open: said when it is accepted", async ({
  page,
  signIn,
  db,
  company,
  invite,
}) => {
  const invited = await signIn();
  await page.goto(await invite(invited.email));
  await accept(page).waitFor();
  await db
    .from("company_invitations")
    .update({ revoked_at: daysAgo(0) })
    .eq("company_id", company.id);
  await accept(page).click();
  await expect(title(page)).toHaveText("This invitation has been withdrawn");
  await expect(title(page)).toBeFocused();
});

test("without a connection nothing is lost", async ({ page, signIn, company, invite }) => {
  const invited = await signIn();
  await page.goto(await invite(invited.email));
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
    admin,
    company,
    invite,
  }) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const [invited, other] = await Promise.all([seedPerson(), seedPerson()]);
    const link = await invite(invited.email, {
      note: "See you.",
      invited_by: admin.id,
    });
    const looksRight = async (name: string) => {
      expect((await new AxeBuilder({ page }).analyze()).violations, name).toEqual([]);
      const sticksOut = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(sticksOut, name).toBe(0);
    };

    await page.goto(await invite("new@test.travelbuddy.example"));
    await expect(page.getByLabel("Choose a password")).toBeVisible();
    await looksRight("somebody new");
    await page.goto(link);
    await expect(page.getByText("See you.")).toBeVisible();
    await looksRight("an existing account");
    await openSession(page.context(), other);
    await page.reload();
    await expect(title(page)).toHaveText("This invitation is for another address");
    await looksRight("another address");
    await signIn(invited);
    await page.reload();
    await ready(page);
    await accept(page).click();
    await expect(title(page)).toHaveText(`Welcome to ${company.name}`);
    await looksRight("joined");
    expect(complaints).toEqual([]);
  });
}
