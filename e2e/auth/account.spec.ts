import { randomUUID } from "node:crypto";
import type { Page } from "playwright/test";
import { paths } from "@/lib/paths";
import { totpCode } from "../../supabase/embedded/auth/totp.ts";
import { expect, openSession, type Person, test } from "../fixtures";

const title = (page: Page) => page.getByRole("heading", { level: 1 });

/** Sets up an app on the account page, and keeps what it shows this once. */
async function setUpApp(page: Page) {
  await page.goto(paths.account());
  await page.getByRole("button", { name: "Set up an app" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name of the app or phone").fill("Pocket");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByRole("img", { name: /^QR code/ })).toBeVisible();
  const secret = ((await dialog.locator("code").textContent()) ?? "").replaceAll(" ", "");
  const code = dialog.getByLabel("Code the app shows");
  await code.fill(totpCode(secret, Date.now() - 600_000));
  await expect(dialog.getByRole("alert")).toHaveText("This code does not work.");
  // A code is good once: each time the next one, within what clocks may differ.
  await code.fill(totpCode(secret, Date.now() - 30_000));
  const codes = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recovery = await codes.allTextContents();
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Pocket", { exact: true })).toBeVisible();
  await expect(page.getByText("10 are left")).toBeVisible();
  return { secret, recovery };
}

async function signInAgain(page: Page, person: Person) {
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(paths.signIn());
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a second factor: set up, asked for after the password, taken off with a fresh code", async ({
  page,
  signIn,
  seedCompany,
}) => {
  test.setTimeout(90_000);
  const person = await signIn();
  const company = await seedCompany({ admin: person });
  await page.goto(paths.companies());
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await expect(title(page)).toHaveText("Your account");

  const { secret } = await setUpApp(page);
  await signInAgain(page, person);
  await expect(title(page)).toHaveText("One more step");

  // There is no way round it.
  await page.goto(paths.team(company.id));
  await expect(title(page)).toHaveText("One more step");
  await page.getByLabel("Six-digit code").fill(totpCode(secret));
  await expect(title(page)).toHaveText("Team");
  await expect(page).toHaveURL(paths.team(company.id));

  await page.goto(paths.account());
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Remove Pocket" }).click();
  await dialog.getByLabel("Code it shows now").fill(totpCode(secret, Date.now() + 30_000));
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Set up an app" })).toBeVisible();
  await page.goto(paths.team(company.id));
  await expect(title(page)).toHaveText("Team");
});

test("whoever has lost the app signs in with a recovery code, which takes the app off", async ({
  page,
  signIn,
}) => {
  const person = await signIn();
  const { recovery } = await setUpApp(page);
  await signInAgain(page, person);
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  const code = page.getByLabel("Recovery code");
  await code.fill("0000-0000-0000-0000");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(code).toHaveAttribute("aria-invalid", "true");
  await code.fill(recovery[3] ?? "");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("Your recovery code has let you in")).toBeVisible();
  await expect(page.getByRole("button", { name: "Set up an app" })).toBeVisible();
  await signInAgain(page, person);
  await expect(page).toHaveURL(paths.companies());
});

test("a session is ended from another device", async ({ page, browser, signIn }) => {
  const person = await signIn();
  const elsewhere = await browser.newContext({
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  });
  const other = await elsewhere.newPage();
  await other.goto(paths.signIn());
  await other.getByLabel("E-mail").fill(person.email);
  await other.getByLabel("Password", { exact: true }).fill(person.password);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other).toHaveURL(paths.companies());

  await page.goto(paths.account());
  await expect(page.getByText("This device")).toBeVisible();
  await page.getByRole("button", { name: /^Sign out Firefox on Linux/ }).click();
  await expect(page.getByRole("button", { name: /^Sign out Firefox/ })).toBeHidden();
  await other.goto(paths.account());
  await expect(other).toHaveURL(/\/sign-in\?next=/);
  await elsewhere.close();
  await page.reload();
  await expect(title(page)).toHaveText("Your account");
});

test("signing out everywhere ends this device, too", async ({ page, browser, signIn }) => {
  const person = await signIn();
  const elsewhere = await browser.newContext();
  await openSession(elsewhere, person);
  await page.goto(paths.account());
  await page.getByRole("button", { name: "Sign out everywhere", exact: true }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(paths.signIn());
  const other = await elsewhere.newPage();
  await other.goto(paths.account());
  await expect(other).toHaveURL(/\/sign-in\?next=/);
  await elsewhere.close();
});

test("name and language are kept; a password change asks for the present one", async ({
  page,
  signIn,
  db,
}) => {
  const person = await signIn();
  await page.goto(paths.account());
  const profile = page.getByRole("form", { name: "Profile" });
  const business = `Nordwind ${randomUUID().slice(0, 8)}`;
  await profile.getByLabel("First name").fill("Mai");
  await profile.getByLabel("Last name").fill("Trần");
  await profile.getByLabel("Business name").fill(business);
  await profile.getByLabel("Language of our mails").selectOption({ label: "Tiếng Việt" });
  await profile.getByRole("button", { name: "Save profile" }).click();
  await expect(profile.getByRole("status")).toHaveText("Saved");
  await expect(page.getByRole("button", { name: `Account: ${business}` })).toBeVisible();
  const { data } = await db
    .from("userprofiles")
    .select("firstname,lastname,language")
    .eq("userid", person.id)
    .single();
  expect(data).toEqual({ firstname: "Mai", lastname: "Trần", language: "vi" });

  const password = page.getByRole("form", { name: "Password" });
  await password.getByLabel("Present password").fill("not my password");
  await password.getByLabel("New password").fill("three-lanterns-over-hoian");
  await password.getByRole("button", { name: "Change password" }).click();
  await expect(password.getByLabel("Present password")).toHaveAccessibleDescription(
    /not your password/,
  );
  await password.getByLabel("Present password").fill(person.password);
  await password.getByRole("button", { name: "Change password" }).click();
  await expect(password.getByRole("status")).toContainText("Your password is changed");
  await expect(password.getByLabel("New password")).toHaveValue("");
  await page.reload();
  await expect(title(page)).toHaveText("Your account");
});
