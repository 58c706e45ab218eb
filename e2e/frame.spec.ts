import { expect, test } from "./fixtures";

/** A company with its admin signed in, and the page open at its experiences. */
async function openExperiences({ page, signIn, seedCompany }: Opened) {
  const admin = await signIn();
  const company = await seedCompany({ admin });
  await page.goto(`/companies/${company.id}/experiences`);
  return { admin, company };
}

type Opened = Pick<Parameters<Parameters<typeof test>[2]>[0], "page" | "signIn" | "seedCompany">;

test("the theme is chosen in the menu, taken at once and rendered by the server afterwards", async ({
  page,
  signIn,
  seedCompany,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await openExperiences({ page, signIn, seedCompany });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();

  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();

  const html = await (await page.request.get(page.url())).text();
  expect(html).toMatch(/<html[^>]* class="dark"/);
  await page.reload();
  expect(await background()).toBe(dark);

  await page.getByRole("button", { name: /^Account:/ }).click();
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeChecked();
  await page.getByRole("menuitemradio", { name: "As the system" }).click();
  await expect.poll(background).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background).toBe(dark);
});

test("the palette goes places, finds experiences and starts new ones", async ({
  page,
  signIn,
  seedCompany,
  seedExperience,
}) => {
  const { company } = await openExperiences({ page, signIn, seedCompany });
  const { name } = await seedExperience(company, { name: "Lantern street at dusk" });

  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog", { name: "Go to, create or search" });
  await palette.getByRole("combobox").fill("lantern");
  await palette.getByRole("option", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);

  await page.keyboard.press("ControlOrMeta+k");
  await palette.getByRole("combobox").fill("team");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/companies/${company.id}/team`);
});

test("single keys go and fold, rest while one types, and ? lists them", async ({
  page,
  signIn,
  seedCompany,
}) => {
  const { company } = await openExperiences({ page, signIn, seedCompany });

  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(list.getByText("Team")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();

  await page.keyboard.press("/");
  const search = page.getByRole("searchbox");
  if (await search.count()) {
    await expect(search).toBeFocused();
    await page.keyboard.type("gt");
    await expect(search).toHaveValue("gt");
    await page.keyboard.press("Escape");
    await search.blur();
  } else {
    await page.keyboard.press("Escape");
  }

  await page.keyboard.press("[");
  await expect(page.getByRole("button", { name: "Unfold the rail" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(page).toHaveURL(`/companies/${company.id}/team`);
  await page.reload();
  await expect(page.getByRole("button", { name: "Unfold the rail" })).toBeVisible();
});

test("the first Tab jumps over the frame", async ({ page, signIn, seedCompany }) => {
  await openExperiences({ page, signIn, seedCompany });
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("the switcher leads to another company and names the role in each", async ({
  page,
  signIn,
  seedCompany,
}) => {
  const { admin, company } = await openExperiences({ page, signIn, seedCompany });
  const other = await seedCompany({ member: admin });
  await page.reload();

  await page.getByRole("button", { name: new RegExp(`^Company: ${company.name}`) }).click();
  const companies = page.getByRole("dialog", { name: "Companies" });
  await expect(companies.getByRole("option", { name: other.name })).toContainText("Member");
  await companies.getByRole("option", { name: other.name }).click();
  await expect(page).toHaveURL(`/companies/${other.id}`);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("five entries lie at the bottom, the others behind More", async ({
    page,
    signIn,
    seedCompany,
  }) => {
    const { company } = await openExperiences({ page, signIn, seedCompany });
    const bar = page.getByRole("navigation", { name: "Company" });
    await expect(bar.getByRole("listitem")).toHaveCount(5);
    for (const entry of await bar.getByRole("listitem").all()) {
      const box = await entry.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    await bar.getByRole("button", { name: "More" }).click();
    await page
      .getByRole("dialog", { name: "More" })
      .getByRole("link", { name: "Settings" })
      .click();
    await expect(page).toHaveURL(`/companies/${company.id}/settings`);
    await expect(page.getByRole("dialog")).toBeHidden();
  });
});
