'use client';

import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useRefusal } from '@/components/ui/use-refusal';
import { cancelJobAction } from '@/lib/bulk/actions';

interface JobProgressProps {
  jobId: string;
  total: number;
  settled: number;
  /** Where it stands, as a sentence. */
  says: string;
  mayCancel: boolean;
}

/** How far a job is; refreshed by the account's events. */
export function JobProgress({ jobId, total, settled, says, mayCancel }: JobProgressProps) {
  const { pending, refusal, act } = useRefusal(cancelJobAction);
  const percent = total === 0 ? 0 : Math.floor((settled * 100) / total);
  return (
    <Card id="progress" title="In progress">
      <div className="grid gap-3">
        <div className="flex items-baseline justify-between gap-4">
          <p>{says}</p>
          <p className="figures font-medium">{percent} %</p>
        </div>
        <div
          role="progressbar"
          aria-label="Numbers that are done"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          aria-valuetext={`${percent} %, ${says}`}
          className="h-2 overflow-hidden rounded-sm bg-sunken"
        >
          <div className="h-full bg-accent" style={{ width: `${percent}%` }} />
        </div>
        {refusal ? (
          <Alert tone="danger" live>
            {refusal}
          </Alert>
        ) : null}
        {mayCancel ? (
          <div className="flex flex-wrap items-center gap-3">
            <Button pending={pending} onClick={() => act({ jobId })}>
              Cancel
            </Button>
            <p className="text-sm text-muted">What is done stays done; the rest is left as it is.</p>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
