'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { FailoverRow } from '@/components/pairs/failover-row';
import { PairOverrideDialog } from '@/components/pairs/pair-override-dialog';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Countdown } from '@/components/ui/countdown';
import { releaseOverrideAction } from '@/lib/network/actions';
import type { PairMeasure, PairRouting } from '@/lib/network/types';

interface PairRouteProps {
  pairId: string;
  routing: PairRouting;
  /** Names of the primary's and of the fallback's. */
  carriers: readonly [string, string];
  now: string;
  mayChange: boolean;
  /** When what is in force ends, for people. */
  children: ReactNode;
}

const FORCE_WORDS = 'Force to the fallback';
/** What taking the fallback out of use is to the customer, by where calls go now. */
const DRAIN_WORDS = { primary: 'Keep on the primary', fallback: 'Return to the primary' } as const;

/** Where the calls of a pair go now, and the customer's own word on it. */
export function PairRoute({ pairId, routing, carriers, now, mayChange, children }: PairRouteProps) {
  const [asked, setAsked] = useState<'force' | 'drain' | null>(null);
  const { measure } = routing;
  return (
    <FailoverRow
      label="Calls leave by"
      actions={
        !mayChange ? null : measure ? (
          <ReleaseButton measure={measure} />
        ) : (
          <>
            <Button aria-haspopup="dialog" onClick={() => setAsked('force')}>
              {FORCE_WORDS}
            </Button>
            <Button aria-haspopup="dialog" onClick={() => setAsked('drain')}>
              {DRAIN_WORDS[routing.carrying]}
            </Button>
            <PairOverrideDialog
              {...{ pairId, carriers }}
              title={asked === 'drain' ? DRAIN_WORDS[routing.carrying] : FORCE_WORDS}
              action={asked ?? 'force'}
              open={asked !== null}
              onClose={() => setAsked(null)}
            />
          </>
        )
      }
    >
      {measure ? (
        <MeasureInForce {...{ measure, now }}>{children}</MeasureInForce>
      ) : (
        <>
          <p className="font-medium">{routing.carrying === 'primary' ? 'The primary number' : 'The fallback number'}</p>
          <p className="max-w-prose text-sm text-muted">{sentenceOf(routing.because, carriers)}</p>
        </>
      )}
    </FailoverRow>
  );
}

function sentenceOf(because: PairRouting['because'], [primary, fallback]: readonly [string, string]): string {
  if (because === 'outage') return `${primary} is taken out, so ${fallback} carries new calls until it is well again.`;
  if (because === 'stays') return `${primary} has failed. Calls stay with ${fallback} until you return them.`;
  return `${primary} carries them. When it fails, as a whole or for some destinations, ${fallback} carries the calls concerned.`;
}

const IN_FORCE = {
  force: { tone: 'warn', title: 'Forced to the fallback' },
  drain: { tone: 'info', title: 'Kept on the primary' },
} as const;

function MeasureInForce({ measure, now, children }: { measure: PairMeasure; now: string; children: ReactNode }) {
  const router = useRouter();
  const { action, reason, by, endsAt } = measure;
  const { tone, title } = IN_FORCE[action];
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={tone}>{title}</Badge>
        <span>
          until <span className="figures">{children}</span>, <span className="text-muted">in </span>
          <Countdown
            until={endsAt.toISOString()}
            {...{ now }}
            label={title}
            expiredText="a moment"
            onExpire={() => router.refresh()}
          />
        </span>
      </p>
      <p className="max-w-prose text-sm text-muted">
        “{reason}”, {by}
      </p>
    </>
  );
}

function ReleaseButton({ measure }: { measure: PairMeasure }) {
  const release = async () => {
    const { serverError } = await releaseOverrideAction({ overrideId: measure.id });
    return serverError ? { error: serverError.message } : undefined;
  };
  return (
    <ConfirmDialog
      trigger={{ children: 'Release override' }}
      title="Release the override?"
      description={`${IN_FORCE[measure.action].title} ends at once; new calls go by the carriers’ health again. Calls in progress stay where they are.`}
      confirmLabel="Release override"
      tone="primary"
      onConfirm={release}
    />
  );
}
