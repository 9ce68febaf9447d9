import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { createLoader, parseAsInteger, parseAsStringLiteral } from 'nuqs/server';
import { ImportCard } from '@/components/bulk/import-card';
import { JobItems } from '@/components/bulk/job-items';
import { JobProgress } from '@/components/bulk/job-progress';
import { JobState } from '@/components/bulk/job-state';
import { jobSentence, jobTitle, termsText } from '@/components/bulk/job-words';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Alert } from '@/components/ui/alert';
import { buttonClasses } from '@/components/ui/button';
import { isAllowed, requireSession } from '@/lib/auth';
import { findJob, listItems, PERMISSIONS } from '@/lib/bulk';
import { isOpen, jobPath } from '@/lib/bulk/format';
import { formatInstant } from '@/lib/datetime';

export const metadata: Metadata = { title: 'Bulk job' };

const load = createLoader({
  page: parseAsInteger.withDefault(1),
  only: parseAsStringLiteral(['done', 'failed', 'skipped', 'waiting', 'canceled'] as const),
});

export default async function JobPage({ params, searchParams }: PageProps<'/phone-numbers/jobs/[id]'>) {
  const { ctx, account } = await requireSession();
  const { only, ...asked } = await load(searchParams);
  const page = Math.min(10_000, Math.max(1, asked.page));
  const job = await findJob(ctx, (await params).id);
  if (!job || (job.state === 'draft' && job.kind !== 'import')) notFound();
  const items = await listItems(ctx, job, { page, ...(only && { only }) });
  const may = isAllowed(ctx, PERMISSIONS[job.kind]);
  const says = jobSentence(job);
  // What was bought is still being set up at its carrier.
  const isMoving = isOpen(job.state) || items.rows.some(({ state }) => state === 'pending');
  const file = `${jobPath(job.id)}/export`;
  return (
    <Page width="full">
      {isMoving ? <LiveRefresh /> : null}
      <PageHeader
        title={jobTitle(job)}
        badge={<JobState state={job.state} soft />}
        breadcrumbs={[{ label: 'Bulk jobs', href: '/phone-numbers/jobs' }, { label: jobTitle(job) }]}
        summary={
          <>
            <span role="status">{says}</span> {termsText(job)}
            <span className="block text-sm">
              Asked for by {job.createdBy}, {formatInstant(job.createdAt, ctx.timeZone)}
            </span>
          </>
        }
        actions={
          <>
            {job.kind === 'import' && job.counts.failed > 0 && may ? (
              <a href={`${jobPath(job.id)}/rejects`} download className={buttonClasses()}>
                <Download aria-hidden />
                Rejected rows
              </a>
            ) : null}
            <a href={file} download className={buttonClasses()}>
              <Download aria-hidden />
              Result as CSV
            </a>
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {isOpen(job.state) ? (
          <JobProgress jobId={job.id} total={job.total} settled={job.settled} says={says} mayCancel={may} />
        ) : null}
        {job.state === 'draft' && may ? <ImportCard jobId={job.id} count={job.counts.waiting} /> : null}
        {job.problem ? (
          <Alert tone="danger" title="It did not go to its end">
            {job.problem}
          </Alert>
        ) : null}
        <JobItems job={job} items={items} page={page} only={only} currency={account.currency} />
      </div>
    </Page>
  );
}
