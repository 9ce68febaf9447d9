'use client';

import { percentText, secondsText } from '@/components/carriers/figures';
import { useLiveTrunk } from '@/components/carriers/live-network';
import { Sparkline } from '@/components/overview/sparkline';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import { StateBadge } from '@/components/ui/state-badge';
import { trunksInUse } from '@/lib/network/format';
import type { CarrierSummary, TrunkSummary } from '@/lib/network/types';

/** Each carrier at a glance, live. */
export function CarrierStrip({ carriers }: { carriers: readonly CarrierSummary[] }) {
  const trunks = trunksInUse(carriers);
  if (trunks.length === 0) return null;
  return (
    <Card
      id="carriers"
      title="Carriers"
      actions={
        <Link href="/voice/carriers" className="link text-sm">
          All figures
        </Link>
      }
      footer="ASR: answered of all calls that ended in the last minute. PDD: 95 of 100 calls began to ring faster. The line is ASR over ten minutes."
      flush
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-px bg-line">
        {trunks.map(({ carrier, trunk }) => (
          <Tile key={trunk.slug} carrier={carrier} trunk={trunk} />
        ))}
      </ul>
    </Card>
  );
}

function Tile({ carrier, trunk }: { carrier: CarrierSummary; trunk: TrunkSummary }) {
  const live = useLiveTrunk(trunk.slug);
  return (
    <li className="grid gap-1 bg-surface px-4 py-3 sm:gap-2 sm:py-4">
      <span className="flex items-start justify-between gap-3">
        <span className="min-w-0">
          <span className="block truncate font-medium">{carrier.name}</span>
          <span className="block truncate text-xs text-muted">{trunk.slug}</span>
        </span>
        <StateBadge kind="route" state={live?.state ?? trunk.state} className="text-sm" />
      </span>
      <span className="flex items-end justify-between gap-3">
        <dl className="flex gap-4 text-sm">
          <div>
            <dt className="text-xs text-muted">ASR</dt>
            <dd className="figures">{percentText(live?.asr)}</dd>
          </div>
          <div>
            <dt className="text-xs text-muted">PDD p95</dt>
            <dd className="figures">{live?.delayP95Ms == null ? '–' : `${secondsText(live.delayP95Ms)} s`}</dd>
          </div>
        </dl>
        <Sparkline trunk={trunk.slug} />
      </span>
    </li>
  );
}
