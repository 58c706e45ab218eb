import { randomUUID } from "node:crypto";
import { paths } from "@/lib/paths";
import { expect, test } from "../fixtures";

test.describe("signing in", () => {
  test("leads to where one was going, and a reload keeps the session", async ({
    page,
    seedPerson,
    seedCompany,
  }) => {
    const admin = await seedPerson();
    const company = await seedCompany({ admin });
    await page.goto(paths.team(company.id));
    await expect(page).toHaveURL(/\/sign-in\?next=/);

    await page.getByLabel("E-mail").fill(admin.email.toUpperCase());
    await page.getByLabel("Password", { exact: true }).fill(admin.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Team", level: 1 })).toBeVisible();
    await expect(page).toHaveURL(paths.team(company.id));
    await page.reload();
    await expect(page.getByRole("heading", { name: "Team", level: 1 })).toBeVisible();
  });

  test("says the same of a wrong password and an unknown address, and keeps what was typed", async ({
    page,
    seedPerson,
  }) => {
    const { email } = await seedPerson();
    await page.goto(paths.signIn());
    for (const address of [email, `nobody-${randomUUID()}@test.travelbuddy.example`]) {
      await page.getByLabel("E-mail").fill(address);
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toHaveText(
        "E-mail and password do not match.",
      );
      await expect(page.getByLabel("E-mail")).toHaveValue(address);
      await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
    }
  });

  test("asks for what is missing, at the field", async ({ page }) => {
    await page.goto(paths.signIn());
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("E-mail")).toBeFocused();
  });

  for (const elsewhere of ["//evil.example/companies", "https://evil.example/"]) {
    test(`never leaves the site for ${elsewhere}`, async ({ page, seedPerson }) => {
      const person = await seedPerson();
      await page.goto(paths.signIn(elsewhere));
      await page.getByLabel("E-mail").fill(person.email);
      await page.getByLabel("Password", { exact: true }).fill(person.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page).toHaveURL(paths.companies());
    });
  }
});

test("signing up opens an account, founds a company and begins in it", async ({ page, db }) => {
  const email = `e2e-${randomUUID()}@test.travelbuddy.example`;
  const business = `Nordwind ${randomUUID().slice(0, 8)}`;
  try {
    await page.goto(paths.signUp());
    const password = page.getByLabel("Password", { exact: true });
    await page.getByLabel("Your name").fill("Ana Duarte");
    await page.getByLabel("E-mail").fill("not an address");
    await password.fill("short");
    await expect(page.getByText("3 more characters.")).toBeVisible();
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("Business name")).toBeFocused();
    await expect(page.getByLabel("Business name")).toHaveAccessibleDescription(
      /what the business is called/,
    );
    await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
    await expect(password).toHaveAccessibleDescription(/at least 8 characters/);
    await expect(page.getByLabel("Your name")).toHaveValue("Ana Duarte");

    await page.getByLabel("Business name").fill(business);
    await page.getByLabel("E-mail").fill(email);
    await password.fill("ba chiếc thuyền trên sông");
    await expect(page.getByText("Strong.")).toBeVisible();
    await page.getByRole("button", { name: "Show password" }).click();
    await expect(password).toHaveAttribute("type", "text");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).toHaveURL(paths.companies());

    const form = page.getByRole("form", { name: "New company" });
    // Guessed from the browser.
    await expect(form.getByLabel("Time zone")).toContainText("Europe/Lisbon");
    await form.getByLabel("Name").fill(business);
    await form.getByRole("button", { name: "Create company" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(business);
    await expect(page.getByText("Your first experience is waiting")).toBeVisible();
  } finally {
    const { data } = await db.from("company_accounts").select("id").eq("name", business);
    for (const { id } of data ?? []) await db.from("company_accounts").delete().eq("id", id);
    const { data: profile } = await db
      .from("businessprofiles")
      .select("businessid")
      .eq("email", email)
      .maybeSingle();
    if (profile) await db.auth.admin.deleteUser(profile.businessid);
  }
});

test("signing out ends the session", async ({ page, signIn, seedCompany }) => {
  const company = await seedCompany({ admin: await signIn() });
  await page.goto(paths.company(company.id));
  const copied = await page.context().cookies();
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(paths.company(company.id));
  await expect(page).toHaveURL(/\/sign-in\?next=/);

  // Nor does a copy of the cookie, taken before, open anything.
  await page.context().addCookies(copied);
  await page.goto(paths.company(company.id));
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});
