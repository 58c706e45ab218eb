import sharp from "sharp";
import { paths } from "@/lib/paths";
import { expect, message, picture, test } from "../fixtures";

const SHORT = "A Gothic hall of 1891, still selling stamps under its painted maps of Indochina.";
const LONG = "The hall was built between 1886 and 1891 by Alfred Foulhoux. ".repeat(3);

test("an editor creates an experience with pictures, publishes, edits and archives it", async ({
  page,
  signIn,
  seedCompany,
}) => {
  // A whole afternoon of an editor.
  test.slow();
  const company = await seedCompany({ editor: await signIn() });
  await page.goto(paths.newExperience(company.id));

  await page.getByRole("button", { name: "Create draft" }).click();
  await expect(page.getByLabel("Title")).toHaveAttribute("aria-invalid", "true");

  await page.getByLabel("Title").fill("Bưu điện Sài Gòn");
  await page.getByLabel("Short text").fill(SHORT);
  await page.getByRole("textbox", { name: /^Description(?! of)/ }).fill(LONG);
  await page
    .getByLabel("Add pictures")
    .setInputFiles([
      await picture("hall.png"),
      await picture("clock.png", { width: 1300, height: 900, color: "#d97b2b" }),
    ]);
  const pictures = page.getByRole("list", { name: "Pictures in order" });
  await expect(pictures.getByRole("button", { name: "Remove picture 2" })).toBeVisible();
  await pictures.getByLabel("Description of picture 1").fill("The hall with its clock");
  // A pair pasted into one field fills both.
  await page.getByRole("textbox", { name: /^Address(?! in)/ }).fill("2 Công xã Paris, Quận 1");
  await page.getByLabel("Latitude").fill("10.7798, 106.6999");
  await expect(page.getByLabel("Longitude")).toHaveValue("106.6999");
  await expect(page.getByText("10° 46′ 47″ N, 106° 42′ 0″ E")).toBeVisible();
  await page.getByRole("button", { name: "Add a question" }).click();
  await page.getByRole("textbox", { name: /^Question 1/ }).fill("When does it open?");
  // The preview follows.
  await expect(page.getByRole("region", { name: "Preview on a phone" })).toContainText(SHORT);

  await page.getByRole("button", { name: "Create draft" }).click();
  await expect(page.getByRole("heading", { name: "Bưu điện Sài Gòn", level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/experiences\/[0-9a-f-]{36}$/);

  await page.reload();
  await expect(page.getByLabel("Title")).toHaveValue("Bưu điện Sài Gòn");
  await expect(page.getByLabel("Address in links")).toHaveValue("buu-dien-sai-gon");
  await expect(page.getByLabel("Description of picture 1")).toHaveValue("The hall with its clock");
  await expect(page.getByRole("textbox", { name: /^Question 1/ })).toHaveValue(
    "When does it open?",
  );
  const cover = pictures.getByRole("img").first();
  await expect
    .poll(() => cover.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);

  await page.getByRole("button", { name: "Publish" }).click();
  await expect(message(page, "Published. Travellers can see it now.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Archive" })).toBeVisible();

  await page.getByRole("button", { name: "Make picture 2 the cover" }).click();
  await page.getByLabel("Title").fill("Central Post Office");
  await expect(page.getByText("Unsaved changes")).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { name: "Central Post Office", level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Description of picture 2")).toHaveValue("The hall with its clock");

  await page.getByRole("button", { name: "Archive" }).click();
  await expect(message(page, "Archived. Only your team sees it now.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Publish" })).toBeVisible();
});

test("a draft says what is missing before it can be published, and leads there", async ({
  page,
  signIn,
  seedCompany,
  seedExperience,
}) => {
  const company = await seedCompany({ editor: await signIn() });
  const { id } = await seedExperience(company, { name: "Tram to the hill" });
  await page.goto(paths.experience(company.id, id));
  await expect(page.getByRole("button", { name: /^Publish/ })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  const missing = page.getByRole("complementary", { name: "Score and preview" });
  await expect(missing.getByText("Before it can be published")).toBeVisible();
  await missing
    .getByRole("link", { name: /a short text/i })
    .first()
    .click();
  await expect(page.getByLabel("Short text")).toBeFocused();
});

test("files that are no pictures or too large are refused by name; lies are found out", async ({
  page,
  signIn,
  seedCompany,
}) => {
  const company = await seedCompany({ editor: await signIn() });
  await page.goto(paths.newExperience(company.id));
  const add = page.getByLabel("Add pictures");

  await add.setInputFiles({
    name: "plan.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF"),
  });
  await expect(page.getByText("“plan.pdf” is not a JPEG, PNG or WebP picture.")).toBeVisible();

  await add.setInputFiles({
    name: "huge.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.alloc(4_600_000, 1),
  });
  await expect(
    page.getByText("“huge.jpg” has 4.6 MB. Pictures may have up to 4.5 MB."),
  ).toBeVisible();

  // Said to be a picture, is a page: only the server can tell.
  await add.setInputFiles({
    name: "page.png",
    mimeType: "image/png",
    buffer: Buffer.from("<html><script>alert(1)</script></html>"),
  });
  await expect(page.getByText("This file is not a JPEG, PNG or WebP picture.")).toBeVisible();
});

test("an upload stands a pause and a lost connection, and goes on where it was", async ({
  page,
  signIn,
  seedCompany,
}) => {
  const company = await seedCompany({ editor: await signIn() });
  await page.goto(paths.newExperience(company.id));
  const add = page.getByLabel(/^Add (more )?pictures/);
  // Noise does not compress: about two megabytes.
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  const buffer = await sharp({
    create: { width: 900, height: 800, channels: 3, background: "#000", noise },
  })
    .png()
    .toBuffer();
  const slow = await page.context().newCDPSession(page);
  const throttle = (bytesPerSecond: number) =>
    slow.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytesPerSecond,
    });

  await throttle(400_000);
  await add.setInputFiles({ name: "river.png", mimeType: "image/png", buffer });
  const progress = page.getByRole("progressbar", { name: "Uploading river.png" });
  await expect.poll(async () => Number(await progress.getAttribute("value"))).toBeGreaterThan(20);
  await page.getByRole("button", { name: "Pause uploading river.png" }).click();
  await expect(page.getByText("Paused")).toBeVisible();
  await throttle(-1);
  const rest = page.waitForRequest((request) => request.method() === "PUT");
  await page.getByRole("button", { name: "Go on uploading river.png" }).click();
  expect((await rest).headers().range).toMatch(/^bytes=[1-9]\d*-$/);
  await expect(page.getByRole("button", { name: "Remove picture 1" })).toBeVisible();

  await slow.detach();
  await page.context().setOffline(true);
  await add.setInputFiles(await picture("hall.png"));
  await expect(page.getByText("Waiting for the connection")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole("button", { name: "Remove picture 2" })).toBeVisible();
});

test("a picture is pasted", async ({ page, signIn, seedCompany }) => {
  const company = await seedCompany({ editor: await signIn() });
  await page.goto(paths.newExperience(company.id));
  const { name, mimeType, buffer } = await picture("pasted.png");
  await expect(page.getByLabel("Add pictures")).toBeAttached();
  await page.evaluate(
    ([name, type, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], name, { type }));
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    },
    [name, mimeType, buffer.toString("base64")] as const,
  );
  await expect(page.getByRole("button", { name: "Remove picture 1" })).toBeVisible();
});

test("unsaved changes are not lost by a stray click", async ({
  page,
  signIn,
  seedCompany,
  seedExperience,
}) => {
  const company = await seedCompany({ editor: await signIn() });
  const { id } = await seedExperience(company, { name: "Tram" });
  await page.goto(paths.experience(company.id, id));
  await page.getByLabel("Title").fill("Tram of 1901");
  const home = page.getByRole("navigation").getByRole("link", { name: "Home" }).first();
  await home.click();
  const dialog = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Keep editing" }).click();
  await expect(page.getByLabel("Title")).toHaveValue("Tram of 1901");
  await home.click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(paths.company(company.id));
});

test("an admin deletes an experience after being asked", async ({
  page,
  signIn,
  seedCompany,
  seedExperience,
}) => {
  const company = await seedCompany({ admin: await signIn() });
  const { id } = await seedExperience(company, { name: "Old tram" });
  await page.goto(paths.experience(company.id, id));
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete “Old tram”?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "Old tram", level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await dialog.getByRole("button", { name: "Delete experience" }).click();
  await expect(page).toHaveURL(paths.experiences(company.id));
  await expect(page.getByRole("heading", { name: "No experiences yet" })).toBeVisible();
});

test("a copy is a draft of its own", async ({ page, signIn, seedCompany, seedExperience }) => {
  const company = await seedCompany({ editor: await signIn() });
  const { id } = await seedExperience(company, { name: "Tram", status: "active", ready: true });
  await page.goto(paths.experience(company.id, id));
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { name: "Tram (copy)", level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish" })).toBeVisible();
});
