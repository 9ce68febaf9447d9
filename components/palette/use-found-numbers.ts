'use client';

import { useEffect, useState } from 'react';
import type { FoundNumber } from '@/lib/rentals/types';

/** A pause in typing worth asking the server. */
const PAUSE_MS = 120;
const PATIENCE_MS = 10_000;

interface Answer {
  /** What was asked for. */
  text: string;
  numbers: FoundNumber[];
  failed: boolean;
}

async function fetchNumbers(text: string, signal: AbortSignal): Promise<FoundNumber[]> {
  const query = new URLSearchParams({ text });
  const overdue = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(`/phone-numbers/active/find?${query}`, { signal: AbortSignal.any([signal, overdue]) });
  // Whoever may not see numbers, or typed what no number has, finds none.
  if (response.status === 403 || response.status === 400) return [];
  if (!response.ok) throw new Error(`Numbers answered ${response.status}`);
  return response.json();
}

/** The account's numbers that fit what was typed; the last ones stay until the next are here. */
export function useFoundNumbers(typed: string): Answer & { isLoading: boolean } {
  const text = typed.trim();
  const [answer, setAnswer] = useState<Answer>({ text: '', numbers: [], failed: false });

  // Syncs with the server's list of numbers.
  useEffect(() => {
    const overtaken = new AbortController();
    const timer = setTimeout(() => {
      const asked = text === '' ? Promise.resolve([]) : fetchNumbers(text, overtaken.signal);
      asked
        .then((numbers) => setAnswer({ text, numbers, failed: false }))
        .catch(() => {
          if (!overtaken.signal.aborted) setAnswer({ text, numbers: [], failed: true });
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      overtaken.abort();
    };
  }, [text]);

  return { ...answer, isLoading: answer.text !== text };
}
