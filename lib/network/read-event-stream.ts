/** An event longer than this is not ours. */
const EVENT_MAX = 8_000_000;

function dataOf(event: string): string | null {
  const lines = event.split('\n').filter((line) => line.startsWith('data:'));
  return lines.length === 0 ? null : lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n');
}

/**
 * The data of each event of an event stream (WHATWG server-sent events; comments and other fields are passed over),
 * until it ends. @throws what the connection throws, or when an event is too long.
 */
export async function* readEventStream(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const text = new TextDecoder();
  let pending = '';
  for await (const chunk of body) {
    pending += text.decode(chunk, { stream: true }).replaceAll('\r\n', '\n');
    const events = pending.split('\n\n');
    pending = events.pop() ?? '';
    if (pending.length > EVENT_MAX) throw new RangeError('An event of the agent is too long.');
    for (const event of events) {
      const data = dataOf(event);
      if (data !== null) yield data;
    }
  }
}
