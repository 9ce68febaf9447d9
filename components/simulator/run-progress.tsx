'use client';

import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useRefusal } from '@/components/ui/use-refusal';
import { cancelRunAction } from '@/lib/rehearsals/actions';
import { phaseWords } from '@/lib/rehearsals/format';
import type { RunState } from '@/lib/rehearsals/types';

interface RunProgressProps {
  runId: string;
  state: RunState;
  /** 0..1000. */
  progress: number;
  phase: string | null;
  mayCancel: boolean;
}

/** How far a run is; refreshed by the account's events. */
export function RunProgress({ runId, state, progress, phase, mayCancel }: RunProgressProps) {
  const { pending, refusal, act } = useRefusal(cancelRunAction);
  const percent = Math.floor(progress / 10);
  const says = state === 'queued' ? 'Waiting for the worker' : `Running ${phaseWords(phase)}`.trim();
  return (
    <Card id="progress" title="In progress">
      <div className="grid gap-3">
        <div className="flex items-baseline justify-between gap-4">
          <p>{says}</p>
          <p className="figures font-medium">{percent} %</p>
        </div>
        <div
          role="progressbar"
          aria-label="Simulation"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          aria-valuetext={`${percent} %, ${says}`}
          className="h-2 overflow-hidden rounded-sm bg-sunken"
        >
          <div className="h-full bg-accent" style={{ width: `${progress / 10}%` }} />
        </div>
        {refusal ? (
          <Alert tone="danger" live>
            {refusal}
          </Alert>
        ) : null}
        {mayCancel ? (
          <div>
            <Button pending={pending} onClick={() => act({ runId })}>
              Cancel
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
