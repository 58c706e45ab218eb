/** The media library: what a company has, where it is shown, and how a file goes. */
import sharp from "sharp";
import { paths } from "@/lib/paths";
import { type Company, expect, type Person, test } from "../fixtures.ts";

type Db = Parameters<Parameters<typeof test>[2]>[0]["db"];

/** A picture of the company, stored and on record. */
async function picture(db: Db, company: Company, uploader: Person, alt: string) {
  const bytes = await sharp({
    create: { width: 640, height: 480, channels: 3, background: "#0b7a5c" },
  })
    .jpeg()
    .toBuffer();
  const path = `${uploader.id}/library/${crypto.randomUUID().replaceAll("-", "")}.jpg`;
  const storage = db.storage.from("experience");
  await storage.upload(path, bytes, { contentType: "image/jpeg" });
  const link = await storage.createSignedUrl(path, 3600);
  const { data } = await db
    .from("media_assets")
    .insert({
      user_id: uploader.id,
      company_id: company.id,
      bucket: "experience",
      storage_path: path,
      url: link.data?.signedUrl,
      usage: "gallery",
      mime_type: "image/jpeg",
      size_bytes: bytes.length,
      width: 640,
      height: 480,
      alt,
    })
    .select("id, url")
    .single();
  return { path, ...(data as { id: string; url: string }) };
}

test("an editor finds a file, sees where it is shown, and deletes it", async ({
  page,
  db,
  signIn,
  seedPerson,
  seedCompany,
  seedExperience,
}) => {
  const editor = await signIn();
  const company = await seedCompany({ admin: await seedPerson(), editor });
  const experience = await seedExperience(company, { name: "Lantern walk" });
  const shown = await picture(db, company, editor, "A lantern over the river");
  await picture(db, company, editor, "A boat at the pier");
  await db
    .from("experiences")
    .update({ primary_photo_id: shown.id, primary_photo: shown.url })
    .eq("id", experience.id);

  await page.goto(paths.media(company.id));
  await expect(page.getByRole("heading", { name: "Media", level: 1 })).toBeVisible();
  const card = page.getByRole("listitem").filter({ hasText: "A lantern over the river" }).first();
  await expect(card.getByRole("link", { name: "Lantern walk" })).toHaveAttribute(
    "href",
    paths.experience(company.id, experience.id),
  );
  await expect(
    page.getByRole("listitem").filter({ hasText: "A boat at the pier" }).first(),
  ).toContainText("Not shown anywhere");

  await page.getByRole("link", { name: /^Films/ }).click();
  await expect(page.getByRole("heading", { name: "No media match" })).toBeVisible();
  await page.getByRole("link", { name: "Show all media" }).click();

  await card.getByRole("button", { name: "Delete A lantern over the river" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("It is shown in one place");
  await expect(dialog).toContainText("Lantern walk");
  await dialog.getByRole("button", { name: "Delete file" }).click();
  await expect(page.getByText("The file is deleted", { exact: true })).toBeVisible();
  await expect(page.getByText("A lantern over the river")).toHaveCount(0);

  const { data: left } = await db
    .from("experiences")
    .select("primary_photo, primary_photo_id")
    .eq("id", experience.id)
    .single();
  expect(left).toEqual({ primary_photo: null, primary_photo_id: null });
  expect((await db.storage.from("experience").download(shown.path)).data).toBeNull();
});

test("a member sees the files and no way to delete them", async ({
  page,
  db,
  signIn,
  seedPerson,
  seedCompany,
}) => {
  const member = await signIn();
  const admin = await seedPerson();
  const company = await seedCompany({ admin, member });
  await picture(db, company, admin, "A lantern over the river");
  await page.goto(paths.media(company.id));
  await expect(page.getByText("A lantern over the river")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Delete/ })).toHaveCount(0);
});

test("without files it says what will gather here", async ({ page, signIn, seedCompany }) => {
  const company = await seedCompany({ admin: await signIn() });
  await page.goto(paths.media(company.id));
  await expect(page.getByRole("heading", { name: "No media yet" })).toBeVisible();
});
