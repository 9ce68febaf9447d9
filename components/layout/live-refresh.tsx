'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { type AccountHint, followAccount } from '@/components/layout/account-hints';

/** Changes that come together refresh the page once, ms. */
const SETTLE_MS = 120;
/** Calls come and go all day: a page that only counts them looks again this often at most, ms. */
const CALLS_MS = 5_000;

interface LiveRefreshProps {
  /** Whether the page shows calls, too. */
  calls?: boolean;
}

/** Renders nothing; reloads the page's server data when something of the account changed. */
export function LiveRefresh({ calls = false }: LiveRefreshProps) {
  const router = useRouter();
  // Syncs with the server's event stream.
  useEffect(() => {
    const ended = new AbortController();
    const timers: Partial<Record<'soon' | 'later', ReturnType<typeof setTimeout>>> = {};
    const refresh = () => {
      clearTimeout(timers.later);
      timers.later = undefined;
      router.refresh();
    };
    const onHint = (hint: AccountHint) => {
      if (hint === 'calls') {
        if (calls) timers.later ??= setTimeout(refresh, CALLS_MS);
        return;
      }
      clearTimeout(timers.soon);
      timers.soon = setTimeout(refresh, SETTLE_MS);
    };
    followAccount(onHint, ended.signal);
    return () => {
      clearTimeout(timers.soon);
      clearTimeout(timers.later);
      ended.abort();
    };
  }, [router, calls]);
  return null;
}
