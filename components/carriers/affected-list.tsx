'use client';

import { useEffect, useState } from 'react';
import { targetOf } from '@/components/carriers/target-choice';
import { Alert } from '@/components/ui/alert';
import { previewAffectedAction } from '@/lib/network/actions';
import type { Affected } from '@/lib/network/types';

const figure = new Intl.NumberFormat('en');

function count(number: number, noun: string): string {
  return `${figure.format(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** One sentence for each thing that happens. */
export function affectedSentences({
  numbers,
  accounts,
  covered,
  proven,
  fallbackFor,
  otherTrunks,
  destinations,
}: Affected): string[] {
  const sentences: string[] = [];
  if (numbers > 0) {
    sentences.push(`${count(numbers, 'India number')} of ${count(accounts, 'account')} leave by this carrier alone.`);
    if (otherTrunks > 0) sentences.push(`Their calls take its other ${count(otherTrunks, 'trunk')} meanwhile.`);
    else {
      const bare = numbers - covered;
      sentences.push(`${count(covered, 'number')} go over to a fallback (${figure.format(proven)} proven by a call).`);
      if (bare > 0) sentences.push(`${count(bare, 'number')} without a fallback cannot place calls.`);
    }
  }
  if (fallbackFor > 0) sentences.push(`${count(fallbackFor, 'pair')} elsewhere lose their fallback for this time.`);
  for (const { name, otherCarriers } of destinations)
    sentences.push(
      otherCarriers > 0
        ? `Calls to ${name} move to ${count(otherCarriers, 'other carrier')}.`
        : `Calls to ${name} have no other carrier.`,
    );
  return sentences.length > 0 ? sentences : ['No number and no destination depends on it.'];
}

/** What would be touched, asked of the server whenever the choice changes. */
export function AffectedList({ target, prefix = '' }: { target: string; prefix?: string }) {
  const [affected, setAffected] = useState<Affected | null>(null);
  const [problem, setProblem] = useState<string>();
  // Syncs with the server's figures.
  useEffect(() => {
    let ended = false;
    void previewAffectedAction({ target: targetOf(target), prefix }).then(
      ({ data, serverError }) => {
        if (ended) return;
        setAffected(data ?? null);
        setProblem(serverError?.message);
      },
      () => setProblem('The server could not be reached, so what is affected is not known.'),
    );
    return () => {
      ended = true;
    };
  }, [target, prefix]);
  return (
    <Alert tone="warn" title="What is affected">
      {problem ?? (
        <ul aria-live="polite" className="list-disc space-y-0.5 pl-4">
          {affected ? (
            affectedSentences(affected).map((sentence) => <li key={sentence}>{sentence}</li>)
          ) : (
            <li>Counting…</li>
          )}
        </ul>
      )}
    </Alert>
  );
}
