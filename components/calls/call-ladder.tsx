import { MoveLeft, MoveRight } from 'lucide-react';
import { Card } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatOffset } from '@/lib/calls/format';
import type { CallAttemptDetail, LadderStep } from '@/lib/calls/types';
import { cn } from '@/lib/cn';
import { formatMillisecond } from '@/lib/datetime';

const INK: Readonly<Record<LadderStep['tone'], string>> = {
  plain: 'text-fg',
  ok: 'text-ok',
  warn: 'text-warn',
  danger: 'text-danger',
};

/** Where the first lifeline stands: behind the times. */
const TIMES = '4.75rem';

interface CallLadderProps {
  steps: readonly LadderStep[];
  attempts: readonly CallAttemptDetail[];
  timeZone: string;
  zone: string;
}

/** Who said what and when: one line for us, one for each hop that was tried, and the messages between them. */
export function CallLadder({ steps, attempts, timeZone, zone }: CallLadderProps) {
  if (attempts.length === 0) {
    return (
      <Card id="ladder" title="Attempts">
        <p className="text-muted">No hop was tried.</p>
      </Card>
    );
  }
  const lanes = attempts.length + 1;
  return (
    <Card id="ladder" title="Attempts" description="Times count from the moment the call was asked for." flush>
      <div aria-hidden className="px-4 pt-3 pb-4">
        <div className="grid pb-2" style={{ gridTemplateColumns: `${TIMES} repeat(${lanes}, minmax(0, 1fr))` }}>
          <span />
          <Lane name="Twinline" />
          {attempts.map((attempt) => (
            <Lane key={attempt.position} name={attempt.carrierName} number={attempt.presentedDisplay} />
          ))}
        </div>
        <div className="relative">
          <Lifelines lanes={lanes} />
          <ol className="relative grid gap-2.5 py-2">
            {steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps never change their order
              <Arrow key={index} step={step} lanes={lanes} />
            ))}
          </ol>
        </div>
      </div>
      <details className="border-t border-line">
        <summary className="px-4 py-2.5 text-sm font-medium">The same as a table</summary>
        <LadderTable {...{ steps, attempts, timeZone, zone }} />
      </details>
    </Card>
  );
}

function Lane({ name, number }: { name: string; number?: string }) {
  return (
    <span className="min-w-0 px-1 text-center text-xs">
      <span className="block truncate text-sm font-semibold">{name}</span>
      {/* On a phone a lane is narrower than a number. */}
      {number ? <span className="figures block text-balance text-muted max-sm:whitespace-normal">{number}</span> : null}
    </span>
  );
}

function Lifelines({ lanes }: { lanes: number }) {
  return Array.from({ length: lanes }, (_, lane) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: a lifeline is its place
      key={lane}
      className="absolute inset-y-0 w-px bg-line"
      style={{ left: `calc(${TIMES} + (100% - ${TIMES}) * ${(lane + 0.5) / lanes})` }}
    />
  ));
}

function Arrow({ step, lanes }: { step: LadderStep; lanes: number }) {
  const { direction, tone, message, note } = step;
  const isOut = direction === 'to-carrier';
  const Head = isOut ? MoveRight : MoveLeft;
  return (
    <li className="relative min-h-9">
      <span className="figures absolute top-0 left-0 text-xs text-muted">{formatOffset(step.offsetMs)}</span>
      <span
        className={cn('relative block text-center text-xs', INK[tone])}
        style={{
          marginLeft: `calc(${TIMES} + (100% - ${TIMES}) * ${0.5 / lanes})`,
          width: `calc((100% - ${TIMES}) * ${(step.attempt + 1) / lanes})`,
        }}
      >
        <span className="relative mx-2 inline-block bg-surface px-1 font-medium">{message}</span>
        <span className={cn('flex items-center', isOut ? 'flex-row' : 'flex-row-reverse')}>
          <span className="h-px flex-1 bg-current" />
          <Head className={cn('size-3.5 shrink-0', isOut ? '-ml-2.5' : '-mr-2.5')} />
        </span>
        {note ? (
          <span
            className={cn('relative inline-block bg-surface px-1 text-muted', message === 'INVITE' && 'max-sm:hidden')}
          >
            {note}
          </span>
        ) : null}
      </span>
    </li>
  );
}

function LadderTable({ steps, attempts, timeZone, zone }: CallLadderProps) {
  return (
    <Table caption="Messages between Twinline and the carriers" density="dense">
      <TableHead>
        <TableRow>
          <TableHeader>After</TableHeader>
          <TableHeader>Time ({zone})</TableHeader>
          <TableHeader>From</TableHeader>
          <TableHeader>To</TableHeader>
          <TableHeader>Message</TableHeader>
          <TableHeader>Note</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {steps.map((step, index) => {
          const carrier = attempts.find(({ position }) => position === step.attempt)?.carrierName ?? '';
          const [from, to] = step.direction === 'to-carrier' ? ['Twinline', carrier] : [carrier, 'Twinline'];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps never change their order
            <TableRow key={index}>
              <TableRowHeader className="figures font-normal">{formatOffset(step.offsetMs)}</TableRowHeader>
              <TableCell className="figures">
                <time dateTime={step.at.toISOString()} title={step.at.toISOString()}>
                  {formatMillisecond(step.at, timeZone)}
                </time>
              </TableCell>
              <TableCell className="whitespace-nowrap">{from}</TableCell>
              <TableCell className="whitespace-nowrap">{to}</TableCell>
              <TableCell className={cn('whitespace-nowrap', INK[step.tone])}>{step.message}</TableCell>
              <TableCell className="whitespace-nowrap text-muted">{step.note ?? '–'}</TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
