const SOURCE = '/api/events';
const LOCK = 'twinline-events';
/** After a refusal of the server the stream is asked for again this much later, then ever later, ms. */
const REFUSED_MS = 2_000;
const REFUSED_MS_MAX = 60_000;

/** Something of the account changed: its topic, or "again" when notices may have been missed. */
export type AccountHint = string;

type Follower = (hint: AccountHint) => void;

/** Everybody of this page who follows; they share one stream. */
const followers = new Set<Follower>();
let reading: AbortController | null = null;

function spread(hint: AccountHint): void {
  for (const tell of followers) tell(hint);
}

/** Calls back on every change of the account until `signal` aborts. */
export function followAccount(onHint: Follower, signal: AbortSignal): void {
  if (signal.aborted) return;
  followers.add(onHint);
  signal.addEventListener('abort', () => {
    followers.delete(onHint);
    if (followers.size > 0) return;
    reading?.abort();
    reading = null;
  });
  if (reading) {
    // The page reads already: what changed before this follower was there is seen now.
    onHint('again');
    return;
  }
  reading = new AbortController();
  readStream(reading.signal);
}

/** Reads the stream until `signal` aborts. */
function keepOpen(tell: Follower, signal: AbortSignal, refusedMs = REFUSED_MS): void {
  const source = new EventSource(SOURCE);
  let again: ReturnType<typeof setTimeout> | undefined;
  let refused = refusedMs;
  // Also on every new connection: whatever happened in between is seen then.
  source.onopen = () => {
    refused = REFUSED_MS;
    tell('again');
  };
  source.onmessage = ({ data }) => tell(String(data));
  // The browser itself connects again only after a connection was lost, not after an answer such as 503.
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED) return;
    again = setTimeout(() => keepOpen(tell, signal, Math.min(2 * refused, REFUSED_MS_MAX)), refused);
  };
  signal.addEventListener('abort', () => {
    clearTimeout(again);
    source.close();
  });
}

/** One stream a browser: the tab that holds the lock reads it and tells the others. */
function readStream(signal: AbortSignal): void {
  const channel = new BroadcastChannel(LOCK);
  channel.onmessage = ({ data }) => spread(String(data));
  const read = () =>
    new Promise<void>((resolve) => {
      // The lock may come after the page has gone: nobody would give it back.
      if (signal.aborted) return resolve();
      const tell = (hint: AccountHint) => {
        spread(hint);
        channel.postMessage(hint);
      };
      keepOpen(tell, signal);
      signal.addEventListener('abort', () => resolve());
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
    if (held?.some((lock) => lock.name === LOCK)) spread('again');
  });
}
