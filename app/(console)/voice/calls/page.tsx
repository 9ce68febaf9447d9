import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { CallFilterBar } from '@/components/calls/call-filter-bar';
import { callExportHref, callsHref, isCallFilter, loadCallParams } from '@/components/calls/call-params';
import { CallTable } from '@/components/calls/call-table';
import { LiveTail } from '@/components/calls/live-tail';
import { NoCalls } from '@/components/calls/no-calls';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Alert } from '@/components/ui/alert';
import { buttonClasses } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Pagination } from '@/components/ui/pagination';
import { requireSession } from '@/lib/auth';
import { HANGUP_CAUSES, hasCalls, listCallCarriers, listCalls } from '@/lib/calls';
import { readCallQuery } from '@/lib/calls/schema';
import type { CallPage } from '@/lib/calls/types';
import { formatSecond, zoneName } from '@/lib/datetime';

export const metadata: Metadata = { title: 'Call Logs' };

const causes = [...HANGUP_CAUSES].map(([code, name]) => [String(code), `${code} ${name}`] as const);

export default async function CallLogsPage({ searchParams }: PageProps<'/voice/calls'>) {
  const { ctx } = await requireSession();
  const { timeZone } = ctx;
  const zone = zoneName(timeZone, ctx.now());
  const { filters, cursor, problem } = readCallQuery(await loadCallParams(searchParams));
  const [page, carriers] = await Promise.all([listCalls(ctx, filters, cursor), listCallCarriers(ctx)]);
  const { rows, newer, older } = page;
  const hasAny = rows.length > 0 || (await hasCalls(ctx));
  const exportLink = (
    // A plain link: the answer is a file, not a page.
    <a href={callExportHref(filters)} download className={buttonClasses()}>
      <Download aria-hidden />
      Export CSV
    </a>
  );
  return (
    <Page width="full">
      <PageHeader
        title="Call Logs"
        summary="Every call of the account, newest first."
        actions={hasAny ? exportLink : null}
      />
      <Card flush>
        <CallFilterBar {...{ carriers, causes, zone }}>
          {problem ? (
            <Alert tone="warn" className="mx-3 my-3">
              {problem}
            </Alert>
          ) : null}
          <LiveTail ids={rows.map(({ id }) => id)} isNewestPage={cursor.before === null && newer === null}>
            {rows.length > 0 ? (
              <CallTable caption="Calls" calls={rows} {...{ timeZone, zone }} />
            ) : (
              <NoCalls isFiltered={isCallFilter(filters)} hasAny={hasAny} />
            )}
          </LiveTail>
        </CallFilterBar>
        {rows.length > 0 ? (
          <Pagination
            label="Calls, pages"
            className="border-t border-line px-4 py-2.5"
            summary={<span className="whitespace-normal">{summaryOf(page, timeZone)}</span>}
            previous={newer ? callsHref(filters, { after: newer }) : null}
            next={older ? callsHref(filters, { before: older }) : null}
          />
        ) : null}
      </Card>
    </Page>
  );
}

/** Which stretch of time the page is; how many calls there are in all would take counting ten million. */
function summaryOf({ rows }: CallPage, timeZone: string): string {
  const calls = rows.length === 1 ? '1 call' : `${rows.length} calls`;
  const [newest, oldest] = [rows[0], rows.at(-1)];
  if (!newest || !oldest || newest === oldest) return calls;
  return `${calls}, ${formatSecond(oldest.queuedAt, timeZone)} to ${formatSecond(newest.queuedAt, timeZone)}`;
}
