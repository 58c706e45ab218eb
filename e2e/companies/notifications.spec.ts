import { paths } from "@/lib/paths";
import { expect, message, type Person, test } from "../fixtures";
import { mailsIn } from "../mailbox";
import { quietSummary } from "../weekly-summary";

const aSwitch = { name: "Weekly summary" };

test("admins get the summary unless they turn it off, others when they turn it on", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
}) => {
  const admin = await signIn();
  const editor = await seedPerson();
  const company = await seedCompany({ admin, editor });
  await page.goto(paths.notifications(company.id));
  const ours = page.getByRole("switch", aSwitch);
  await expect(ours).toBeInViewport();
  await expect(ours).toBeChecked();
  await ours.press("Space");
  await expect(ours).not.toBeChecked();
  await expect(async () => {
    await page.reload();
    await expect(ours).not.toBeChecked({ timeout: 500 });
  }).toPass();

  await page.context().clearCookies();
  await signIn(editor);
  await page.goto(paths.settings(company.id));
  await expect(page.getByRole("switch", aSwitch)).not.toBeChecked();
  await expect(page.getByText("Always on", { exact: true })).toBeVisible();
});

test("a switch that was not taken goes back and says so", async ({ page, signIn, seedCompany }) => {
  const company = await seedCompany({ admin: await signIn() });
  await page.goto(paths.settings(company.id));
  await page.route("**/settings", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await page.getByRole("switch", aSwitch).click();
  await expect(
    message(page, "That did not get through. Nothing is lost: please try again."),
  ).toBeVisible();
  await expect(page.getByRole("switch", aSwitch)).toBeChecked();
});

test("the link of the mail turns it off and on again, without signing in", async ({
  page,
  baseURL,
  db,
  seedPerson,
  seedCompany,
}) => {
  const admin = await seedPerson();
  const company = await seedCompany({ admin });
  const mailed = async (to: Person) => {
    const { error } = await db.from("mail_outbox").insert({
      recipient: to.email,
      template: "weekly-summary",
      props: quietSummary(company, to.id),
      status: "stored",
    });
    expect(error).toBeNull();
    const mail = (await mailsIn(baseURL ?? "", to.email)).at(-1);
    return /href="([^"]*\/unsubscribe#[^"]*)"/.exec(mail?.html ?? "")?.[1] ?? "";
  };
  const link = new URL(await mailed(admin));
  const wish = async () => {
    const { data } = await db
      .from("notification_settings")
      .select("weekly_summary")
      .eq("company_id", company.id);
    return data;
  };

  await page.goto(link.pathname + link.hash);
  await expect(page.getByText(company.name)).toBeVisible();
  // Opening is not deciding.
  expect(await wish()).toEqual([]);
  await page.getByRole("button", { name: "Turn it off" }).click();
  await expect(page.getByRole("heading", { name: "The weekly summary is off" })).toBeFocused();
  expect(await wish()).toEqual([{ weekly_summary: false }]);

  await page.reload();
  await page.getByRole("button", { name: "Turn it on again" }).click();
  await expect(page.getByRole("button", { name: "Turn it off" })).toBeVisible();
  expect(await wish()).toEqual([{ weekly_summary: true }]);

  await page.goto(paths.unsubscribe());
  await expect(page.getByRole("heading", { name: "This link is incomplete" })).toBeVisible();
  await page.goto(`${paths.unsubscribe()}#${"A".repeat(80)}`);
  await expect(page.getByRole("heading", { name: "There is nothing to turn off" })).toBeVisible();
});
