import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";
import { mailsIn } from "./mailbox";

const baseUrl = process.env.TEST_BASE_URL ?? "";

test("a mail appears while one looks, and its link leads on", async ({
  page,
  context,
  db,
  seedPerson,
}) => {
  const [person, other] = [await seedPerson(), await seedPerson()];
  await page.goto("/dev/mailbox");
  await page.getByLabel("Search by recipient").fill(person.email);
  await expect(page.getByText(`No mail to “${person.email}”`)).toBeVisible();

  // Nobody reloads: the list looks by itself.
  for (const { email } of [person, other]) {
    const { error } = await db.auth.resetPasswordForEmail(email, {
      redirectTo: `${baseUrl}/sign-in`,
    });
    expect(error).toBeNull();
  }
  const mails = page.getByRole("navigation", { name: "Mails" });
  await expect(mails.getByRole("listitem")).toHaveCount(1);
  await mails.getByRole("link").click();

  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const frame = page.frameLocator("iframe");
  const link = frame.getByRole("link", { name: /password/i }).first();
  const [mail] = await mailsIn(baseUrl, person.email);
  const address = await link.getAttribute("href");
  expect(mail?.html).toContain(address?.replaceAll("&", "&amp;"));
  const [opened] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await expect(opened).toHaveURL(/#token_hash=\w/);
  await opened.close();

  await page.getByRole("tab", { name: "Text" }).click();
  await expect(page.getByRole("tabpanel").getByRole("link").first()).toHaveAttribute(
    "href",
    address ?? "",
  );
  await page.getByRole("tab", { name: "Headers" }).click();
  await expect(page.getByRole("tabpanel")).toContainText(person.email);
});

test("a mail runs nothing and sees nothing of the page around it", async ({
  page,
  db,
  seedPerson,
}) => {
  const person = await seedPerson();
  await db.auth.resetPasswordForEmail(person.email);
  const [mail] = await mailsIn(baseUrl, person.email);
  await page.goto(`/dev/mailbox/${mail?.id}`);
  await expect(page.locator("iframe")).toHaveAttribute(
    "sandbox",
    "allow-popups allow-popups-to-escape-sandbox",
  );
  const body = await page.request.get(`/dev/mailbox/${mail?.id}/mail.html`);
  const policy = body.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("sandbox");
  expect(policy).not.toContain("allow-scripts");
  expect(body.headers()["cache-control"]).toBe("no-store");
  for (const id of ["1", "00000000-0000-4000-8000-000000000000"]) {
    expect((await page.request.get(`/dev/mailbox/${id}/mail.html`)).status()).toBe(404);
    await page.goto(`/dev/mailbox/${id}`);
    await expect(page.getByRole("heading", { name: "This path leads nowhere" })).toBeVisible();
  }
});

for (const [colorScheme, width] of [
  ["light", 390],
  ["dark", 1440],
] as const) {
  test(`is usable at ${width} pixels, ${colorScheme}`, async ({ page, db, seedPerson }) => {
    const person = await seedPerson();
    await db.auth.resetPasswordForEmail(person.email);
    const [mail] = await mailsIn(baseUrl, person.email);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/dev/mailbox/${mail?.id}`);
    await expect(page.getByRole("heading", { level: 1, name: mail?.subject ?? "" })).toBeVisible();
    const list = page.getByRole("navigation", { name: "Mails" });
    await expect(list).toBeVisible({ visible: width > 1000 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);

    // The mail follows the page, and can be looked at in the other colours.
    const background = () =>
      page
        .frameLocator("iframe")
        .locator(".tb-page")
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    const first = await background();
    await page.getByRole("radio", { name: colorScheme === "light" ? "Dark" : "Light" }).check();
    await expect.poll(background).not.toBe(first);

    const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    if (width < 1000) {
      await page.getByRole("link", { name: "All mails" }).click();
      await expect(list).toBeVisible();
    }
  });
}
