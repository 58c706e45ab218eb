/** For tests: a model server that speaks OpenAI's streaming protocol, well or badly. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Call = {
  body: { messages: { role: string; content: unknown }[]; stream?: boolean };
  aborted: boolean;
};
type Script = (call: Call, response: ServerResponse) => void | Promise<void>;

/** A stand-in and what it was asked. `script` decides how it answers; the last one stays. */
export async function startModelServer(port = 0) {
  const calls: Call[] = [];
  let script: Script = (_, response) => say(response, ["Hello."]);
  const server = createServer(async (request, response) => {
    const call: Call = { body: JSON.parse(await text(request)), aborted: false };
    calls.push(call);
    response.on("close", () => {
      call.aborted = !response.writableFinished;
    });
    await script(call, response);
  });
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    answerWith(next: Script) {
      calls.length = 0;
      script = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function text(request: IncomingMessage): Promise<string> {
  let all = "";
  for await (const piece of request) all += piece;
  return all;
}

const chunk = (delta: object, finish: string | null = null, usage?: object) => ({
  id: "chat-1",
  object: "chat.completion.chunk",
  created: 1,
  model: "stand-in",
  choices: usage ? [] : [{ index: 0, delta, finish_reason: finish }],
  ...(usage ? { usage } : {}),
});

/** The events of a streamed completion, as text. */
export function events(deltas: readonly object[], finish = "stop"): string {
  const chunks = [
    ...deltas.map((delta) => chunk(delta)),
    chunk({}, finish),
    chunk({}, null, { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 }),
  ].map((one) => `data: ${JSON.stringify(one)}\n\n`);
  return [...chunks, "data: [DONE]\n\n"].join("");
}

export const begin = (response: ServerResponse) =>
  response.writeHead(200, { "content-type": "text/event-stream" });

/** Writes text as events. `cut`: in pieces of that many bytes, wherever they fall. */
export async function say(
  response: ServerResponse,
  words: readonly string[],
  cut = 0,
): Promise<void> {
  begin(response);
  const bytes = Buffer.from(events(words.map((content) => ({ content }))));
  for (let at = 0; at < bytes.length; at += cut || bytes.length) {
    response.write(bytes.subarray(at, at + (cut || bytes.length)));
    if (cut) await new Promise(setImmediate);
  }
  response.end();
}

/** Calls a tool; its arguments come in two halves, as providers send them. */
export function callTool(response: ServerResponse, name: string, input: object): void {
  const args = JSON.stringify(input);
  const half = Math.ceil(args.length / 2);
  begin(response);
  response.end(
    events(
      [
        {
          tool_calls: [
            { index: 0, id: "call-1", type: "function", function: { name, arguments: "" } },
          ],
        },
        { tool_calls: [{ index: 0, function: { arguments: args.slice(0, half) } }] },
        { tool_calls: [{ index: 0, function: { arguments: args.slice(half) } }] },
      ],
      "tool_calls",
    ),
  );
}

/** A completion that is not streamed. */
export function complete(response: ServerResponse, content: string): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      id: "chat-1",
      object: "chat.completion",
      created: 1,
      model: "stand-in",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
    }),
  );
}
