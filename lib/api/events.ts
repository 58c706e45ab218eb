/** Server-sent events: answers that arrive while they are made. */
export const EVENTS = "text/event-stream; charset=utf-8";

/** Whether a caller asked for events rather than for one JSON answer. */
export function acceptsEvents(request: Request): boolean {
  return /\btext\/event-stream\b/i.test(request.headers.get("accept") ?? "");
}

/** Whether a caller of an address that answers events by itself asked for JSON instead. */
export function prefersJson(request: Request): boolean {
  return (
    /\bapplication\/json\b/i.test(request.headers.get("accept") ?? "") && !acceptsEvents(request)
  );
}

/**
 * Events as bytes, `data: {…}` each. Whoever stops reading ends the work behind it: the source's
 * `return` is called, and `abort` besides, because a source that waits for a model does not notice.
 */
export function eventStream(
  source: AsyncIterable<object>,
  abort: () => void = () => {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const events = source[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await events.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`));
      },
      async cancel() {
        abort();
        await events.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
