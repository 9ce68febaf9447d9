import { FailoverRow } from '@/components/pairs/failover-row';
import { FallbackTest } from '@/components/pairs/fallback-test';
import { ManualFailback } from '@/components/pairs/manual-failback';
import { PairRoute } from '@/components/pairs/pair-route';
import { Card } from '@/components/ui/card';
import { formatInstant } from '@/lib/datetime';
import type { PairRouting } from '@/lib/network/types';
import type { PairDetail } from '@/lib/rentals/types';

interface FailoverCardProps {
  pair: PairDetail;
  routing: PairRouting;
  /** The last call that tested the fallback; null when none was made of late, or they may not be seen. */
  lastProof: { uuid: string; isEnded: boolean } | null;
  timeZone: string;
  /** The server's time, ISO 8601. */
  now: string;
  mayCall: boolean;
  mayChange: boolean;
}

/** What an active pair does: whether its fallback was proven, where its calls go, and how they come back. */
export function FailoverCard({ pair, routing, lastProof, timeZone, now, mayCall, mayChange }: FailoverCardProps) {
  const { primary, fallback, proof, provenAt, proofReason } = pair;
  if (!fallback) return null;
  return (
    <Card id="failover" title="Failover">
      <div className="divide-y divide-line">
        <FallbackTest
          number={primary.number}
          provenAt={provenAt && { at: provenAt.toISOString(), text: formatInstant(provenAt, timeZone) }}
          {...{ proof, proofReason, lastProof, mayCall }}
        />
        <PairRoute
          {...{ routing, now, mayChange }}
          pairId={pair.id}
          carriers={[primary.carrierName, fallback.carrierName]}
        >
          {routing.measure ? formatInstant(routing.measure.endsAt, timeZone) : null}
        </PairRoute>
        <FailoverRow label="Return">
          <ManualFailback
            // Anew when the setting changed elsewhere.
            key={String(pair.manualFailback)}
            pairId={pair.id}
            isManual={pair.manualFailback}
            mayChange={mayChange}
          />
        </FailoverRow>
      </div>
    </Card>
  );
}
