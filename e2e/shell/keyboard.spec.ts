import { paths } from "@/lib/paths";
import { expect, message, test } from "../fixtures";

test("the slice works without a mouse", async ({ page, signIn, seedCompany, seedExperience }) => {
  test.slow();
  const company = await seedCompany({ admin: await signIn() });
  await seedExperience(company, { name: "Tram", ready: true });
  await page.goto(paths.company(company.id));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  // Over the frame to the page.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  // "g e" goes to the experiences, "/" into the search.
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page.getByRole("heading", { name: "Experiences", level: 1 })).toBeVisible();
  const search = page.getByLabel("Search experiences");
  await expect(search).toBeVisible();
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type("tra");
  await expect(page).toHaveURL(/q=tra/);
  // Results that land while the menu opens would move what the arrow keys are on.
  await expect(page.getByRole("status").getByText("1 experience", { exact: true })).toBeAttached();

  // Publish from the menu of the card.
  const menu = page.getByRole("button", { name: "Actions for Tram" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Edit" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Publish" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(message(page, "1 experience published")).toBeVisible();

  // The palette finds it and opens it.
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("tram");
  await expect(page.getByRole("option", { name: /Tram/ }).first()).toBeVisible();
  await page.getByRole("option", { name: /Tram/ }).first().press("Enter");
  await expect(page.getByRole("heading", { name: "Tram", level: 1 })).toBeVisible();

  // Edit, save with Enter.
  await page.getByLabel("Title").focus();
  await page.keyboard.press("End");
  await page.keyboard.type(" to the hill");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Tram to the hill", level: 1 })).toBeVisible();
});
