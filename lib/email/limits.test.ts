import { expect, test, vi } from "vitest";

vi.mock("@/lib/env", () => ({ env: { appUrl: "https://buddy.test", corsOrigins: [] } }));
const { emailSending, membersEmail } = await import("./operations.ts");
const { companyEditors, companyMembers } = await import("@/lib/companies/people-operations");

test("having mails sent draws on the budgets of the minute and of the day", () => {
  for (const resource of [emailSending, membersEmail, companyEditors, companyMembers]) {
    expect(resource.post?.limits, resource.address).toEqual(["mail", "mail-day"]);
  }
});
