import { paths } from "@/lib/paths";
import { expect, test } from "../fixtures";

/** A text that leaves traces wherever it is taken for HTML, in an attribute or in a script. */
const HOSTILE = [
  `<img src=x data-hostile onerror="window.hostile=1">`,
  `<svg data-hostile onload="window.hostile=2"></svg>`,
  `</script><script data-hostile>window.hostile=3</script>`,
  `"'><b data-hostile>\u202e{{7*7}}\${7*7}`,
].join(" ");

test("markup in what others wrote is shown as text, nowhere run", async ({
  page,
  db,
  signIn,
  seedPerson,
  seedCompany,
  seedExperience,
}) => {
  test.slow();
  const admin = await signIn(await seedPerson({ superAdmin: true }));
  const company = await seedCompany({ admin, name: `${HOSTILE} ${crypto.randomUUID()}` });
  const written = async (table: string, column: string, id: string, values: object) => {
    const { data, error } = await db.from(table).update(values).eq(column, id).select(column);
    expect(error).toBeNull();
    expect(data).toHaveLength(1);
  };
  await written("company_accounts", "id", company.id, {
    description: HOSTILE,
    slogan: HOSTILE,
    city: HOSTILE.slice(0, 200),
  });
  await written("businessprofiles", "businessid", admin.id, {
    businessname: `${HOSTILE} ${admin.id}`.slice(-255),
    description: HOSTILE,
  });
  await written("userprofiles", "userid", admin.id, {
    firstname: HOSTILE.slice(0, 100),
    lastname: HOSTILE.slice(0, 100),
  });
  const experience = await seedExperience(company, { ready: true, status: "active" });
  await written("experiences", "id", experience.id, {
    name: HOSTILE,
    description: HOSTILE,
    thumbnail_description: HOSTILE,
    address: HOSTILE,
    default_questions: [HOSTILE],
  });
  for (const [table, values] of [
    ["experience_details", { type: "photography_tips", name: HOSTILE, text: HOSTILE }],
    ["activities", { title: HOSTILE, description: HOSTILE, hours: HOSTILE, highlights: [HOSTILE] }],
    ["locations", { title: HOSTILE, description: HOSTILE, hours: HOSTILE }],
  ] as const) {
    const { error } = await db.from(table).insert({ experience_id: experience.id, ...values });
    expect(error).toBeNull();
  }

  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const [address, shown] of [
    [paths.companies(), company.name],
    [paths.company(company.id), HOSTILE],
    [paths.experiences(company.id), HOSTILE],
    [`${paths.experiences(company.id)}?view=table`, HOSTILE],
    [paths.experience(company.id, experience.id), null],
    [paths.team(company.id), null],
    [paths.settings(company.id), null],
    [paths.platformCompanies(), null],
  ] as const) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    if (shown) await expect(page.getByText("data-hostile").first()).toBeAttached();
    expect(await page.locator("[data-hostile]").count(), address).toBe(0);
    expect(await page.evaluate(() => Reflect.get(window, "hostile")), address).toBeUndefined();
  }
  expect(dialogs).toEqual([]);
});
