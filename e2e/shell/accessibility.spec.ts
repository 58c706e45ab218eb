import AxeBuilder from "@axe-core/playwright";
import { paths } from "@/lib/paths";
import { type Company, type Experience, expect, openSession, type Person, test } from "../fixtures";

type World = { company: Company; empty: Company; experience: Experience };

const pages: [
  name: string,
  who: "visitor" | "admin" | "member" | "super",
  (world: World) => string,
][] = [
  ["sign in", "visitor", () => paths.signIn()],
  ["sign up", "visitor", () => paths.signUp()],
  ["sign in, refused elsewhere", "visitor", () => paths.signIn(undefined, "denied")],
  ["sign in by mail", "visitor", () => paths.signInByMail()],
  ["forgot password", "visitor", () => paths.forgotPassword()],
  ["reset password, too late", "visitor", () => paths.resetPassword()],
  ["no mail awaited", "visitor", () => paths.checkMail()],
  ["link of a mail", "visitor", () => `${paths.confirm()}#token_hash=anything12&type=recovery`],
  ["link cut short", "visitor", () => `${paths.confirm()}#token_hash=any`],
  ["invitation", "visitor", () => `${paths.invitation()}#token=any`],
  ["invitation, signed in", "admin", () => `${paths.invitation()}#token=any`],
  ["account", "admin", () => paths.account()],
  ["companies", "admin", () => paths.companies()],
  ["home", "admin", ({ company }) => paths.company(company.id)],
  ["empty home", "admin", ({ empty }) => paths.company(empty.id)],
  ["experiences", "admin", ({ company }) => paths.experiences(company.id)],
  ["experiences, table", "admin", ({ company }) => `${paths.experiences(company.id)}?view=table`],
  ["no results", "admin", ({ company }) => `${paths.experiences(company.id)}?q=zzz`],
  ["no experiences", "admin", ({ empty }) => paths.experiences(empty.id)],
  ["new experience", "admin", ({ company }) => paths.newExperience(company.id)],
  ["experience", "admin", ({ company, experience }) => paths.experience(company.id, experience.id)],
  ["media", "admin", ({ company }) => paths.media(company.id)],
  ["team", "admin", ({ company }) => paths.team(company.id)],
  ["settings", "admin", ({ company }) => paths.settings(company.id)],
  [
    "experience as a member",
    "member",
    ({ company, experience }) => paths.experience(company.id, experience.id),
  ],
  ["settings as a member", "member", ({ company }) => paths.settings(company.id)],
  ["platform", "super", () => paths.platformCompanies()],
  ["not found", "admin", ({ company }) => paths.experience(company.id, "nothing")],
];

const looks = [
  { width: 1440, height: 900, colorScheme: "light" },
  { width: 390, height: 844, colorScheme: "dark" },
  { width: 1440, height: 900, colorScheme: "dark" },
  { width: 390, height: 844, colorScheme: "light" },
] as const;

for (const { width, height, colorScheme } of looks) {
  test(`axe and the console find nothing, nothing sticks out: ${width} px, ${colorScheme}`, async ({
    browser,
    seedPerson,
    seedCompany,
    seedExperience,
    db,
  }) => {
    test.setTimeout(150_000);
    const [admin, member, superAdmin] = await Promise.all([
      seedPerson(),
      seedPerson(),
      seedPerson({ superAdmin: true }),
    ]);
    const company = await seedCompany({ admin, member });
    const empty = await seedCompany({ admin });
    const experience = await seedExperience(company, { ready: true, status: "active" });
    await seedExperience(company);
    await db.from("experience_details").insert({
      experience_id: experience.id,
      type: "historical_context",
      name: "History",
      text: "Old.",
      tips: [{ type: "dos", text: "Come early" }],
    });
    await db.from("activities").insert({ experience_id: experience.id, title: "A walk" });

    const people: Record<string, Person | null> = {
      visitor: null,
      admin,
      member,
      super: superAdmin,
    };
    for (const [who, person] of Object.entries(people)) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        reducedMotion: "reduce",
      });
      if (person) await openSession(context, person);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        // A page that is not found is meant to be.
        const text = message.text();
        if (message.type() === "error" && !text.startsWith("Failed to load resource"))
          complaints.push(text);
      });
      for (const [name, reader, path] of pages) {
        if (reader !== who) continue;
        await page.goto(path({ company, empty, experience }));
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`,
        );
        expect.soft(found, name).toEqual([]);
        const sticksOut = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect.soft(sticksOut, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
        expect.soft(complaints.splice(0), `${name} logs an error`).toEqual([]);
      }
      await context.close();
    }
  });
}
