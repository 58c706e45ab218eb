import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { paths } from "@/lib/paths";
import { expect, message, test } from "../fixtures";
import { mailsIn } from "../mailbox";

const { TEST_BASE_URL = "" } = process.env;

const actions = (page: Page, name: string) =>
  page.getByRole("button", { name: `Actions for ${name}` });
const item = (page: Page, name: string | RegExp) => page.getByRole("menuitem", { name });
const templatesTo = async (email: string) =>
  (await mailsIn(TEST_BASE_URL, email)).map(({ template }) => template);

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
  await expect(admins).toContainText("Owner");
  await expect(page.getByText(admin.name)).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Members" })).toContainText("You");

  await page.getByRole("link", { name: "Editors 1" }).click();
  await expect(page).toHaveURL(/role=editor/);
  await expect(page.getByRole("region", { name: "Editors" })).toContainText(editor.name);
  await expect(admins).toBeHidden();
  await page.reload();
  await expect(page.getByRole("region", { name: "Editors" })).toContainText(editor.name);

  // What a member may not do says who may.
  await expect(page.getByText("Last active")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Invite people.*needs an admin/ })).toBeVisible();
  await actions(page, editor.name).click();
  await expect(item(page, /Change role.*needs an admin/)).toBeVisible();
  await item(page, /Remove from team.*needs an admin/).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await page.keyboard.press("Escape");
  for (const [tab, said] of [
    ["Invitations", "Invitations are for admins"],
    ["Activity", "The log is for admins"],
  ] as const) {
    await page.getByRole("link", { name: tab }).click();
    await expect(page.getByRole("heading", { name: said })).toBeVisible();
  }
});

test("several addresses at once, each with its error and its result", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
}) => {
  const [admin, editor] = [await signIn(), await seedPerson()];
  const company = await seedCompany({ admin, editor });
  const [first, second] = [`one-${company.id}@test.example`, `two-${company.id}@test.example`];
  await page.goto(`${paths.team(company.id)}?tab=invitations`);
  await page.getByRole("link", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  const field = dialog.getByLabel("E-mail addresses");
  await field.evaluate((input, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", text);
    const paste = { clipboardData, bubbles: true, cancelable: true };
    input.dispatchEvent(new ClipboardEvent("paste", paste));
  }, `${first}, Ana <${second}>; not-an-address\n${editor.email}`);
  const chips = dialog.getByRole("list", { name: "Addresses" }).getByRole("listitem");
  await expect(chips).toHaveCount(4);
  await expect(chips.nth(2)).toContainText("not an address");
  await dialog.getByRole("radio", { name: /^Editor/ }).check();
  await expect(chips.nth(3)).toContainText("editor already");

  await dialog.getByRole("button", { name: /^Send/ }).click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/Mend or remove/);
  await dialog.getByRole("button", { name: "Remove not-an-address" }).click();
  await dialog.getByRole("button", { name: "Send 3 invitations" }).click();
  await expect(dialog.getByRole("heading", { name: "2 people are invited" })).toBeFocused();
  const results = dialog.getByRole("list", { name: "What came of each" }).getByRole("listitem");
  await expect(results.filter({ hasText: first })).toContainText("Invited");
  await expect(results.filter({ hasText: editor.email })).toContainText("Is editor already");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: "Invite people" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Invitations 2" })).toBeVisible();
});

test("send again, withdraw, undo", async ({ page, signIn, seedCompany }) => {
  const company = await seedCompany({ admin: await signIn() });
  const email = `late-${company.id}@test.example`;
  await page.goto(`${paths.team(company.id)}?invite=`);
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  await dialog.getByLabel("E-mail addresses").fill(email);
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name: "Invitations 1" }).click();
  const invitations = page.getByRole("list", { name: "Invitations" });
  const row = invitations.getByRole("listitem").filter({ hasText: email });
  await expect(row).toContainText("The mail is in the local mailbox.");

  await page.getByRole("button", { name: `Send again: ${email}` }).click();
  await expect(message(page, `A new link is on its way to ${email}`)).toBeVisible();
  expect(await templatesTo(email)).toEqual(["invitation", "invitation"]);
  await expect(row).toHaveCount(1);

  await page.getByRole("button", { name: `Withdraw: ${email}` }).click();
  await expect(row).toContainText("Withdrawn");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Pending");

  await page.getByRole("button", { name: `Withdraw: ${email}` }).click();
  await page.getByRole("link", { name: "Withdrawn 1" }).click();
  await expect(page).toHaveURL(/state=revoked/);
  await page.getByRole("button", { name: `Invite again: ${email}` }).click();
  await expect(page.getByRole("link", { name: "Pending 1" })).toBeVisible();

  await page.getByRole("link", { name: "Activity" }).click();
  const log = page.getByRole("list", { name: "Activity" });
  await expect(log).toContainText(`brought back the invitation of ${email}`);
  await expect(log).toContainText(`sent a new invitation to ${email} as a member`);
});

test("roles change, can be undone, and people are told", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
}) => {
  const [admin, member] = [await signIn(), await seedPerson({ name: `Mai ${Date.now()}` })];
  const company = await seedCompany({ admin, member });
  await page.goto(paths.team(company.id));
  await actions(page, member.name).click();
  await item(page, "Change role…").click();
  await page.getByRole("radio", { name: /^Editor/ }).check();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByRole("region", { name: "Editors" })).toContainText(member.name);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("region", { name: "Members" })).toContainText(member.name);
  await expect.poll(() => templatesTo(member.email)).toEqual(["role-changed", "role-changed"]);

  await actions(page, member.name).click();
  await item(page, "Remove from team…").click();
  const asked = page.getByRole("alertdialog", { name: `Remove ${member.name} from the team?` });
  await page.keyboard.press("Escape");
  await expect(asked).toBeHidden();
  await expect(actions(page, member.name)).toBeFocused();
  await actions(page, member.name).click();
  await item(page, "Remove from team…").click();
  await asked.getByRole("button", { name: `Remove ${member.name}` }).click();
  await expect(page.getByRole("region", { name: "Members" })).toHaveCount(0);
  await expect.poll(() => templatesTo(member.email)).toContain("membership-ended");

  await page.goto(`${paths.team(company.id)}?tab=activity&about=team`);
  const log = page.getByRole("list", { name: "Activity" });
  await expect(log).toContainText(`made ${member.name} an editor`);
  await expect(log).toContainText(`removed ${member.name}`);
});

test("the last admin and the owner stay; handed over, one may go", async ({
  page,
  signIn,
  seedPerson,
  seedCompany,
}) => {
  const [owner, editor] = [await signIn(), await seedPerson({ name: `Edo ${Date.now()}` })];
  const company = await seedCompany({ admin: owner, editor });
  await page.goto(paths.team(company.id));
  const mine = page.getByRole("button", { name: "Your membership" });
  await mine.click();
  await expect(item(page, /Leave the company.*hand the company over first/)).toBeVisible();
  await page.keyboard.press("Escape");
  await actions(page, editor.name).click();
  await expect(item(page, /Make owner.*make them admin first/)).toBeVisible();
  await item(page, "Change role…").click();
  await page.getByRole("radio", { name: /^Admin/ }).check();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByRole("region", { name: "Admins" })).toContainText(editor.name);

  await actions(page, editor.name).click();
  await item(page, "Make owner…").click();
  const handOver = page.getByRole("button", { name: "Hand over the company" });
  await expect(handOver).toBeDisabled();
  await page.getByLabel(/^Type/).fill(company.name);
  await handOver.click();
  await expect(message(page, `${editor.name} owns ${company.name} now`)).toBeVisible();

  // One's own role says what it costs.
  await mine.click();
  await item(page, "Change your role…").click();
  await page.getByRole("radio", { name: /^Member/ }).check();
  await expect(page.getByText("This is your own role.")).toBeVisible();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByRole("button", { name: /Invite people.*needs an admin/ })).toBeVisible();

  await mine.click();
  await item(page, "Leave the company…").click();
  await page.getByRole("button", { name: "Leave the company" }).click();
  await expect(page).toHaveURL(paths.companies());
});

for (const [width, colorScheme] of [
  [390, "dark"],
  [1440, "light"],
] as const) {
  test(`axe finds nothing at ${width} px, ${colorScheme}`, async ({
    page,
    signIn,
    seedPerson,
    seedCompany,
    db,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const [admin, editor] = [await signIn(), await seedPerson()];
    const company = await seedCompany({ admin, editor });
    for (const n of [1, 2]) {
      await db.from("company_invitations").insert({
        company_id: company.id,
        email: `a-rather-long-address-${n}-${company.id}@test.travelbuddy.example`,
        role: "editor",
        token_hash: String(n).repeat(24).padEnd(64, company.id.replaceAll("-", "")).slice(0, 64),
        note: "See you at the pier.",
        invited_by: admin.id,
      });
    }
    const looksRight = async (name: string) => {
      // An open menu lies over the page, outside its landmarks.
      const axe = new AxeBuilder({ page }).disableRules(name === "menu" ? ["region"] : []);
      expect((await axe.analyze()).violations, name).toEqual([]);
      const sticksOut = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(sticksOut, name).toBe(0);
      await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
    };
    await page.goto(paths.team(company.id));
    await looksRight("members");
    await actions(page, editor.name).click();
    await looksRight("menu");
    await item(page, "Change role…").click();
    await looksRight("role");
    await page.keyboard.press("Escape");
    await page.goto(`${paths.team(company.id)}?tab=invitations`);
    await looksRight("invitations");
    await page.goto(`${paths.team(company.id)}?tab=activity`);
    await looksRight("activity");
    await page.goto(`${paths.team(company.id)}?invite=`);
    await page.getByLabel("E-mail addresses").fill(`ana@test.example, wrong, ${editor.email}`);
    await page.getByLabel("E-mail addresses").press("Enter");
    await looksRight("invite");
  });
}
