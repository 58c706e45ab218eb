import { paths } from "@/lib/paths";
import { expect, message, test } from "../fixtures";

const cards = "main li h2";

test("search, status, sort, page and view stand in the address; back takes them back", async ({
  page,
  signIn,
  seedCompany,
  db,
}) => {
  test.slow();
  const company = await seedCompany({ editor: await signIn() });
  const rows = Array.from({ length: 27 }, (_, index) => ({
    owned_by: company.id,
    name: `Place ${String(index + 1).padStart(2, "0")}`,
    status: index < 3 ? "active" : "inactive",
    address: index === 4 ? "Chợ Lớn, Quận 5" : null,
    created_at: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
  }));
  expect((await db.from("experiences").insert(rows)).error).toBeNull();

  await page.goto(paths.experiences(company.id));
  await expect(page.getByText("1–25 of 27 experiences")).toBeVisible();
  await expect(page.locator(cards).first()).toHaveText("Place 27");

  await page.getByRole("link", { name: "Page 2" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.locator(cards)).toHaveText(["Place 02", "Place 01"]);

  // Accents and case aside, in the address too; and from the first page again.
  await page.getByLabel("Search experiences").fill("cho lon");
  await expect(page).toHaveURL(/q=cho/);
  await expect(page.locator(cards)).toHaveText(["Place 05"]);
  await page.reload();
  await expect(page.locator(cards)).toHaveText(["Place 05"]);
  await expect(page.getByLabel("Search experiences")).toHaveValue("cho lon");

  await page.getByRole("button", { name: "Clear search" }).click();
  await page.getByLabel("Status").selectOption("Published");
  await expect(page.locator(cards)).toHaveText(["Place 03", "Place 02", "Place 01"]);
  await page.getByLabel("Sort by").selectOption("Name A–Z");
  await expect(page.locator(cards)).toHaveText(["Place 01", "Place 02", "Place 03"]);
  await page.getByRole("radio", { name: "Table" }).check({ force: true });
  await expect(page.getByRole("table", { name: "Experiences" }).getByRole("row")).toHaveCount(4);

  await page.goBack();
  await expect(page.locator(cards)).toHaveText(["Place 01", "Place 02", "Place 03"]);
  await page.goBack();
  await expect(page.locator(cards)).toHaveText(["Place 03", "Place 02", "Place 01"]);

  await page.getByLabel("Search experiences").fill("no such place");
  await expect(page.getByRole("heading", { name: "No experiences match" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByText("1–25 of 27 experiences")).toBeVisible();
});

test("a selection is published and archived, and taken back", async ({
  page,
  signIn,
  seedCompany,
  seedExperience,
}) => {
  const company = await seedCompany({ editor: await signIn() });
  await seedExperience(company, { name: "Ready one", ready: true });
  await seedExperience(company, { name: "Ready two", ready: true });
  await seedExperience(company, { name: "Half done" });
  await page.goto(`${paths.experiences(company.id)}?view=table`);

  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  await page.getByLabel("Select all on this page").check();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText("3 selected");
  await bar.getByRole("button", { name: "Publish" }).click();
  await expect(row("Ready one")).toContainText("Published");
  await expect(row("Ready two")).toContainText("Published");
  await expect(row("Half done")).toContainText("Draft");
  // Those that are not ready are named.
  await expect(message(page, "Not ready yet: “Half done”")).toBeVisible();
  await page.reload();
  await expect(row("Ready one")).toContainText("Published");

  await page.getByLabel("Select Ready one").check();
  await page
    .getByRole("region", { name: "Selection" })
    .getByRole("button", { name: "Archive" })
    .click();
  await expect(row("Ready one")).toContainText("Draft");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row("Ready one")).toContainText("Published");
  await expect(message(page, "Back to how it was.")).toBeVisible();
  await page.reload();
  await expect(row("Ready one")).toContainText("Published");
});

test("an empty company is invited to begin", async ({ page, signIn, seedCompany }) => {
  const company = await seedCompany({ editor: await signIn() });
  await page.goto(paths.experiences(company.id));
  await page.getByRole("link", { name: "Create the first one" }).click();
  await expect(page.getByRole("heading", { name: "New experience", level: 1 })).toBeVisible();
});

test("a list that does not load says so and tries again", async ({
  page,
  signIn,
  seedCompany,
  seedExperience,
}) => {
  const company = await seedCompany({ editor: await signIn() });
  await seedExperience(company, { name: "Tram" });
  await page.goto(paths.experiences(company.id));
  await expect(page.locator(cards)).toHaveText(["Tram"]);
  const data = `**${paths.experiencesData(company.id)}*`;
  await page.route(data, (route) => route.abort());
  await page.getByLabel("Status").selectOption("Internal");
  await expect(page.getByText("The experiences did not load")).toBeVisible();
  await page.unroute(data);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "No experiences match" })).toBeVisible();
});
