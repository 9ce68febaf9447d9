import { JobState } from '@/components/bulk/job-state';
import { jobTitle } from '@/components/bulk/job-words';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { isOpen, jobPath } from '@/lib/bulk/format';
import type { BulkSummary } from '@/lib/bulk/types';
import { formatInstant } from '@/lib/datetime';

/** Jobs of the account, newest first. */
export function JobList({ jobs, timeZone }: { jobs: readonly BulkSummary[]; timeZone: string }) {
  return (
    <ul className="divide-y divide-line" aria-label="Jobs">
      {jobs.map((job) => (
        <li key={job.id} className="px-4 py-2.5 hover:bg-hover">
          <div className="flex items-start justify-between gap-3">
            <Link href={jobPath(job.id)} className="min-w-0 font-medium break-words hover:underline">
              {jobTitle(job)}
            </Link>
            <span className="shrink-0 text-sm">
              <JobState state={job.state} />
              {isOpen(job.state) && job.total > 0 ? (
                <span className="figures"> {Math.floor((job.settled * 100) / job.total)} %</span>
              ) : null}
            </span>
          </div>
          {job.problem ? <p className="text-sm text-muted">{job.problem}</p> : null}
          <p className="mt-0.5 text-xs text-muted">
            <RelativeTime at={job.createdAt.toISOString()} exact={formatInstant(job.createdAt, timeZone)} /> ·{' '}
            {job.createdBy}
          </p>
        </li>
      ))}
    </ul>
  );
}
