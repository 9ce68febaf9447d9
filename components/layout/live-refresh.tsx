'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { type AccountHint, followAccount } from '@/components/layout/account-hints';

/** Changes that come together refresh the page once, ms. */
const SETTLE_MS = 120;
/** Calls come and go all day: a page that only counts them looks again this often at most, ms. */
const CALLS_MS = 5_000;

/** What the frame around every page, or only some pages, look at. */
const OWN_TOPICS: readonly AccountHint[] = ['notices', 'webhooks'];

interface LiveRefreshProps {
  /** Whether the page shows calls, too. */
  calls?: boolean;
  /** Only changes of this, for parts of a page that show nothing else. */
  only?: 'notices' | 'webhooks';
}

/** One for all parts of the page: reloading it once serves them all. */
let soon: ReturnType<typeof setTimeout> | undefined;

function concerns(hint: AccountHint, only: LiveRefreshProps['only']): boolean {
  return hint === 'again' || (only ? hint === only : !OWN_TOPICS.includes(hint));
}

/** Renders nothing; reloads the page's server data when something of the account changed. */
export function LiveRefresh({ calls = false, only }: LiveRefreshProps) {
  const router = useRouter();
  // Syncs with the server's event stream.
  useEffect(() => {
    const ended = new AbortController();
    let later: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      clearTimeout(later);
      later = undefined;
      router.refresh();
    };
    const onHint = (hint: AccountHint) => {
      if (!concerns(hint, only)) return;
      if (hint === 'calls') {
        if (calls) later ??= setTimeout(refresh, CALLS_MS);
        return;
      }
      clearTimeout(soon);
      soon = setTimeout(refresh, SETTLE_MS);
    };
    followAccount(onHint, ended.signal);
    return () => {
      clearTimeout(later);
      ended.abort();
    };
  }, [router, calls, only]);
  return null;
}
