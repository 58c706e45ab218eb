/** The assistant's screen, with the model that is built in. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { paths } from "@/lib/paths";
import { expect, message, openSession, test } from "../fixtures.ts";

/** Both widths and both colours, without violations and without scrolling sideways. */
async function accessible(page: Page) {
  for (const [width, colorScheme] of [
    [390, "dark"],
    [1440, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
  }
}

test("asks, reads the source, comes back, renames, deletes; nobody else sees it", async ({
  page,
  browser,
  context,
  db,
  signIn,
  seedPerson,
  seedCompany,
  seedExperience,
  baseURL,
}) => {
  // A whole conversation, from the first question to its end.
  test.slow();
  const [editor, colleague] = [await signIn(), await seedPerson()];
  const company = await seedCompany({ admin: colleague, editor });
  // A word of its own, so that nothing else in the database fits better.
  const word = `Zuvo${crypto
    .randomUUID()
    .replace(/[^a-z]/g, "")
    .slice(0, 6)}`;
  const place = await seedExperience(company, { name: `${word} pier`, status: "active" });
  await db
    .from("experiences")
    .update({
      description: `At ${word} pier boats leave at dawn. <img src=x> ![p](https://x.example/p.png) [press](javascript:alert(1)).`,
    })
    .eq("id", place.id);

  await page.goto(paths.assistant(company.id));
  await expect(page.getByText("Built-in search", { exact: true })).toBeVisible();
  await expect(
    page.getByRole("button", { name: `What can one do at ${place.name}?` }),
  ).toBeVisible();

  // A new line first, which must not send.
  const field = page.getByRole("textbox", { name: "Your question" });
  await field.fill("When do boats leave");
  await field.press("Shift+Enter");
  await field.pressSequentially(`at ${word} pier?`);
  await field.press("Enter");
  const answer = page.getByRole("article", { name: "Answer" });
  await expect(answer).toContainText("boats leave at dawn");
  await expect(answer.getByRole("button", { name: "It helped", exact: true })).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("");
  await expect(page).toHaveURL(/\/assistant\/[0-9a-f-]{36}$/);
  const address = page.url();
  expect(await answer.locator("a, img[src*='x.example']").count()).toBe(0);

  // The number in the text and the card open the same source.
  await answer.getByRole("button", { name: "Source 1", exact: true }).first().click();
  const source = page.getByRole("dialog", { name: place.name });
  await expect(source.getByRole("link", { name: `Open ${place.name}` })).toHaveAttribute(
    "href",
    paths.experience(company.id, place.id),
  );
  // The very text that was cited, as text.
  await expect(source).toContainText(`At ${word} pier boats leave at dawn. <img src=x>`);
  await source.getByRole("button", { name: "Close" }).click();

  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await answer.getByRole("button", { name: "Copy the answer" }).click();
  await expect(answer.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`[1] ${place.name}`);

  // A thumb down counts at once and asks why.
  await answer.getByRole("button", { name: "It did not help" }).click();
  await expect(answer.getByRole("radio", { name: "Something in it is wrong" })).toBeFocused();
  await accessible(page);
  await answer.getByRole("radio", { name: "The source does not say that" }).check();
  await answer.getByRole("textbox", { name: "In your words" }).fill("They leave at noon.");
  await answer.getByRole("button", { name: "Send" }).click();
  await expect(message(page, "Thank you. It is noted.")).toBeVisible();
  const rated = db.from("ai_uses").select("helpful,reason,remark").eq("company_id", company.id);
  expect((await rated).data).toEqual([
    { helpful: false, reason: "source", remark: "They leave at noon." },
  ]);
  await page.reload();
  await expect(answer.getByText("You said: the source does not say that.")).toBeVisible();
  // What was done for it is kept, too.
  await answer.getByText("One step", { exact: true }).click();
  await expect(answer.getByRole("list", { name: "Steps" })).toContainText("Searched for “When do");

  await answer.getByRole("button", { name: "Answer again" }).click();
  await expect(answer).toHaveCount(1);
  await expect(answer.getByRole("button", { name: "Answer again" })).toBeVisible();

  await page.reload();
  await expect(answer).toContainText("boats leave at dawn");
  await expect(answer.getByRole("button", { name: "Source 1", exact: true }).first()).toBeVisible();

  // Asked differently, the first answer goes.
  await page.getByRole("button", { name: "Edit the question" }).click();
  await page.getByRole("textbox", { name: "Ask differently" }).fill(`Boats of ${word}`);
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.getByText(`Boats of ${word}`, { exact: true })).toBeVisible();
  await expect(answer.getByRole("button", { name: "Answer again" })).toBeVisible();
  await expect(page.getByText(/^When do boats leave/)).toHaveCount(1); // its name in the list

  await accessible(page);

  await page.getByRole("button", { name: /^Actions for When do boats leave/ }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Boats at dawn");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("link", { name: "Boats at dawn" })).toBeVisible();

  // Conversations are one's own, also among colleagues.
  const theirs = await browser.newContext(baseURL ? { baseURL } : {});
  await openSession(theirs, colleague);
  const theirPage = await theirs.newPage();
  await theirPage.goto(address);
  await expect(
    theirPage.getByRole("heading", { name: "This conversation is not here" }),
  ).toBeVisible();
  await expect(theirPage.getByText("boats leave at dawn")).toHaveCount(0);
  await openSession(theirs, await seedPerson());
  expect((await theirPage.goto(address))?.status()).toBe(404);
  await theirs.close();

  await page.getByRole("button", { name: "Actions for Boats at dawn" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(message(page, "The conversation is deleted")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${paths.assistant(company.id)}$`));
  await expect(page.getByRole("heading", { name: "What would you like to know?" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Boats at dawn" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page).toHaveURL(address);
  await expect(answer).toBeVisible();
  await page.getByRole("button", { name: "Actions for Boats at dawn" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "What would you like to know?" })).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "This conversation is not here" })).toBeVisible();
});

test("answers in the question's language, and says when there is nothing", async ({
  page,
  db,
  signIn,
  seedCompany,
  seedExperience,
}) => {
  const company = await seedCompany({ admin: await signIn() });
  const word = `Zuvo${crypto
    .randomUUID()
    .replace(/[^a-z]/g, "")
    .slice(0, 6)}`;
  const place = await seedExperience(company, { name: `Bến ${word}`, status: "active" });
  await db
    .from("experiences")
    .update({ description: `Thuyền rời bến ${word} lúc năm giờ sáng, khi chợ nổi vừa họp.` })
    .eq("id", place.id);
  await page.goto(paths.assistant(company.id));
  const field = page.getByRole("textbox", { name: "Your question" });
  const answer = page.getByRole("article", { name: "Answer" });

  // Without diacritics, as people type.
  await field.fill(`Khi nao thuyen roi ben ${word}?`);
  await field.press("Enter");
  await expect(answer).toContainText("Chưa cấu hình mô hình ngôn ngữ");
  await expect(answer).toContainText("lúc năm giờ sáng");
  await answer.getByRole("button", { name: "Source 1", exact: true }).first().click();
  await expect(page.getByRole("dialog", { name: place.name })).toContainText("lúc năm giờ sáng");
  await page.keyboard.press("Escape");

  await field.fill("Qwyxzz frumblewock plinthogoric?");
  await field.press("Enter");
  await expect(answer.last()).toContainText("search found nothing here about that");
  await expect(answer.last().getByRole("button", { name: /^Source/ })).toHaveCount(0);
  await expect(answer.last().getByRole("region", { name: "Sources" })).toHaveCount(0);
  // Said to screen readers once, whole, when it is there.
  await expect(page.getByText(/^Answer: .*found nothing here about that/)).toBeAttached();
});

test("what went wrong is said, and asked again; a used-up day is refused before it is asked", async ({
  page,
  db,
  signIn,
  seedCompany,
}) => {
  const admin = await signIn();
  const company = await seedCompany({ admin });
  await page.goto(paths.assistant(company.id, "Where are lanterns?"));
  const field = page.getByRole("textbox", { name: "Your question" });
  await expect(field).toHaveValue("Where are lanterns?");
  await page.route(
    "**/api/v1/agents/chat",
    (route) =>
      route.fulfill({
        status: 429,
        json: { success: false, error: "What may be asked in a day is used up." },
      }),
    { times: 1 },
  );
  await field.press("Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "What may be asked in a day is used up.",
  );
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("article", { name: "Answer" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit the question" })).toHaveCount(1);

  const used = { user_id: admin.id, purpose: "assistant", model: "x", state: "answered" };
  await db.from("ai_uses").insert({ ...used, input_tokens: 100_000_000 });
  await page.reload();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "You have used up what may be asked in a day.",
  );
  await field.fill("One more?");
  await expect(page.getByRole("button", { name: "Send" })).toBeDisabled();
  await field.press("Enter");
  await expect(field).toHaveValue("One more?");
  await expect(page.getByRole("article", { name: "Answer" })).toHaveCount(1);
});
