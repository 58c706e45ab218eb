import { paths } from "@/lib/paths";
import { expect, message, picture, removeCompany, test } from "../fixtures";

test("an admin changes the profile, logo and banner", async ({ page, signIn, seedCompany }) => {
  const company = await seedCompany({ admin: await signIn() });
  await page.goto(paths.settings(company.id));

  await page.getByLabel("Name").fill(" ");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");

  const name = `Nordwind ${company.name}`;
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Slogan").fill("Small alleys, large stories");
  await page.getByLabel("Country").click();
  await page.getByPlaceholder("Type to search…").fill("portu");
  await page.getByRole("option", { name: "Portugal" }).click();
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByRole("form", { name: "Company profile" }).getByRole("status")).toHaveText(
    "Saved",
  );

  await page
    .getByRole("region", { name: "Logo" })
    .getByLabel("Add a logo")
    .setInputFiles(await picture("logo.png", { width: 320, height: 320 }));
  const crop = page.getByRole("dialog", { name: "Crop picture" });
  await crop.getByRole("button", { name: "Use as logo" }).click();
  await expect(message(page, "Logo saved")).toBeVisible();
  await page
    .getByRole("region", { name: "Banner" })
    .getByLabel("Add a banner")
    .setInputFiles(await picture("banner.png", { width: 1680, height: 720 }));
  await crop.getByRole("button", { name: "Use as banner" }).click();
  await expect(message(page, "Banner saved")).toBeVisible();

  await page.reload();
  await expect(page.getByLabel("Name")).toHaveValue(name);
  await expect(page.getByLabel("Country")).toContainText("Portugal");
  await expect(page.getByRole("img", { name: `Logo of ${name}` })).toBeVisible();
  await page.getByRole("button", { name: "Remove the banner" }).click();
  await expect(message(page, "Banner removed")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Remove the banner" })).toBeHidden();
});

test("the switcher leads from one company to the other, and the start page remembers", async ({
  page,
  signIn,
  seedCompany,
}) => {
  const admin = await signIn();
  const first = await seedCompany({ admin });
  const second = await seedCompany({ admin });
  await page.goto(paths.companies());
  await page.getByRole("main").getByRole("link", { name: first.name }).click();
  await expect(page).toHaveURL(paths.company(first.id));

  await page.getByRole("button", { name: /^Company:/ }).click();
  await page.getByRole("option", { name: second.name }).click();
  await expect(page).toHaveURL(paths.company(second.id));
  await expect(page.getByRole("button", { name: `Company: ${second.name}` })).toBeVisible();
  await page.goto(paths.home());
  await expect(page).toHaveURL(paths.company(second.id));
});

test("a taken name is refused at the field", async ({ page, db, signIn, seedCompany }) => {
  const admin = await signIn();
  const company = await seedCompany({ admin });
  await page.goto(paths.companies());
  const form = page.getByRole("form", { name: "New company" });
  await form.getByLabel("Name").fill(company.name.toUpperCase());
  await form.getByRole("button", { name: "Create company" }).click();
  await expect(form.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await expect(form.getByText("A company with this name already exists.").first()).toBeVisible();

  const name = `${company.name} Two`;
  await form.getByLabel("Name").fill(name);
  await form.getByRole("button", { name: "Create company" }).click();
  await expect(page.getByRole("button", { name: `Company: ${name}` })).toBeVisible();
  const { data } = await db.from("company_accounts").select("id").eq("name", name).single();
  if (data) await removeCompany(db, data.id);
});

test("the owner deletes the company by typing its name; another admin may not", async ({
  page,
  context,
  signIn,
  seedPerson,
  seedCompany,
  db,
}) => {
  const owner = await seedPerson();
  const company = await seedCompany({ admin: owner });
  const other = await signIn();
  await db
    .from("company_members")
    .insert({ company_id: company.id, member_id: other.id, role: "admin" });
  await page.goto(paths.settings(company.id));
  await expect(page.getByRole("button", { name: "Delete company (needs an owner)" })).toBeVisible();

  await context.clearCookies();
  await signIn(owner);
  await page.goto(paths.settings(company.id));
  await page.getByRole("button", { name: "Delete company…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete this company?" });
  await expect(dialog.getByRole("button", { name: "Delete company" })).toBeDisabled();
  await dialog.getByLabel(/^Type/).fill(company.name);
  await dialog.getByRole("button", { name: "Delete company" }).click();
  await expect(page).toHaveURL(paths.companies());
  const gone = await page.goto(paths.company(company.id));
  expect(gone?.status()).toBe(404);
});

test("a SUPER_ADMIN finds and opens any company", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
  seedExperience,
}) => {
  const company = await seedCompany({ admin: await seedPerson() });
  const { id } = await seedExperience(company, { name: "Tram", ready: true });
  await signIn(await seedPerson({ superAdmin: true }));
  await page.goto(paths.platformCompanies());
  await page.getByLabel("Search companies").fill(company.name);
  await expect(page).toHaveURL(/q=/);
  await page.getByRole("link", { name: company.name }).click();
  await expect(page).toHaveURL(paths.company(company.id));
  await page.goto(paths.experience(company.id, id));
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("button", { name: "Archive" })).toBeVisible();
});
