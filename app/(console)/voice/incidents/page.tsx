import { ShieldCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { createLoader, parseAsInteger, type SearchParams } from 'nuqs/server';
import { IncidentList } from '@/components/incidents/incident-list';
import { appHref } from '@/components/layout/app-href';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { requireSession } from '@/lib/auth';
import { detectionText, durationText, listIncidents } from '@/lib/network';

export const metadata: Metadata = { title: 'Incidents' };

const PATH = '/voice/incidents';
const load = createLoader({ page: parseAsInteger.withDefault(1) });

export default async function IncidentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await requireSession();
  const page = Math.max(1, (await load(searchParams)).page);
  const { incidents, total, open, pages } = await listIncidents(ctx, { page });
  const pageHref = (to: number) => (to >= 1 && to <= pages ? appHref(PATH, `?page=${to}`) : null);
  return (
    <Page width="full">
      <LiveRefresh />
      <PageHeader title="Incidents" summary={open === 0 ? 'No carrier is failing now.' : `${open} open now.`} />
      <Card flush>
        {incidents.length === 0 ? (
          <EmptyState icon={<ShieldCheck />} title="No incidents">
            The engine opens one when a carrier stops being healthy, and closes it when it is well again.
          </EmptyState>
        ) : (
          <>
            <IncidentList
              incidents={incidents.map((incident) => ({
                ...incident,
                duration: durationText(incident),
                detection: detectionText(incident),
              }))}
              timeZone={ctx.timeZone}
            />
            {pages > 1 ? (
              <Pagination
                label="Incidents"
                summary={`${total} incidents`}
                previous={pageHref(page - 1)}
                next={pageHref(page + 1)}
                position={{ page, pageCount: pages }}
              />
            ) : null}
          </>
        )}
      </Card>
    </Page>
  );
}
