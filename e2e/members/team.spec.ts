import { paths } from "@/lib/paths";
import { expect, test } from "../fixtures";

test("the team by role, each person once", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
  db,
}) => {
  const member = await signIn(await seedPerson({ name: `Mai ${Date.now()}` }));
  const admin = await seedPerson({ name: `Ana ${Date.now()}` });
  const editor = await seedPerson({ name: `Edo ${Date.now()}` });
  const company = await seedCompany({ admin, editor, member });
  await db
    .from("company_members")
    .insert({ company_id: company.id, member_id: admin.id, role: "member" });

  await page.goto(paths.team(company.id));
  const admins = page.getByRole("region", { name: "Admins" });
  await expect(admins).toContainText(admin.name);
  await expect(admins).toContainText(admin.email);
  await expect(page.getByText(admin.name)).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Members" })).toContainText("You");

  await page.getByRole("link", { name: "Editors 1" }).click();
  await expect(page).toHaveURL(/role=editor/);
  await expect(page.getByRole("region", { name: "Editors" })).toContainText(editor.name);
  await expect(admins).toBeHidden();
  await page.reload();
  await expect(page.getByRole("region", { name: "Editors" })).toContainText(editor.name);
});
