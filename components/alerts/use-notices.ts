'use client';

import { useEffect, useState } from 'react';
import type { ShownNotice } from '@/components/alerts/notice-face';
import { type AccountHint, followAccount } from '@/components/layout/account-hints';

export interface BellNotices {
  unread: number;
  latest: readonly ShownNotice[];
}

/** Notices that come together are asked for once, ms. */
const SETTLE_MS = 120;
const TELLING: readonly AccountHint[] = ['notices', 'again'];

async function ask(signal: AbortSignal): Promise<BellNotices | null> {
  try {
    const response = await fetch('/api/notices', { signal });
    return response.status === 200 ? await response.json() : null;
  } catch {
    // The next hint asks again; until then what was known stands.
    return null;
  }
}

/** The notices a page came with, then as the server has them; the page itself is not made anew for a bell. */
export function useNotices(given: BellNotices): BellNotices {
  const [made, setMade] = useState(given);
  const [notices, setNotices] = useState(given);
  if (made.unread !== given.unread || made.latest !== given.latest) {
    setMade(given);
    setNotices(given);
  }
  // Syncs with the server's event stream.
  useEffect(() => {
    const ended = new AbortController();
    let soon: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const found = await ask(ended.signal);
      if (found && !ended.signal.aborted) setNotices(found);
    };
    followAccount((hint) => {
      if (!TELLING.includes(hint)) return;
      clearTimeout(soon);
      soon = setTimeout(look, SETTLE_MS);
    }, ended.signal);
    return () => {
      clearTimeout(soon);
      ended.abort();
    };
  }, []);
  return notices;
}
