import { randomUUID } from "node:crypto";
import type { Page } from "playwright/test";
import { paths } from "@/lib/paths";
import { expect, openSession, test } from "../fixtures";
import { codeIn, linkIn, readMail } from "./mailbox";

const title = (page: Page) => page.getByRole("heading", { level: 1 });
const alert = (page: Page) => page.getByRole("main").getByRole("alert");

async function signInWithPassword(page: Page, email: string, password: string) {
  await page.goto(paths.signIn());
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a forgotten password is replaced through the mail, and every other device is signed out", async ({
  page,
  browser,
  seedPerson,
}) => {
  const person = await seedPerson();
  const elsewhere = await browser.newContext();
  await openSession(elsewhere, person);
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));

  await page.goto(paths.signIn());
  await page.getByRole("link", { name: "Forgot it?" }).click();
  await expect(title(page)).toHaveText("A new password");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(title(page)).toHaveText("Check your mail");
  await expect(page.getByRole("link", { name: "local mailbox" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Send it again in/ })).toBeVisible();

  const link = linkIn(await readMail(person.email, "reset-password"));
  await page.goto(link);
  await expect(page).toHaveURL(paths.confirm());
  // A reload is no reason to look for the mail again.
  await page.reload();
  await page.getByRole("button", { name: "Choose a new password" }).click();
  await expect(page).toHaveURL(paths.resetPassword());

  const password = page.getByLabel("New password");
  await expect(password).toHaveAttribute("autocomplete", "new-password");
  await password.fill("Password2026!");
  await expect(page.getByText("Too easy to guess.")).toBeVisible();
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(password).toHaveAccessibleDescription(/tried first/);
  await password.fill("three-lanterns-over-hoian");
  await expect(page.getByText("Strong.")).toBeVisible();
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page).toHaveURL(paths.companies());

  const other = await elsewhere.newPage();
  await other.goto(paths.companies());
  await expect(other).toHaveURL(/\/sign-in\?next=/);
  await signInWithPassword(other, person.email, "three-lanterns-over-hoian");
  await expect(other).toHaveURL(paths.companies());
  await elsewhere.close();

  // A link works once.
  await page.goto(link);
  await page.getByRole("button", { name: "Choose a new password" }).click();
  await expect(title(page)).toHaveText("This link no longer works");
  await expect(title(page)).toBeFocused();
  await page.getByRole("link", { name: "Send a new one" }).click();
  await expect(page).toHaveURL(paths.forgotPassword());

  await readMail(person.email, "password-changed");
  const token = /token_hash=([^&]+)/.exec(link)?.[1] ?? "none";
  expect(addresses.filter((address) => address.includes(token))).toEqual([]);
});

test("the mail's link signs in and leads to where one was going; its button must be pressed", async ({
  page,
  seedPerson,
  seedCompany,
}) => {
  const person = await seedPerson();
  const company = await seedCompany({ admin: person });
  await page.goto(paths.team(company.id));
  await page.getByRole("link", { name: "Have a code sent to you" }).click();
  await expect(title(page)).toHaveText("Sign in by mail");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(title(page)).toHaveText("Check your mail");

  const link = linkIn(await readMail(person.email, "magic-link"));
  // A scanner that opens it uses nothing up.
  await page.request.get(link);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(paths.team(company.id));
});

test("the mail's code signs in: typed wrong, then pasted; an unknown address looks the same", async ({
  page,
  seedPerson,
}) => {
  const person = await seedPerson();
  const seen: string[] = [];
  for (const email of [`nobody-${randomUUID()}@test.travelbuddy.example`, person.email]) {
    await page.goto(paths.signInByMail());
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await expect(title(page)).toHaveText("Check your mail");
    const text = (await page.getByRole("main").textContent()) ?? "";
    seen.push(text.replaceAll(email, "").replace(/again in \d+ s/, ""));
  }
  expect(seen[0]).toBe(seen[1]);

  const code = codeIn(await readMail(person.email, "magic-link"));
  const field = page.getByLabel("Six-digit code");
  await expect(field).toHaveAttribute("autocomplete", "one-time-code");
  await field.fill(code === "000000" ? "111111" : "000000");
  await expect(alert(page)).toHaveText("This code does not work.");
  await expect(field).toBeFocused();
  // The page survives a trip to the mail app.
  await page.reload();
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(page).toHaveURL(paths.companies());
});

test("an address changes when both mailboxes agree, and can be kept until then", async ({
  page,
  signIn,
  seedPerson,
}) => {
  const [person, other] = await Promise.all([signIn(), seedPerson()]);
  const fresh = `e2e-${randomUUID()}@test.travelbuddy.example`;
  await page.goto(paths.account());
  const form = page.getByRole("form", { name: "E-mail" });

  await form.getByLabel("New address").fill(`e2e-${randomUUID()}@test.travelbuddy.example`);
  await form.getByRole("button", { name: "Change address" }).click();
  await page.getByRole("button", { name: "Keep the present address" }).click();
  await expect(form.getByLabel("New address")).toBeVisible();

  // One that has an account looks the same, and can be kept from like any other.
  await form.getByLabel("New address").fill(other.email);
  await form.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByText(`On its way to ${other.email}`)).toBeVisible();
  await page.reload();
  await expect(page.getByText(`On its way to ${other.email}`)).toBeVisible();
  await page.getByRole("button", { name: "Send the mails again" }).click();
  await expect(page.getByText("Sent once more.")).toBeVisible();
  await page.getByRole("button", { name: "Keep the present address" }).click();
  await expect(form.getByLabel("New address")).toBeVisible();

  // The auth server writes to one person once a second.
  const onItsWay = page.getByText(`On its way to ${fresh}`);
  await expect(async () => {
    if (!(await onItsWay.isVisible())) {
      await form.getByLabel("New address").fill(fresh, { timeout: 2_000 });
      await form.getByRole("button", { name: "Change address" }).click({ timeout: 2_000 });
    }
    await expect(onItsWay).toBeVisible({ timeout: 5_000 });
  }).toPass();

  const toNew = await readMail(fresh, "email-change");
  await page.goto(linkIn(toNew));
  await page.getByRole("button", { name: "Confirm the change" }).click();
  await expect(title(page)).toHaveText("One mailbox has agreed");
  await page.goto(paths.account());
  await expect(onItsWay).toBeVisible();

  const toOld = await readMail(person.email, "email-change");
  await page.goto(linkIn(toOld));
  await page.getByRole("button", { name: "Confirm the change" }).click();
  await expect(title(page)).toHaveText("Your address is changed");
  await page.goto(paths.account());
  await expect(page.getByText("You sign in with")).toContainText(fresh);
  await readMail(person.email, "email-changed");
});

test("a link that was cut short is explained", async ({ page }) => {
  await page.goto(`${paths.confirm()}#token_hash=abc`);
  await expect(title(page)).toHaveText("This link is incomplete");
  await page.goto(paths.resetPassword());
  await expect(title(page)).toHaveText("Ask for a new link");
  await page.goto(paths.checkMail());
  await expect(title(page)).toHaveText("No mail is on its way");
});
