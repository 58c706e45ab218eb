import { paths } from "@/lib/paths";
import { expect, test } from "../fixtures";

test("a member reads everything and is told which role each change needs", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
  seedExperience,
}) => {
  const member = await signIn();
  const company = await seedCompany({ admin: await seedPerson(), member });
  const { id } = await seedExperience(company, { name: "Staff only", status: "internal" });

  await page.goto(paths.experiences(company.id));
  await expect(page.getByRole("heading", { name: "Staff only" })).toBeVisible();
  await expect(
    page.getByRole("button", { name: "New experience (needs an editor)" }),
  ).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Actions for Staff only" }).click();
  await expect(page.getByText("Changing needs an editor")).toBeVisible();
  await expect(page.getByText("Deleting needs an admin")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto(paths.experience(company.id, id));
  await expect(page.getByLabel("Title")).not.toBeEditable();
  await expect(page.getByRole("button", { name: "Save changes (needs an editor)" })).toBeVisible();
  await page.goto(paths.newExperience(company.id));
  await expect(page.getByText("This needs the role Editor.")).toBeVisible();
  await page.goto(paths.settings(company.id));
  await expect(page.getByRole("button", { name: "Edit profile (needs an admin)" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete company (needs an owner)" })).toBeVisible();
});

test("an editor edits and publishes, but deletes nothing and sees no company log", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
  seedExperience,
}) => {
  const company = await seedCompany({ admin: await seedPerson(), editor: await signIn() });
  const { id } = await seedExperience(company, { name: "Tram", ready: true });
  await page.goto(paths.experience(company.id, id));
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("button", { name: "Archive" })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await expect(page.getByText("Deleting needs an admin")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto(paths.company(company.id));
  await expect(page.getByRole("heading", { name: "Newest experiences" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Recent activity" })).toBeHidden();
});

test("an admin sees in sentences what happened", async ({
  page,
  signIn,
  seedCompany,
  seedExperience,
}) => {
  const admin = await signIn();
  const company = await seedCompany({ admin });
  const { id } = await seedExperience(company, { name: "Tram", ready: true });
  await page.goto(paths.experience(company.id, id));
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("button", { name: "Archive" })).toBeVisible();
  await page.goto(paths.company(company.id));
  await expect(page.getByText(`${admin.name} published Tram`)).toBeVisible();
});

test("a stranger finds nothing, not even that there is something", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
  seedExperience,
}) => {
  await signIn();
  const company = await seedCompany({ admin: await seedPerson() });
  const { id } = await seedExperience(company, { status: "active", ready: true });
  for (const path of [
    paths.company(company.id),
    paths.experiences(company.id),
    paths.experience(company.id, id),
    paths.team(company.id),
    paths.settings(company.id),
    paths.company("00000000-0000-4000-8000-000000000000"),
    paths.company("not-an-id"),
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
  }
  const list = await page.request.get(paths.experiencesData(company.id));
  expect(list.status()).toBe(404);
  const platform = await page.goto(paths.platformCompanies());
  await expect(page.getByRole("heading", { name: "This path leads nowhere" })).toBeVisible();
  expect([200, 404]).toContain(platform?.status());
});

test("an experience of another company is not opened under one's own", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
  seedExperience,
}) => {
  const mine = await seedCompany({ admin: await signIn() });
  const theirs = await seedCompany({ admin: await seedPerson() });
  const { id } = await seedExperience(theirs, { status: "active", ready: true });
  await page.goto(paths.experience(mine.id, id));
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});
