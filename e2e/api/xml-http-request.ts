/**
 * UploadThing's client sends with XMLHttpRequest, which Node lacks: the part of it the client uses,
 * over HTTP. Importing this puts it in place.
 */
import { request } from "node:http";

export class NodeRequest {
  /** The next request is cut after so many bytes. */
  static cutAfter: number | undefined;
  static sent: { range: string | undefined }[] = [];
  upload = {
    addEventListener: (_: string, f: (e: { loaded: number }) => void) => this.#progress.push(f),
  };
  status = 0;
  statusText = "";
  response: unknown = null;
  responseType = "";
  #progress: ((event: { loaded: number }) => void)[] = [];
  #listeners: Record<string, () => void> = {};
  #headers: Record<string, string> = {};
  #url = "";
  #request: ReturnType<typeof request> | undefined;

  open(_method: string, url: string) {
    this.#url = url;
  }
  setRequestHeader(name: string, value: string) {
    this.#headers[name.toLowerCase()] = value;
  }
  addEventListener(name: string, listener: () => void) {
    this.#listeners[name] = listener;
  }
  abort() {
    this.#request?.destroy();
  }
  async send(form: FormData) {
    const { cutAfter } = NodeRequest;
    NodeRequest.cutAfter = undefined;
    NodeRequest.sent.push({ range: this.#headers.range });
    const encoded = new Response(form);
    const body = Buffer.from(await encoded.arrayBuffer());
    const type = encoded.headers.get("content-type") ?? "";
    this.#request = request(
      this.#url,
      {
        method: "PUT",
        headers: { ...this.#headers, "content-type": type, "content-length": body.length },
      },
      async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk as Buffer);
        this.status = answer.statusCode ?? 0;
        this.response = JSON.parse(Buffer.concat(chunks).toString("utf8"));
        this.#listeners.load?.();
      },
    );
    this.#request.on("error", () => this.#listeners.error?.());
    if (cutAfter === undefined) {
      for (const report of this.#progress) report({ loaded: body.length });
      this.#request.end(body);
    } else {
      this.#request.write(body.subarray(0, cutAfter), () => {
        // Time to arrive before the line goes dead.
        setTimeout(() => this.#request?.destroy(new Error("cut")), 500);
      });
    }
  }
}
Object.assign(globalThis, { XMLHttpRequest: NodeRequest });
