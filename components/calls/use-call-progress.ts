'use client';

import { useEffect, useState } from 'react';
import { callPath } from '@/lib/calls/format';
import type { CallProgress } from '@/lib/calls/types';

/** Somebody waits for the next step. */
const SOON_MS = 500;
/** A long conversation is looked at now and then. */
const LATER_MS = 3_000;
const SOON_FOR_MS = 90_000;

interface Watched {
  /** Null until the call's record is there. */
  progress: CallProgress | null;
  /** The server could not be asked last time; it is asked again. */
  isLost: boolean;
}

async function readProgress(uuid: string, signal: AbortSignal): Promise<CallProgress | null> {
  const answer = await fetch(`${callPath(uuid)}/progress`, { signal, cache: 'no-store' });
  if (!answer.ok) throw new Error(`The server answers ${answer.status}.`);
  const { progress } = await answer.json();
  return progress;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function watch(uuid: string, tell: (seen: CallProgress | null | 'lost') => void, signal: AbortSignal) {
  const begunAt = Date.now();
  while (!signal.aborted) {
    const seen = await readProgress(uuid, signal).catch(() => 'lost' as const);
    if (signal.aborted) return;
    tell(seen);
    if (seen && seen !== 'lost' && seen.isEnded) return;
    await pause(Date.now() - begunAt < SOON_FOR_MS ? SOON_MS : LATER_MS, signal);
  }
}

const NOTHING: Watched = { progress: null, isLost: false };

/** Follows a call step by step until it has ended; nothing without a call. */
export function useCallProgress(uuid: string | null): Watched {
  const [watched, setWatched] = useState<Watched & { uuid: string | null }>({ ...NOTHING, uuid });
  // Syncs with the call's record on the server.
  useEffect(() => {
    if (uuid === null) return;
    const ended = new AbortController();
    const tell = (seen: CallProgress | null | 'lost') =>
      setWatched((before) => {
        const known = before.uuid === uuid ? before.progress : null;
        return seen === 'lost' ? { uuid, progress: known, isLost: true } : { uuid, progress: seen, isLost: false };
      });
    void watch(uuid, tell, ended.signal);
    return () => ended.abort();
  }, [uuid]);
  return watched.uuid === uuid ? watched : NOTHING;
}
