import { ListChecks } from 'lucide-react';
import type { Metadata } from 'next';
import { createLoader, parseAsInteger, type SearchParams } from 'nuqs/server';
import { JobList } from '@/components/bulk/job-list';
import { appHref } from '@/components/layout/app-href';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { requireSession } from '@/lib/auth';
import { listJobs } from '@/lib/bulk';

export const metadata: Metadata = { title: 'Bulk jobs' };

const PATH = '/phone-numbers/jobs';
const load = createLoader({ page: parseAsInteger.withDefault(1) });

export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await requireSession();
  const page = Math.max(1, (await load(searchParams)).page);
  const { jobs, total, size } = await listJobs(ctx, { page });
  const pages = Math.max(1, Math.ceil(total / size));
  const pageHref = (to: number) => (to >= 1 && to <= pages ? appHref(PATH, `?page=${to}`) : null);
  return (
    <Page>
      <LiveRefresh />
      <PageHeader title="Bulk jobs" summary="Purchases and changes of many numbers, with what became of each." />
      <Card flush>
        {jobs.length > 0 ? (
          <JobList jobs={jobs} timeZone={ctx.timeZone} />
        ) : (
          <EmptyState
            icon={<ListChecks />}
            title="No bulk job yet"
            actions={<ButtonLink href="/phone-numbers/active">Open Active Numbers</ButtonLink>}
          >
            Choose numbers in Active Numbers to change them together, or in Buy Number to buy several.
          </EmptyState>
        )}
        {pages > 1 ? (
          <Pagination
            label="Jobs, pages"
            summary={`${total} jobs`}
            previous={pageHref(page - 1)}
            next={pageHref(page + 1)}
            position={{ page, pageCount: pages }}
            className="border-t border-line px-4 py-2.5"
          />
        ) : null}
      </Card>
    </Page>
  );
}
