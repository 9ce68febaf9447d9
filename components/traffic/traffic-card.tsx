'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Countdown } from '@/components/ui/countdown';
import { FieldError } from '@/components/ui/field';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { useRefusal } from '@/components/ui/use-refusal';
import { cn } from '@/lib/cn';
import { stopTrafficAction } from '@/lib/network/actions';
import type { TrafficRun } from '@/lib/network/types';

export interface ShownTraffic extends TrafficRun {
  /** "23 Nov 2026, 02:00 IST" */
  endsText: string;
}

/** A narrow screen has room for the rate, the time left and Stop. */
const WIDE = 'hidden md:table-cell';
const WIDE_BLOCK = 'hidden md:block';

/** Traffic that runs, with its end. */
export function TrafficCard({ traffic, now }: { traffic: readonly ShownTraffic[]; now: string }) {
  const router = useRouter();
  if (traffic.length === 0) return null;
  return (
    <Card id="traffic" title="Traffic" description="Made-up calls from your numbers, free of charge." flush>
      <Table caption="Traffic">
        <TableHead>
          <TableRow>
            <TableHeader>Rate</TableHeader>
            <TableHeader>From</TableHeader>
            <TableHeader className={WIDE}>To</TableHeader>
            <TableHeader>Ends</TableHeader>
            <TableHeader align="end">Action</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {traffic.map((run) => (
            <TableRow key={run.id}>
              <TableRowHeader className="figures">
                {run.callsPerSecond} {run.callsPerSecond === 1 ? 'call' : 'calls'} a second
              </TableRowHeader>
              <TableCell className="whitespace-nowrap">
                <span className="figures">{run.from}</span>
                <span className="block text-xs text-muted">{run.by}</span>
              </TableCell>
              <TableCell className={cn('figures', WIDE)}>{run.to}</TableCell>
              <TableCell className="whitespace-nowrap">
                <Countdown
                  until={run.endsAt.toISOString()}
                  {...{ now }}
                  label={`Traffic from ${run.from}`}
                  expiredText="Ended"
                  onExpire={() => router.refresh()}
                />
                <span className={cn('figures text-xs text-muted', WIDE_BLOCK)}>{run.endsText}</span>
              </TableCell>
              <TableCell align="end">
                <StopButton run={run} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function StopButton({ run }: { run: ShownTraffic }) {
  const { pending, refusal, act } = useRefusal(stopTrafficAction);
  return (
    <>
      <Button
        size="sm"
        pending={pending}
        aria-label={`Stop the traffic from ${run.from}`}
        onClick={() => act({ trafficId: run.id })}
      >
        Stop
      </Button>
      {refusal ? <FieldError>{refusal}</FieldError> : null}
    </>
  );
}
