import { RunState } from '@/components/simulator/run-state';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { formatInstant } from '@/lib/datetime';
import { policyLabel } from '@/lib/rehearsals/format';
import type { RunSummary } from '@/lib/rehearsals/types';

/** Kept runs, newest first. */
export function RunList({ runs, timeZone }: { runs: readonly RunSummary[]; timeZone: string }) {
  return (
    <ul className="divide-y divide-line" aria-label="Simulations">
      {runs.map((run) => (
        <li key={run.id} className="px-4 py-2.5 hover:bg-hover">
          <div className="flex items-start justify-between gap-3">
            <Link href={`/voice/simulator/${run.id}`} className="min-w-0 font-medium break-words hover:underline">
              {run.name}
            </Link>
            <span className="shrink-0 text-sm">
              <RunState state={run.state} />
              {run.state === 'running' ? <span className="figures"> {Math.floor(run.progress / 10)} %</span> : null}
            </span>
          </div>
          {run.headline || run.problem ? <p className="text-sm text-muted">{run.headline ?? run.problem}</p> : null}
          <p className="mt-0.5 text-xs text-muted">
            <RelativeTime at={run.createdAt.toISOString()} exact={formatInstant(run.createdAt, timeZone)} /> ·{' '}
            {run.createdBy} · {run.policies.map(policyLabel).join(', ')}
            {run.seeds > 1 ? ` · ${run.seeds} repeats` : ''}
            {run.sourceKind ? ' · own calls' : ''}
          </p>
        </li>
      ))}
    </ul>
  );
}
