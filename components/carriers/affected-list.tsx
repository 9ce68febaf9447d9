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

/** What becomes of the numbers that are tied to the carrier. */
function numberSentences({ numbers, accounts, covered, proven, otherTrunks }: Affected): string[] {
  if (numbers === 0) return [];
  const whose = `${count(numbers, 'India number')} of ${count(accounts, 'account')} can leave by this carrier alone.`;
  if (otherTrunks > 0) return [whose, `Their calls take its other ${count(otherTrunks, 'trunk')} meanwhile.`];
  const bare = numbers - covered;
  return [
    whose,
    ...(covered > 0
      ? [
          `${count(covered, 'number')} of them ${covered === 1 ? 'calls' : 'call'} over a fallback (${figure.format(proven)} proven by a call).`,
        ]
      : []),
    ...(bare > 0 ? [`${count(bare, 'number')} without a fallback cannot place calls.`] : []),
  ];
}

/** One sentence for each thing that happens. */
function affectedSentences(affected: Affected): string[] {
  const { fallbackFor, destinations } = affected;
  const sentences = numberSentences(affected);
  if (fallbackFor > 0)
    sentences.push(
      `${count(fallbackFor, 'pair')} elsewhere ${fallbackFor === 1 ? 'has' : 'have'} no fallback for this time.`,
    );
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
