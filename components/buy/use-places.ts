'use client';

import { useEffect, useState } from 'react';
import type { PlaceSuggestion } from '@/lib/numbers/types';
import type { CountryIso } from '@/lib/phone/countries';

/** A pause in typing worth asking the server. */
const PAUSE_MS = 120;

interface Answer {
  places: PlaceSuggestion[];
  status: 'loading' | 'some' | 'none' | 'failed';
}

async function fetchPlaces(country: CountryIso, text: string, signal: AbortSignal): Promise<PlaceSuggestion[]> {
  const query = new URLSearchParams({ country, text: text.slice(0, 80) });
  const timeout = AbortSignal.timeout(10_000);
  const response = await fetch(`/phone-numbers/buy/places?${query}`, { signal: AbortSignal.any([signal, timeout]) });
  if (!response.ok) throw new Error(`Places answered ${response.status}`);
  return response.json();
}

/** Places that fit what was typed, while somebody wants them; the last ones stay until the next are here. */
export function usePlaces(country: CountryIso, text: string, isWanted: boolean): Answer {
  const [answer, setAnswer] = useState<Answer>({ places: [], status: 'loading' });

  // Syncs with the server's list of places.
  useEffect(() => {
    if (!isWanted) return;
    const overtaken = new AbortController();
    const timer = setTimeout(() => {
      fetchPlaces(country, text, overtaken.signal)
        .then((places) => setAnswer({ places, status: places.length > 0 ? 'some' : 'none' }))
        .catch(() => {
          if (!overtaken.signal.aborted) setAnswer({ places: [], status: 'failed' });
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      overtaken.abort();
    };
  }, [country, text, isWanted]);

  return answer;
}
