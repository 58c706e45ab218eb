import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";

test("signing in leads on to where one was going, signing out ends it", async ({
  page,
  seedPerson,
  seedCompany,
}) => {
  const admin = await seedPerson();
  const company = await seedCompany({ admin });
  await page.goto(`/companies/${company.id}/team`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("E-mail").fill(admin.email.toUpperCase());
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`/companies/${company.id}/team`);

  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await page.goto(`/companies/${company.id}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("a wrong password and an unknown address look the same, and nothing typed is lost", async ({
  page,
  seedPerson,
}) => {
  const person = await seedPerson();
  const answers: (string | null)[] = [];
  for (const email of [person.email, `nobody-${randomUUID()}@test.travelbuddy.example`]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.getByRole("alert").filter({ hasText: /\w/ });
    await expect(alert).toBeVisible();
    answers.push(await alert.textContent());
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  }
  expect(answers[0]).toBe(answers[1]);
});

test("the return address cannot lead off the site", async ({ page, seedPerson }) => {
  const person = await seedPerson();
  await page.goto("/sign-in?next=https%3A%2F%2Fevil.example%2F");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/companies");
});

test("signing up says what is missing at its field, then opens the account", async ({
  page,
  db,
}) => {
  const email = `e2e-${randomUUID()}@test.travelbuddy.example`;
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Trần Thị Mai");
  await page.getByLabel("E-mail").fill(email);
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("short");
  await expect(page.getByText("3 more characters.")).toBeVisible();
  await page.getByRole("button", { name: "Create account" }).click();

  const business = page.getByLabel("Business name");
  await expect(business).toBeFocused();
  await expect(business).toHaveAccessibleDescription(/what the business is called/);
  await expect(password).toHaveAccessibleDescription(/at least 8 characters/);
  await expect(page.getByLabel("Your name")).toHaveValue("Trần Thị Mai");

  await business.fill("Mai Slow Travel");
  await password.fill("ba chiếc thuyền trên sông");
  await expect(page.getByText("Strong.")).toBeVisible();
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(password).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL("/companies");

  const { data } = await db
    .from("businessprofiles")
    .select("businessid,businessname")
    .eq("email", email)
    .single();
  expect(data?.businessname).toBe("Mai Slow Travel");
  await db.auth.admin.deleteUser(data?.businessid);
});

for (const path of ["/sign-in", "/sign-up"]) {
  for (const width of [390, 1440]) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`${path} passes axe at ${width} px, ${colorScheme}`, async ({ page }) => {
        const complaints: string[] = [];
        page.on("console", (message) => {
          if (message.type() === "error") complaints.push(message.text());
        });
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme });
        await page.goto(path);
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
        expect(complaints).toEqual([]);
      });
    }
  }
}
