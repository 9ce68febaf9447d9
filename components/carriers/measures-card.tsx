'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Countdown } from '@/components/ui/countdown';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { endFaultAction, releaseOverrideAction } from '@/lib/network/actions';
import type { Measure } from '@/lib/network/types';

export interface ShownMeasure extends Measure {
  carrier: string;
  /** "23 Nov 2026, 02:00 IST" */
  startsText: string;
  endsText: string;
}

const TONES = { fault: 'danger', drain: 'warn', force: 'info' } as const;

interface MeasuresCardProps {
  measures: readonly ShownMeasure[];
  /** The server's time, ISO 8601. */
  now: string;
  mayOperate: boolean;
}

/** Faults, drains and works in force or planned, each with its end. */
export function MeasuresCard({ measures, now, mayOperate }: MeasuresCardProps) {
  const router = useRouter();
  const noteEnd = useFocusAfterEnd(measures.length);
  if (measures.length === 0) return null;
  return (
    <Card id="in-force" title="In force and planned" flush>
      <Table caption="In force and planned">
        <TableHead>
          <TableRow>
            <TableHeader>What</TableHeader>
            <TableHeader>Where</TableHeader>
            <TableHeader>Reason</TableHeader>
            <TableHeader>Ends</TableHeader>
            {mayOperate ? <TableHeader align="end">Action</TableHeader> : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {measures.map((measure) => (
            <TableRow key={measure.id}>
              <TableRowHeader>
                <Badge tone={TONES[measure.kind]}>{measure.title}</Badge>
              </TableRowHeader>
              <TableCell className="whitespace-nowrap">
                {measure.carrier}
                <span className="block text-xs text-muted">{measure.on}</span>
              </TableCell>
              <TableCell className="min-w-48 py-2">
                {measure.reason}
                {measure.by ? <span className="block text-xs text-muted">{measure.by}</span> : null}
              </TableCell>
              <TableCell className="whitespace-nowrap">
                <EndOf measure={measure} now={now} onExpire={() => router.refresh()} />
              </TableCell>
              {mayOperate ? (
                <TableCell align="end">
                  <EndButton measure={measure} onEnded={noteEnd} />
                </TableCell>
              ) : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

/**
 * The button that ended a measure goes away with its row, and the keyboard's focus with it: it goes on at the page's
 * content. Answers with what to call when one was ended.
 */
function useFocusAfterEnd(count: number): () => void {
  const hasEnded = useRef(false);
  // Moves the keyboard's focus, which the browser owns.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the rows have changed
  useEffect(() => {
    if (!hasEnded.current) return;
    hasEnded.current = false;
    if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true });
  }, [count]);
  return () => {
    hasEnded.current = true;
  };
}

function EndOf({ measure, now, onExpire }: { measure: ShownMeasure; now: string; onExpire: () => void }) {
  if (measure.isPlanned)
    return (
      <>
        <span className="figures block">{measure.startsText}</span>
        <span className="figures block text-xs text-muted">to {measure.endsText}</span>
      </>
    );
  return (
    <>
      <Countdown
        until={measure.endsAt.toISOString()}
        {...{ now, onExpire }}
        label={`${measure.title} of ${measure.on}`}
        expiredText="Ended"
      />
      <span className="figures block text-xs text-muted">{measure.endsText}</span>
    </>
  );
}

function EndButton({ measure, onEnded }: { measure: ShownMeasure; onEnded: () => void }) {
  const { id, kind, isPlanned, on } = measure;
  const verb = kind === 'fault' ? 'End the fault' : isPlanned ? 'Call off' : 'Release';
  const end = async () => {
    const { serverError } =
      kind === 'fault' ? await endFaultAction({ faultId: id }) : await releaseOverrideAction({ overrideId: id });
    if (serverError) return { error: serverError.message };
    onEnded();
    return undefined;
  };
  return (
    <ConfirmDialog
      trigger={{ children: verb, size: 'sm', 'aria-label': `${verb}: ${measure.title}, ${on}` }}
      title={`${verb}?`}
      description={`${measure.title} on ${on} ends at once. Routing goes by the figures again.`}
      confirmLabel={verb}
      tone="primary"
      onConfirm={end}
    />
  );
}
