import 'server-only';
import { subscribeToAccount } from './listen';

/** Keeps proxies from closing a quiet stream, ms. */
const HEARTBEAT_MS = 15_000;
/** The browser connects again after this, and its session is checked again, ms. */
const LIFETIME_MS = 5 * 60_000;

/** The body of an event stream for one account; ends with the request or after its lifetime. */
export function accountEventStream(accountId: string, signal: AbortSignal): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  let stop: () => void = () => undefined;
  return new ReadableStream({
    start(controller) {
      let open = true;
      const send = (chunk: string) => {
        if (open) controller.enqueue(text.encode(chunk));
      };
      const unsubscribe = subscribeToAccount(accountId, ({ topic }) => send(`data: ${topic}\n\n`));
      const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
      const end = () => {
        if (!open) return;
        stop();
        controller.close();
      };
      const lifetime = setTimeout(end, LIFETIME_MS);
      stop = () => {
        open = false;
        unsubscribe();
        clearInterval(heartbeat);
        clearTimeout(lifetime);
      };
      signal.addEventListener('abort', end, { once: true });
      send('retry: 1000\n\n');
    },
    cancel() {
      stop();
    },
  });
}
