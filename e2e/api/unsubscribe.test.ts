/** The weekly summary's way out: the button of mail programs (RFC 8058). */
import { beforeAll, describe, expect, test } from "vitest";
import { quietSummary } from "../weekly-summary.ts";
import { baseUrl, mailsTo, type Person, person, sql, type Team, team } from "./support.ts";

let company: Team;

/** A summary as the job queues it, kept in the mailbox. */
async function summary(to: Person): Promise<{ link: string; headers: Record<string, string> }> {
  const props = quietSummary({ id: company.companyId, name: company.companyName }, to.id);
  await sql`insert into public.mail_outbox (recipient, template, props, status, company_id)
    values (${to.email}, 'weekly-summary', ${sql.json(props)}, 'stored', ${company.companyId})`;
  const mail = (await mailsTo(to.email)).at(-1);
  const [, link = ""] = /href="([^"]*\/unsubscribe#[^"]*)"/.exec(mail?.html ?? "") ?? [];
  return { link, headers: mail?.headers ?? {} };
}

const wants = async ({ id }: Person) => {
  const [row] = await sql`select private.wants_weekly_summary(${company.companyId}, ${id}) as yes`;
  return row?.yes;
};
const address = (headers: Record<string, string>) =>
  /^<(.*)>$/.exec(headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
const press = (url: string) =>
  fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });

beforeAll(async () => {
  company = await team();
});

describe("one click", () => {
  test("turns off the summary of this person and company, without a session", async () => {
    const { link, headers } = await summary(company.owner);
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const url = address(headers);
    expect(new URL(url).origin).toBe(new URL(baseUrl).origin);
    // The page's link holds the same behind the #, where no server sees it.
    const token = new URL(url).pathname.split("/").at(-1);
    expect(new URL(link).hash).toBe(`#${token}`);
    for (const id of [company.companyId, company.owner.id]) {
      expect(url).not.toContain(id.replaceAll("-", ""));
    }

    // A scanner or a person opens it: nothing changes, the page asks.
    const opened = await fetch(url, { redirect: "manual" });
    expect(opened.status).toBe(303);
    expect(opened.headers.get("location")).toBe(`/unsubscribe#${token}`);
    expect(await wants(company.owner)).toBe(true);

    for (const _ of ["once", "again"]) {
      const answer = await press(url);
      expect(answer.status, await answer.text()).toBe(200);
      expect(await wants(company.owner)).toBe(false);
    }
    expect(await wants(company.member)).toBe(false);
    expect(
      await sql`select count(*)::int as n from public.notification_settings
        where company_id = ${company.companyId}`,
    ).toEqual([{ n: 1 }]);
  });

  test("needs a link that we made", async () => {
    const { headers } = await summary(company.member);
    const url = address(headers);
    const made = [url.slice(0, -1) + (url.endsWith("A") ? "B" : "A"), `${url}A`, `${url}%00`];
    for (const wrong of [...made, `${baseUrl}/api/unsubscribe/${company.owner.id}`]) {
      expect((await press(wrong)).status).toBe(404);
    }
  });

  test("says there is nothing to turn off once one has left", async () => {
    const who = await person("leaver", { business: true });
    await sql`insert into public.company_members (company_id, member_id, role)
      values (${company.companyId}, ${who.id}, 'admin')`;
    const { headers } = await summary(who);
    await sql`update public.company_members set is_deleted = true where member_id = ${who.id}`;
    expect((await press(address(headers))).status).toBe(404);
  });
});
