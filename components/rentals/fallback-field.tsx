import type { ReactNode } from 'react';
import { CancelRequest } from '@/components/rentals/cancel-request';
import { NumberLink } from '@/components/rentals/number-link';
import { isOnItsWay } from '@/components/rentals/pair-words';
import { CopyButton } from '@/components/ui/copy-button';
import { Spinner } from '@/components/ui/spinner';
import { StateBadge } from '@/components/ui/state-badge';
import { formatInstant } from '@/lib/datetime';
import { placeText } from '@/lib/numbers/format';
import type { PairDetail } from '@/lib/rentals/types';

interface FallbackFieldProps {
  pair: PairDetail | null;
  timeZone: string;
  mayChange: boolean;
}

/** The Fallback Number field: the number and where it stands, or how far its provisioning is. */
export function FallbackField({ pair, timeZone, mayChange }: FallbackFieldProps) {
  return (
    <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[9rem_1fr]">
      <dt className="font-medium">Fallback Number</dt>
      <dd className="grid min-w-0 gap-1">
        <FieldValue pair={pair} timeZone={timeZone} mayChange={mayChange} />
      </dd>
    </dl>
  );
}

function FieldValue({ pair, timeZone, mayChange }: FallbackFieldProps): ReactNode {
  if (!pair) return <span className="text-muted">None</span>;
  if (pair.state === 'waiting_for_stock') return <Waiting pair={pair} timeZone={timeZone} mayChange={mayChange} />;
  if (!pair.fallback) return <InProgress>Looking for a number</InProgress>;
  const { fallback } = pair;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="inline-flex items-center gap-1">
          <NumberLink {...fallback} />
          <CopyButton value={`+${fallback.number}`} label={fallback.display} />
        </span>
        {isOnItsWay(pair.state) ? (
          <InProgress>{pair.state === 'ordered' ? 'Ordered, being activated' : 'Reserved, being ordered'}</InProgress>
        ) : (
          <StateBadge kind="rental" state={fallback.status} />
        )}
      </span>
      <span className="text-sm text-muted">
        {fallback.carrierName} · {placeText(fallback)}
      </span>
    </>
  );
}

function InProgress({ children }: { children: ReactNode }) {
  return (
    <span role="status" className="inline-flex items-center gap-2 text-info">
      <Spinner />
      {children}
    </span>
  );
}

function Waiting({ pair, timeZone, mayChange }: { pair: PairDetail; timeZone: string; mayChange: boolean }) {
  return (
    <>
      <StateBadge kind="pair" state="waiting_for_stock" />
      <span className="max-w-prose text-sm text-muted">{pair.stateReason}</span>
      <span className="text-sm text-muted">The request ends on {formatInstant(pair.consentUntil, timeZone)}.</span>
      {mayChange ? (
        <span className="mt-1">
          <CancelRequest rentalId={pair.primary.rentalId} />
        </span>
      ) : null}
    </>
  );
}
