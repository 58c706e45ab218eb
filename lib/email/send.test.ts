import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Letter } from "./send.ts";

type Row = Record<string, unknown>;

/** The outbox, and what happened to it in which order. */
const outbox = vi.hoisted(() => ({
  rows: [] as Row[],
  deliveries: [] as Row[],
  steps: [] as string[],
  error: null as { code: string; message: string } | null,
}));
const settings = vi.hoisted(() => ({ env: { logLevel: "silent", release: "test" } as Row }));

vi.mock("@/lib/env", () => settings);
vi.mock("@/lib/supabase/admin", () => ({
  createAdminClient: () => ({
    rpc: async (name: string, given: { p_mails: Row[]; p_deliveries: Row[] }) => {
      if (name === "record_deliveries") {
        outbox.steps.push("recorded");
        outbox.deliveries.push(...given.p_deliveries);
        return { data: [], error: null };
      }
      outbox.steps.push("written");
      if (outbox.error) return { data: null, error: outbox.error };
      outbox.rows.push(...given.p_mails.map((mail) => ({ ...mail, attempts: 1, language: "en" })));
      return { data: outbox.rows, error: null };
    },
  }),
}));

let service: Server;
let status = 200;

beforeAll(async () => {
  service = createServer((request, response) => {
    request.resume().on("end", () => {
      outbox.steps.push("asked");
      response.writeHead(status, { "content-type": "application/json", "retry-after": "0.001" });
      response.end(
        JSON.stringify(status === 200 ? { data: [{ id: "re_1" }] } : { message: "No." }),
      );
    });
  });
  await new Promise<void>((ready) => service.listen(0, "127.0.0.1", ready));
});
afterAll(() => new Promise((done) => service.close(done)));

beforeEach(() => {
  outbox.rows.length = outbox.deliveries.length = outbox.steps.length = 0;
  outbox.error = null;
  status = 200;
});

const letter: Letter = {
  to: "a@test.example",
  template: "message",
  props: { subject: "Hello", body: "There.", reason: "You asked." },
  companyId: "company",
};

/** The sender keeps its way out, so each configuration is a module of its own. */
async function sender(configured: boolean) {
  vi.resetModules();
  const { port } = service.address() as AddressInfo;
  settings.env.resend = configured
    ? { apiKey: "re_test", baseUrl: `http://127.0.0.1:${port}`, from: "us@test.example" }
    : undefined;
  return (await import("./send.ts")).sendMails;
}

describe("sendMails", () => {
  test("keeps mails where there is no service", async () => {
    const sendMails = await sender(false);
    expect(await sendMails([letter])).toEqual(["stored"]);
    expect(outbox.rows[0]).toMatchObject({
      recipient: "a@test.example",
      template: "message",
      props: letter.props,
      language: "en",
      company_id: "company",
      invitation_id: null,
    });
    expect(outbox.deliveries).toEqual([
      { id: outbox.rows[0]?.id, status: "stored", attempt: 1, provider_id: null },
    ]);
  });

  test("writes the outbox before it asks the service", async () => {
    const sendMails = await sender(true);
    expect(await sendMails([letter])).toEqual(["sent"]);
    expect(outbox.steps).toEqual(["written", "asked", "recorded"]);
    expect(outbox.deliveries[0]).toMatchObject({ status: "sent", provider_id: "re_1" });
  });

  test.each([429, 500])("a service that answers %i is asked three times", async (answer) => {
    status = answer;
    const sendMails = await sender(true);
    expect(await sendMails([letter])).toEqual(["failed"]);
    expect(outbox.steps).toEqual(["written", "asked", "asked", "asked", "recorded"]);
    expect(outbox.deliveries[0]).toMatchObject({ status: "failed", attempt: 1 });
    expect(outbox.deliveries[0]?.error).toContain("No.");
  });

  test("sends nothing that is not in the outbox, and does not throw", async () => {
    outbox.error = { code: "XX000", message: "No database." };
    const sendMails = await sender(true);
    expect(await sendMails([letter, letter])).toEqual(["failed", "failed"]);
    expect(outbox.steps).toEqual(["written"]);
  });

  test("has nothing to do for nobody", async () => {
    expect(await (await sender(true))([])).toEqual([]);
    expect(outbox.steps).toEqual([]);
  });
});
