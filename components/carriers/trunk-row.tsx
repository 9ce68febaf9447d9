'use client';

import { delayText, loadText, mosText, percentText } from '@/components/carriers/figures';
import { useLiveTrunk } from '@/components/carriers/live-network';
import { StateStrip } from '@/components/carriers/state-strip';
import { TrunkMenu } from '@/components/carriers/trunk-menu';
import { appHref } from '@/components/layout/app-href';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import { TableCell, TableRow, TableRowHeader } from '@/components/ui/table';
import type { CarrierSummary, TrunkSummary } from '@/lib/network/types';

interface TrunkRowProps {
  carrier: CarrierSummary;
  trunk: TrunkSummary;
  mayOperate: boolean;
  /** The stored change's moment in the account's zone. */
  changedAt: string | null;
}

/** A trunk now: what is written down until the live stream speaks. */
export function TrunkRow({ carrier, trunk, mayOperate, changedAt }: TrunkRowProps) {
  const live = useLiveTrunk(trunk.slug);
  return (
    <TableRow>
      <TableRowHeader pinned className="align-top">
        <span className="block py-2">
          {carrier.name}
          <Link
            href={appHref('/voice/carriers', `trunk=${trunk.slug}#charts`)}
            className="link block text-xs font-normal"
            title="Charts of this trunk"
          >
            {trunk.slug}
          </Link>
        </span>
      </TableRowHeader>
      <TableCell>
        <StateBadge kind="route" state={live?.state ?? trunk.state} />
        {live?.parts.map((part) => (
          <span key={part} className="block text-xs whitespace-nowrap text-muted">
            {part}
          </span>
        ))}
      </TableCell>
      <TableCell>
        <StateStrip trunk={trunk.slug} />
      </TableCell>
      <TableCell align="end">{percentText(live?.asr)}</TableCell>
      <TableCell align="end">{percentText(live?.ner)}</TableCell>
      <TableCell align="end">{delayText(live)}</TableCell>
      <TableCell align="end">{mosText(live)}</TableCell>
      {mayOperate ? (
        <TableCell align="end">
          {loadText(live?.inProgress, trunk.maxChannels)}
          {live?.capPerSecond === null || live === undefined ? null : (
            <span className="block text-xs text-congested">capped at {live.capPerSecond.toFixed(1)} calls/s</span>
          )}
        </TableCell>
      ) : null}
      <TableCell className="min-w-64 py-2">
        <LastChange trunk={trunk} since={live?.since ?? null} reason={live?.reason ?? null} changedAt={changedAt} />
      </TableCell>
      {mayOperate ? (
        <TableCell align="end">
          <TrunkMenu carrier={carrier} trunk={trunk} />
        </TableCell>
      ) : null}
    </TableRow>
  );
}

interface LastChangeProps {
  trunk: TrunkSummary;
  since: number | null;
  reason: string | null;
  changedAt: string | null;
}

function LastChange({ trunk, since, reason, changedAt }: LastChangeProps) {
  const at = since === null ? trunk.changedAt : new Date(since);
  const sentence = reason ?? trunk.reason;
  if (!at || !sentence) return <span className="text-muted">No change so far</span>;
  const iso = at.toISOString();
  return (
    <>
      <span className="block text-sm">{sentence}</span>
      <RelativeTime at={iso} exact={since === null && changedAt ? changedAt : iso} className="text-xs text-muted" />
    </>
  );
}
