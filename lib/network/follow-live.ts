import 'server-only';
import type { LiveState } from '@/lib/agent/types';
import { type LiveFeed, liveFeed } from './follow-agent';
import { type LiveScope, liveHistory, liveView } from './rules-live';

/** The browser connects again after this, and its session is checked again, ms. */
const LIFETIME_MS = 5 * 60_000;
/** Keeps proxies from closing a stream while the agent is away, ms. */
const HEARTBEAT_MS = 15_000;
/** A page that takes nothing for this many events is let go; it connects again and is told what it missed. */
const BEHIND_MAX = 30;

interface LiveOptions {
  scope: LiveScope;
  signal: AbortSignal;
  /** The moment of the last event the page got, by its Last-Event-ID; 0 for none. */
  lastAt: number;
  feed?: LiveFeed;
}

function message(event: string, data: unknown, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * The body of a page's live stream: first `history` with all it has missed (at most ten minutes), then `state` once a
 * second, and `away` when the agent is not to be heard. Ids are the moments, so a page that lost its connection goes on
 * where it was.
 */
export function followLive({ scope, signal, lastAt, feed = liveFeed }: LiveOptions): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  let stop: () => void = () => undefined;
  return new ReadableStream({
    start(controller) {
      let open = true;
      const send = (chunk: string) => {
        if (!open) return;
        controller.enqueue(text.encode(chunk));
        if ((controller.desiredSize ?? 0) < -BEHIND_MAX) end();
      };
      const unsubscribe = feed.subscribe((state: LiveState | null) =>
        send(state ? message('state', liveView(state, scope), state.at) : message('away', {})),
      );
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
      const missed = feed.since(lastAt);
      const last = missed.at(-1);
      send('retry: 1000\n\n');
      if (last)
        send(
          message('history', liveHistory(missed, scope), last.at) + message('state', liveView(last, scope), last.at),
        );
      if (!feed.isHeard) send(message('away', {}));
    },
    cancel() {
      stop();
    },
  });
}
