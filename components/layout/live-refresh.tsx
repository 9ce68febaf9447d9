'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const SOURCE = '/api/events';
const LOCK = 'twinline-events';
/** Changes that come together refresh the page once, ms. */
const SETTLE_MS = 120;

/** Keeps one stream a browser: the tab that holds the lock reads it and tells the others. */
function follow(onHint: () => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(LOCK);
  channel.onmessage = onHint;
  const read = () =>
    new Promise<void>((resolve) => {
      // The lock may come after the page has gone: nobody would give it back.
      if (signal.aborted) return resolve();
      const source = new EventSource(SOURCE);
      const tell = () => {
        onHint();
        channel.postMessage('changed');
      };
      // Also on every new connection: whatever happened in between is seen then.
      source.onopen = tell;
      source.onmessage = tell;
      signal.addEventListener('abort', () => {
        source.close();
        resolve();
      });
    });
  signal.addEventListener('abort', () => channel.close());
  // Locks exist in secure contexts only; without them each tab reads its own stream.
  if (!navigator.locks) {
    void read();
    return;
  }
  navigator.locks.request(LOCK, { signal }, read).catch(() => undefined);
  // Another tab reads the stream already: what changed before this one listened is seen now.
  void navigator.locks.query().then(({ held }) => {
    if (held?.some((lock) => lock.name === LOCK)) onHint();
  });
}

/** Renders nothing; reloads the page's server data when something of the account changed. */
export function LiveRefresh() {
  const router = useRouter();
  // Syncs with the server's event stream.
  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    follow(() => {
      clearTimeout(timer);
      timer = setTimeout(() => router.refresh(), SETTLE_MS);
    }, ended.signal);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [router]);
  return null;
}
