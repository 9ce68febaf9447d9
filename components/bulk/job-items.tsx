import type { Route } from 'next';
import { JobState } from '@/components/bulk/job-state';
import { appHref } from '@/components/layout/app-href';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Pagination } from '@/components/ui/pagination';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { ITEM_WORDS, jobPath } from '@/lib/bulk/format';
import type { BulkDetail, BulkItemPage, BulkItemRow, BulkItemState } from '@/lib/bulk/types';
import { cn } from '@/lib/cn';
import type { CurrencyCode } from '@/lib/money';
import { numberPath } from '@/lib/rentals/format';

const STATES = ['done', 'failed', 'skipped', 'waiting', 'canceled'] as const satisfies BulkItemState[];

interface JobItemsProps {
  job: BulkDetail;
  items: BulkItemPage;
  page: number;
  only: BulkItemState | null;
  currency: CurrencyCode;
}

/** What became of each number, page by page; of those in one state alone when asked. */
export function JobItems({ job, items, page, only, currency }: JobItemsProps) {
  const { rows, total, size } = items;
  const pages = Math.max(1, Math.ceil(total / size));
  const href = (to: number, state: BulkItemState | null): Route => {
    const query = new URLSearchParams({ ...(state && { only: state }), ...(to > 1 && { page: String(to) }) });
    return appHref(jobPath(job.id), query);
  };
  const step = (to: number) => (to >= 1 && to <= pages ? href(to, only) : null);
  return (
    <Card id="items" flush title="Numbers">
      <nav aria-label="Outcomes" className="flex flex-wrap gap-1 border-b border-line px-3 py-2 text-sm">
        <Tab label="All" count={job.total} href={href(1, null)} current={only === null} />
        {STATES.filter((state) => job.counts[state] > 0).map((state) => (
          <Tab
            key={state}
            label={ITEM_WORDS[state]}
            count={job.counts[state]}
            href={href(1, state)}
            current={only === state}
          />
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState title="Nothing on this page">There are no such numbers in this job.</EmptyState>
      ) : (
        <ItemTable rows={rows} job={job} currency={currency} />
      )}
      {pages > 1 ? (
        <Pagination
          label="Numbers of this job, pages"
          summary={`${total.toLocaleString('en')} numbers`}
          previous={step(page - 1)}
          next={step(page + 1)}
          position={{ page, pageCount: pages }}
          className="border-t border-line px-4 py-2.5"
        />
      ) : null}
    </Card>
  );
}

function Tab({ label, count, href, current }: { label: string; count: number; href: Route; current: boolean }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'inline-flex min-h-7 items-center gap-1.5 rounded-md px-2 hover:bg-hover',
        current && 'bg-neutral-soft font-medium',
      )}
    >
      {label} <span className="figures text-muted">{count.toLocaleString('en')}</span>
    </Link>
  );
}

function ItemTable({ rows, job, currency }: { rows: readonly BulkItemRow[]; job: BulkDetail; currency: CurrencyCode }) {
  const isPurchase = job.kind === 'purchase';
  const isImport = job.kind === 'import';
  return (
    <Table caption="Numbers of this job">
      <TableHead>
        <TableRow>
          <TableHeader pinned>Number</TableHeader>
          <TableHeader>Outcome</TableHeader>
          {isImport ? <TableHeader align="end">Line</TableHeader> : null}
          {isPurchase ? <TableHeader align="end">Held or charged</TableHeader> : null}
          <TableHeader>What happened</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.position}>
            <TableRowHeader pinned className="figures">
              <NumberText row={row} />
            </TableRowHeader>
            <TableCell>
              <JobState state={row.state === 'waiting' && job.state === 'draft' ? 'draft' : row.state} />
            </TableCell>
            {isImport ? <TableCell align="end">{row.line}</TableCell> : null}
            {isPurchase ? (
              <TableCell align="end" className="whitespace-nowrap">
                {row.amountMicros === null ? (
                  <span className="text-muted">Nothing</span>
                ) : (
                  <Money micros={row.amountMicros} currency={currency} />
                )}
              </TableCell>
            ) : null}
            <TableCell className="min-w-56 py-1.5">
              <Happened row={row} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function NumberText({ row }: { row: BulkItemRow }) {
  if (row.number === '') return <span className="text-muted">No number</span>;
  if (row.rentalId === null) return row.display;
  return (
    <Link href={numberPath(row.number)} prefetch={false} className="link">
      {row.display}
    </Link>
  );
}

function Happened({ row: { reason, nextStep, fallback } }: { row: BulkItemRow }) {
  return (
    <>
      {reason}
      {reason && nextStep ? ' ' : null}
      {nextStep ? <span className="text-muted">{nextStep}</span> : null}
      {fallback ? (
        <span>
          Fallback{' '}
          <Link href={numberPath(fallback.number)} prefetch={false} className="link figures whitespace-nowrap">
            {fallback.display}
          </Link>
        </span>
      ) : null}
    </>
  );
}
