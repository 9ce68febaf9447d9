import 'server-only';
import type { LiveState } from '@/lib/agent/types';
import { type LiveFeed, liveFeed } from './follow-agent';

/** The agent tells its state once a second. */
const PATIENCE_MS = 2_000;

/** What the agent told last; null when it is not to be heard. */
export function findLiveState(feed: LiveFeed = liveFeed): Promise<LiveState | null> {
  const latest = feed.isHeard ? feed.since(Date.now() - PATIENCE_MS).at(-1) : undefined;
  if (latest) return Promise.resolve(latest);
  return new Promise((resolve) => {
    let unsubscribe: () => void = () => undefined;
    const end = (state: LiveState | null) => {
      clearTimeout(timer);
      // The feed may answer while it is being subscribed to.
      queueMicrotask(() => unsubscribe());
      resolve(state);
    };
    const timer = setTimeout(() => end(null), PATIENCE_MS);
    unsubscribe = feed.subscribe(end);
  });
}
