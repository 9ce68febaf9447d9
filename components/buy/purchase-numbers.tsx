import { Hourglass } from 'lucide-react';
import { TIER_WORDS } from '@/components/buy/words';
import { appHref } from '@/components/layout/app-href';
import { PairLink } from '@/components/rentals/pair-link';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import { PhoneNumber } from '@/components/ui/phone-number';
import { StateBadge } from '@/components/ui/state-badge';
import { stateLook } from '@/components/ui/states';
import { formatDay } from '@/lib/datetime';
import { placeText } from '@/lib/numbers/format';
import type { NumberProgress, PairProgress } from '@/lib/provisioning/types';

interface PurchaseNumbersProps {
  primary: NumberProgress;
  pair: PairProgress | null;
}

/** The number bought and, joined to it, its fallback. */
export function PurchaseNumbers({ primary, pair }: PurchaseNumbersProps) {
  return (
    <Card id="numbers" title={pair ? 'Numbers' : 'Number'}>
      <div className="grid items-stretch md:flex">
        <NumberBox title="Number" number={primary} />
        {pair ? (
          <>
            <div className="grid md:w-36">
              <PairLink
                state={pair.state}
                word={`HA ${stateLook({ kind: 'pair', state: pair.state }).word.toLowerCase()}`}
              />
            </div>
            {pair.fallback ? (
              <NumberBox
                title="Fallback Number"
                number={pair.fallback}
                note={
                  pair.fallbackTier && pair.fallbackTier !== 'area' ? `In ${TIER_WORDS[pair.fallbackTier]}` : undefined
                }
              />
            ) : (
              <EmptyBox pair={pair} />
            )}
          </>
        ) : null}
      </div>
    </Card>
  );
}

const boxLook = 'min-w-0 flex-1 rounded-md border border-line p-3';

function NumberBox({ title, number, note }: { title: string; number: NumberProgress; note?: string | undefined }) {
  const isRented = number.state !== 'failed' && number.state !== 'released';
  const text = <PhoneNumber display={number.display} className="text-base font-semibold" />;
  return (
    <section aria-label={title} className={boxLook}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-xs text-muted">{title}</h3>
        <StateBadge kind="rental" state={number.state} />
      </div>
      <p className="mt-1">
        {isRented ? (
          <Link href={appHref(`/phone-numbers/active/${number.number}`)} prefetch={false} className="link">
            {text}
          </Link>
        ) : (
          text
        )}
      </p>
      <p className="text-sm text-muted">
        {placeText(number)} · {number.carrierName}
      </p>
      {note ? <p className="text-sm text-warn">{note}</p> : null}
      {number.paidUntil && isRented ? (
        <p className="mt-1 text-sm text-muted">Paid until {formatDay(number.paidUntil)}</p>
      ) : null}
      {number.stateReason ? <p className="mt-1 text-sm">{number.stateReason}</p> : null}
    </section>
  );
}

function EmptyBox({ pair }: { pair: PairProgress }) {
  return (
    <section aria-label="Fallback Number" className={`${boxLook} border-dashed`}>
      <h3 className="text-xs text-muted">Fallback Number</h3>
      <p className="mt-1 flex items-center gap-1.5 font-semibold">
        <Hourglass aria-hidden className="size-4 text-muted" />
        None yet
      </p>
      <p className="mt-1 text-sm text-muted">{pair.stateReason ?? pair.events.at(-1)?.reason}</p>
    </section>
  );
}
