'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { followAccount } from '@/components/layout/account-hints';

/** New calls are told this often at most, ms. */
const TELL_EVERY_MS = 5_000;
/** Further down than that somebody reads older calls. */
const TOP_PX = 40;

interface LiveTailInput {
  isOn: boolean;
  /** Ids of the calls shown, newest first. */
  ids: readonly string[];
}

/** Refreshes the newest calls as they come, unless somebody reads: then it waits, and knows that it does. */
export function useLiveTail({ isOn, ids }: LiveTailInput) {
  const router = useRouter();
  const [isHeld, setHeld] = useState(false);
  const isScrolled = useIsScrolled(isOn);
  const isPaused = isOn && (isHeld || isScrolled);
  const [isWaiting, setWaiting] = useState(false);
  const pausedNow = useRef(isPaused);
  pausedNow.current = isPaused;

  // Syncs with the server's event stream.
  useEffect(() => {
    if (!isOn) return;
    const ended = new AbortController();
    followAccount((hint) => {
      if (hint !== 'calls' && hint !== 'again') return;
      if (pausedNow.current) setWaiting(true);
      else router.refresh();
    }, ended.signal);
    return () => ended.abort();
  }, [isOn, router]);

  // Fetches what came while somebody read.
  useEffect(() => {
    if (isPaused || !isWaiting) return;
    setWaiting(false);
    router.refresh();
  }, [isPaused, isWaiting, router]);

  return { isPaused, isWaiting, hold: () => setHeld(true), letGo: () => setHeld(false), told: useTold(isOn, ids) };
}

/** Whether the page was scrolled away from its top. */
function useIsScrolled(isOn: boolean): boolean {
  const [isScrolled, setScrolled] = useState(false);
  // Syncs with the window.
  useEffect(() => {
    if (!isOn) return;
    const look = () => setScrolled(window.scrollY > TOP_PX);
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [isOn]);
  return isScrolled;
}

/** How many calls are new, said every few seconds rather than with each of them. */
function useTold(isOn: boolean, ids: readonly string[]): string {
  const [told, setTold] = useState('');
  /** The newest call that was told of, or there from the start. */
  const known = useRef(ids[0] ?? '0');
  const shown = useRef(ids);
  shown.current = ids;
  // Syncs with the clock.
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      const [newest = '0'] = shown.current;
      // By id and not by what was shown: other filters show other calls, which are not new.
      const fresh = shown.current.filter((id) => BigInt(id) > BigInt(known.current)).length;
      if (fresh === 0) return;
      known.current = newest;
      setTold(sentenceOf(fresh, fresh === shown.current.length));
    }, TELL_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn]);
  return isOn ? told : '';
}

function sentenceOf(fresh: number, isAll: boolean): string {
  if (isAll && fresh > 1) return `${fresh} or more new calls`;
  return fresh === 1 ? '1 new call' : `${fresh} new calls`;
}
