import { Fragment, type ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { numbersText } from '@/lib/bulk/format';
import type { EditCost, EditQuote } from '@/lib/bulk/types';

interface ChangePreviewProps {
  quote: EditQuote;
  /** The way on. */
  children: ReactNode;
}

/** What a change would do, what it skips and why, and what it costs. */
export function ChangePreview({ quote, children }: ChangePreviewProps) {
  const { total, changed, skipped, samples, alsoEnding, cost } = quote;
  return (
    <Card id="preview" title="Preview" description="Nothing has changed yet.">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <p role="status">
          <span className="font-semibold">{changed.toLocaleString('en')}</span> of {numbersText(total)} would change
          {alsoEnding > 0 ? `, and ${numbersText(alsoEnding)} more would end with them: their fallbacks` : ''}.
        </p>
        {samples.length > 0 ? (
          <div className="overflow-clip rounded-md border border-line">
            <Table caption="The first changes">
              <TableHead>
                <TableRow>
                  <TableHeader pinned>Number</TableHeader>
                  <TableHeader>Now</TableHeader>
                  <TableHeader>Then</TableHeader>
                </TableRow>
              </TableHead>
              <TableBody>
                {samples.map(({ number, display, before, after }) => (
                  <TableRow key={number}>
                    <TableRowHeader pinned className="figures">
                      {display}
                    </TableRowHeader>
                    <TableCell className="max-w-64 truncate text-muted">{before}</TableCell>
                    <TableCell className="max-w-80 truncate">{after}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            {changed > samples.length ? (
              <p className="border-t border-line px-4 py-2 text-sm text-muted">
                and {numbersText(changed - samples.length)} more
              </p>
            ) : null}
          </div>
        ) : null}
        {skipped.length > 0 ? <Skipped groups={skipped} /> : null}
        {cost ? <Cost cost={cost} /> : null}
        {children}
      </div>
    </Card>
  );
}

function Skipped({ groups }: { groups: EditQuote['skipped'] }) {
  return (
    <section aria-labelledby="skipped-title">
      <h3 id="skipped-title" className="text-sm font-semibold">
        Left as they are
      </h3>
      <ul className="mt-1 list-disc space-y-1 pl-4 text-sm">
        {groups.map(({ reason, count, displays }) => (
          <li key={reason}>
            {numbersText(count)}: {reason}{' '}
            <span className="text-muted">
              {displays.map((display, at) => (
                <Fragment key={display}>
                  {at > 0 ? ', ' : ''}
                  <span className="figures">{display}</span>
                </Fragment>
              ))}
              {count > displays.length ? ' …' : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cost({ cost }: { cost: EditCost }) {
  const { currency, dueAtMostMicros, monthlyMicros, missingMicros, returning } = cost;
  return (
    <div className="grid gap-3">
      <dl className="grid max-w-md grid-cols-[1fr_auto] gap-x-6 gap-y-1">
        <dt>Due now, at most</dt>
        <dd className="text-right font-semibold">
          <Money micros={dueAtMostMicros} currency={currency} />
        </dd>
        <dt>Each month, at most</dt>
        <dd className="text-right">
          <Money micros={monthlyMicros} currency={currency} />
        </dd>
      </dl>
      <p className="max-w-prose text-sm text-muted">
        Tax included where it is charged. A number for which no fallback is free waits for one and costs nothing
        meanwhile{returning > 0 ? `; ${returning} get back the fallback they had, uncharged while it is paid for` : ''}.
      </p>
      {missingMicros > 0n ? (
        <Alert
          tone="warn"
          title={
            <>
              <Money micros={missingMicros} currency={currency} /> is missing for all of them
            </>
          }
        >
          They are done in their order as far as the balance goes; the others are left as they are.
        </Alert>
      ) : null}
    </div>
  );
}
