/** The media library: what a company has, where it is shown, and how a file goes. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import sharp from "sharp";
import { paths } from "@/lib/paths";
import {
  type Company,
  expect,
  message,
  type Person,
  test,
  picture as upload,
} from "../fixtures.ts";

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

async function axe(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

/** A second of film where ffmpeg is installed; otherwise boxes that look like one from outside. */
async function film(name: string) {
  const mimeType = "video/mp4";
  if (spawnSync("ffmpeg", ["-version"]).status === 0) {
    const path = join(await mkdtemp(join(tmpdir(), "film-")), name);
    execFileSync("ffmpeg", [
      ..."-loglevel error -f lavfi -i testsrc=duration=1:size=320x180:rate=10".split(" "),
      ..."-pix_fmt yuv420p -movflags +faststart".split(" "),
      path,
    ]);
    return { name, mimeType, buffer: await readFile(path) };
  }
  const box = (kind: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + body.length);
    head.write(kind, 4, "latin1");
    return Buffer.concat([head, body]);
  };
  const boxes = [
    box("ftyp", Buffer.from("isom\0\0\x02\0isommp41", "latin1")),
    box("moov", Buffer.alloc(100)),
    box("mdat", Buffer.alloc(10_000, 1)),
  ];
  return { name, mimeType, buffer: Buffer.concat(boxes) };
}

test("an editor finds a file, sees where it is shown, and deletes it", async ({
  page,
  db,
  signIn,
  seedPerson,
  seedCompany,
  seedExperience,
}) => {
  // A whole morning of an editor.
  test.slow();
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

  // A new one is uploaded, described and put in the place of the old one, and that taken back.
  await page.getByLabel("Add pictures").setInputFiles(await upload("boats.png"));
  const silent = page.getByRole("listitem").filter({ hasText: "Not described yet" }).first();
  await expect(silent).toBeVisible();
  await silent.getByRole("button", { name: /^Describe/ }).click();
  const describe = page.getByRole("dialog", { name: "Describe the picture" });
  await describe.getByLabel("What the picture shows").fill("Boats at dawn");
  await describe.getByRole("button", { name: "Save description" }).click();
  await expect(describe).toBeHidden();
  await expect(page.getByText("Boats at dawn")).toBeVisible();

  const cover = async () =>
    (await db.from("experiences").select("primary_photo_id").eq("id", experience.id).single()).data
      ?.primary_photo_id;
  await card.getByRole("button", { name: /^Replace .* everywhere/ }).click();
  const replace = page.getByRole("dialog", { name: "Replace everywhere" });
  await replace.getByRole("button", { name: "Take Boats at dawn" }).click();
  await expect(replace).toContainText("The new picture will be shown in one place:");
  await expect(replace.getByRole("listitem")).toHaveText("Lantern walk");
  await axe(page);
  await replace.getByRole("button", { name: "Replace in one place" }).click();
  await expect(message(page, "Replaced in one place")).toBeVisible();
  expect(await cover()).not.toBe(shown.id);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(message(page, "The old picture is back")).toBeVisible();
  expect(await cover()).toBe(shown.id);

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

test("an admin crops the logo and a portrait, an experience gets a film and a turned cover", async ({
  page,
  db,
  signIn,
  seedCompany,
  seedExperience,
}) => {
  test.slow();
  const admin = await signIn();
  const company = await seedCompany({ admin });
  const experience = await seedExperience(company);
  const wide = { width: 1200, height: 600 };
  const crop = page.getByRole("dialog", { name: "Crop picture" });
  const sizeOf = async (match: Record<string, string>) =>
    (await db.from("media_assets").select("width,height").match(match).single()).data;

  // The logo: a square, moved by key, before the file moves.
  await page.goto(paths.settings(company.id));
  await page.getByLabel("Add a logo").setInputFiles(await upload("logo.png", wide));
  await expect(crop.getByText("600 × 600 pixels")).toBeVisible();
  await crop.getByRole("group", { name: /arrow keys/ }).focus();
  await page.keyboard.press("ArrowLeft");
  await axe(page);
  await crop.getByRole("button", { name: "Use as logo" }).click();
  await expect(message(page, "Logo saved")).toBeVisible();
  await expect(page.getByRole("img", { name: `Logo of ${company.name}` })).toBeVisible();
  expect(await sizeOf({ user_id: admin.id, usage: "logo" })).toEqual({ width: 600, height: 600 });
  await page.getByRole("button", { name: "Remove the logo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("img", { name: `Logo of ${company.name}` })).toBeVisible();

  // The portrait, in every profile and in the frame of the dashboard.
  await page.goto(paths.account());
  await page.getByLabel("Add a portrait").setInputFiles(await upload("me.png", wide));
  await crop.getByRole("button", { name: "Use as portrait" }).click();
  await expect(message(page, "Portrait saved")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("img", { name: /^Portrait of/ })).toBeVisible();
  const { data: avatar } = await db
    .from("media_assets")
    .select("id")
    .match({ user_id: admin.id, usage: "avatar" })
    .single();
  for (const [table, key] of [
    ["userprofiles", "userid"],
    ["businessprofiles", "businessid"],
  ] as const) {
    const { data } = await db.from(table).select("avatar_id").eq(key, admin.id).single();
    expect(data?.avatar_id).toBe(avatar?.id);
  }

  // The experience: a film, and a cover that is turned after it was uploaded.
  await page.goto(paths.experience(company.id, experience.id));
  await page.getByLabel("Add a film").setInputFiles({
    name: "notes.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("no film"),
  });
  await expect(page.getByText("“notes.txt” is not an MP4, MOV or WebM film.")).toBeVisible();
  await page.getByLabel("Add a film").setInputFiles(await film("walk.mp4"));
  await expect(page.getByLabel(`Film of ${experience.name}`)).toBeVisible();
  await page.getByLabel("Add pictures").setInputFiles(await upload("cover.png", wide));
  await expect(page.getByText("One picture has no description yet.")).toBeVisible();
  await page.getByRole("button", { name: "Describe the next" }).click();
  const alt = page.getByLabel("Description of picture 1");
  await expect(alt).toBeFocused();
  await page.keyboard.type("A street with lanterns");
  await page.getByRole("button", { name: "Crop picture 1" }).click();
  await expect(crop.getByText("1200 × 600 pixels")).toBeVisible();
  await crop.getByRole("button", { name: "Turn right" }).click();
  await crop.getByRole("radio", { name: "3 : 2" }).check();
  await expect(crop.getByText("600 × 400 pixels")).toBeVisible();
  await crop.getByRole("button", { name: "Use cropped" }).click();
  await expect(page.getByText("The cropped picture takes its place.")).toBeAttached();
  await expect(alt).toHaveValue("A street with lanterns");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await axe(page);
  await page.reload();
  await expect(alt).toHaveValue("A street with lanterns");
  await expect(page.getByLabel(`Film of ${experience.name}`)).toBeVisible();
  const { data: saved } = await db
    .from("experiences")
    .select("primary_photo_id,primary_video_id")
    .eq("id", experience.id)
    .single();
  expect(saved?.primary_video_id).not.toBeNull();
  expect(await sizeOf({ id: saved?.primary_photo_id })).toEqual({ width: 600, height: 400 });
});
