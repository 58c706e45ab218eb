import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "playwright/test";

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1440]) {
    test(`the API's documentation reads well, ${colorScheme}, ${width} px`, async ({ page }) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto("/api/docs");

      const summary = page.locator("summary", { hasText: "/api/v1/companies/members" });
      await summary.filter({ hasText: "GET" }).click();
      await expect(page.getByRole("region", { name: "Answer 201" })).toBeVisible();
      // Nothing sticks out at the side.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      // The policy lets its own style and script through, and there is nothing else.
      expect(complaints).toEqual([]);
    });
  }
}

test("operations are found by their words", async ({ page }) => {
  await page.goto("/api/docs");
  await page.getByRole("searchbox", { name: "Find an operation" }).fill("delete company");
  await expect(page.getByRole("status")).toHaveText("1 operation");
  await expect(page.getByText("DELETE", { exact: true }).locator("visible=true")).toHaveCount(1);
  await page.getByRole("searchbox").fill("nothing of the kind");
  await expect(page.getByRole("status")).toHaveText("0 operations");
});
