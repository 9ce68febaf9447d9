'use client';

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { type LiveMoment, LiveStore } from '@/components/carriers/live-store';
import type { LiveTrunkView } from '@/lib/network/types';

const Store = createContext<LiveStore | null>(null);

/** Gives everything inside the network's live state, over one stream. */
export function LiveNetwork({ children }: { children: ReactNode }) {
  const [store] = useState(() => new LiveStore());
  // Syncs with the server's stream.
  useEffect(() => store.open(), [store]);
  return <Store value={store}>{children}</Store>;
}

export function useLiveStore(): LiveStore {
  const store = useContext(Store);
  if (!store) throw new Error('Live figures need LiveNetwork around them.');
  return store;
}

const BEFORE: LiveMoment = { view: null, isAway: false };

/** The last moment; `view` is null before the first. */
export function useLiveMoment(): LiveMoment {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, store.moment, () => BEFORE);
}

/** A trunk as it is now; undefined before the first moment. */
export function useLiveTrunk(trunk: string): LiveTrunkView | undefined {
  return useLiveMoment().view?.trunks.find((one) => one.trunk === trunk);
}
