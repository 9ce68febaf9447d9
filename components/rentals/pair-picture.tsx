import { PhoneOutgoing, RadioTower, ShieldCheck, ShieldOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { NumberLink } from '@/components/rentals/number-link';
import { PairLink } from '@/components/rentals/pair-link';
import { isOnItsWay, linkWord, lostPrimary } from '@/components/rentals/pair-words';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { cn } from '@/lib/cn';
import { placeText } from '@/lib/numbers/format';
import type { PairDetail, PairSide } from '@/lib/rentals/types';

interface PairPictureProps {
  pair: PairDetail;
  /** The rental whose page this is. */
  here: string;
  /** Where calls leave now, as far as it is known here. */
  carrying?: 'primary' | 'fallback' | undefined;
}

/** The pair as it stands: two numbers on two carriers, and the line between them. */
export function PairPicture({ pair, here, carrying = 'primary' }: PairPictureProps) {
  const orphaned = lostPrimary(pair);
  const overFallback = carrying === 'fallback';
  const word = overFallback ? 'Over the fallback' : linkWord(pair);
  return (
    <figure
      aria-label={`High availability pair: ${word}`}
      className="grid sm:grid-cols-[minmax(0,1fr)_minmax(6rem,9rem)_minmax(0,1fr)]"
    >
      <Side
        name="Primary number"
        side={pair.primary}
        isHere={pair.primary.rentalId === here}
        isGone={orphaned}
        duty={<PrimaryDuty orphaned={orphaned} overFallback={overFallback} />}
      />
      <PairLink state={pair.state} word={word} isAtRisk={pair.atRiskReason !== null || overFallback} />
      {pair.fallback ? (
        <Side
          name="Fallback"
          side={pair.fallback}
          isHere={pair.fallback.rentalId === here}
          isGone={pair.state === 'failed'}
          duty={orphaned || overFallback ? <CallsLeave /> : <FallbackDuty pair={pair} />}
        />
      ) : (
        <MissingSide pair={pair} />
      )}
    </figure>
  );
}

function CallsLeave() {
  return <Duty icon={<PhoneOutgoing />}>Calls leave from here</Duty>;
}

function PrimaryDuty({ orphaned, overFallback }: { orphaned: boolean; overFallback: boolean }) {
  if (orphaned) return <Duty icon={<ShieldOff />}>Withdrawn by its carrier</Duty>;
  if (overFallback) return <Duty icon={<ShieldOff />}>No calls leave from here at present</Duty>;
  return <CallsLeave />;
}

function FallbackDuty({ pair }: { pair: PairDetail }) {
  if (pair.state === 'active') {
    return <Duty icon={<ShieldCheck />}>Takes over when {pair.primary.carrierName} fails</Duty>;
  }
  if (pair.state === 'failed') return <Duty icon={<ShieldOff />}>Could not be set up</Duty>;
  return <Duty icon={<ShieldOff />}>Takes over once it is active</Duty>;
}

function Duty({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted">
      {icon}
      <span>{children}</span>
    </p>
  );
}

interface SideProps {
  name: string;
  side: PairSide;
  /** It is the number whose page this is. */
  isHere: boolean;
  isGone: boolean;
  duty: ReactNode;
}

function Side({ name, side, isHere, isGone, duty }: SideProps) {
  return (
    <div
      className={cn(
        'grid min-w-0 content-between gap-3 rounded-lg border p-4',
        isHere ? 'border-line-strong bg-surface' : 'border-line bg-canvas',
        isGone && 'border-dashed',
      )}
    >
      <div className="grid gap-1">
        <p className="flex min-h-5 flex-wrap items-center justify-between gap-2 text-xs font-medium text-muted">
          {name}
          {isHere ? <Badge tone="accent">This number</Badge> : null}
        </p>
        <p className={cn('flex flex-wrap items-center gap-1 font-semibold', isGone && 'text-muted')}>
          {isHere ? <span className="figures">{side.display}</span> : <NumberLink {...side} />}
          <CopyButton value={`+${side.number}`} label={side.display} />
        </p>
        <p className="flex items-start gap-1.5 text-sm">
          <RadioTower aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <span>
            <span className="font-medium">{side.carrierName}</span>
            <span className="text-muted"> · {placeText(side)}</span>
          </span>
        </p>
      </div>
      {duty}
    </div>
  );
}

function MissingSide({ pair }: { pair: PairDetail }) {
  return (
    <div className="grid content-center gap-1 rounded-lg border border-dashed border-line-strong p-4 text-center text-sm text-muted">
      <p className="font-medium text-fg">No fallback number yet</p>
      <p>{isOnItsWay(pair.state) ? 'It appears here in a moment.' : 'It appears here once one is free.'}</p>
    </div>
  );
}
