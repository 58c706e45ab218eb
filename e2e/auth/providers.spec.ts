import { randomUUID } from "node:crypto";
import { paths } from "@/lib/paths";
import {
  type Account,
  type LocalProvider,
  startProvider,
} from "../../supabase/embedded/auth/testing-provider.ts";
import { expect, test } from "../fixtures";

const { TEST_SUPABASE_URL = "", TEST_OIDC_PORT } = process.env;

/** Stands in for Google: `npm test` points the auth server at its port. */
let provider: LocalProvider;

test.describe("another site that vouches for somebody", () => {
  // One provider on one port.
  test.describe.configure({ mode: "serial" });
  test.skip(!TEST_OIDC_PORT, "The auth server of this run knows no local provider.");

  test.beforeAll(async () => {
    provider = await startProvider(Number(TEST_OIDC_PORT));
    provider.serve(`${TEST_SUPABASE_URL}/auth/v1/callback`);
  });
  test.afterAll(() => provider?.stop());

  const newPerson = (): Account => ({
    sub: randomUUID(),
    email: `e2e-${randomUUID()}@test.travelbuddy.example`,
    email_verified: true,
    name: "Linh Trần",
  });

  test("signs them in, to where they were going, with an address without the code", async ({
    page,
    db,
  }) => {
    const person = newPerson();
    provider.next = person;
    await page.goto(paths.signIn(paths.account()));
    await page.getByRole("button", { name: "Go on with Google" }).click();
    await expect(page).toHaveURL(paths.account());
    await expect(page.getByText("You sign in with")).toContainText(person.email ?? "");
    await expect(page.getByLabel("First name")).toHaveValue("Linh");

    const { data } = await db
      .from("userprofiles")
      .select("userid")
      .eq("email", person.email)
      .single();
    await db.auth.admin.deleteUser(data?.userid);
  });

  test("is explained when they say no, or when the code is none", async ({ page }) => {
    provider.next = null;
    await page.goto(paths.signIn());
    await page.getByRole("button", { name: "Go on with Google" }).click();
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toContainText("You did not let us sign you in.");

    await page.goto(`${paths.authCallback("//evil.example")}&code=${randomUUID()}`);
    await expect(alert).toContainText("Please try once more.");
    await expect(page).toHaveURL(/\/sign-in\?/);
    expect(page.url()).not.toContain("code=");
  });
});
