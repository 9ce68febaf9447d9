'use client';

import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useRefusal } from '@/components/ui/use-refusal';
import { cancelStockImportAction } from '@/lib/stock/actions';
import type { StockImportSummary } from '@/lib/stock/types';

interface ImportProgressProps {
  found: Pick<StockImportSummary, 'id' | 'state' | 'bytesRead' | 'byteCount'>;
  /** Where it stands, as a sentence. */
  says: string;
}

/** How much of the file was read; refreshed by the account's events. */
export function ImportProgress({ found: { id, state, bytesRead, byteCount }, says }: ImportProgressProps) {
  const { pending, refusal, act } = useRefusal(cancelStockImportAction);
  const percent = Math.min(100, Math.floor((100 * bytesRead) / Math.max(1, byteCount)));
  const label = state === 'checking' ? 'Dry run' : 'Import';
  return (
    <Card id="progress" title={label}>
      <div className="grid gap-3">
        <div className="flex items-baseline justify-between gap-4">
          <p>{says}</p>
          <p className="figures font-medium">{percent} %</p>
        </div>
        <div
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          className="h-2 overflow-hidden rounded-sm bg-sunken"
        >
          <div className="h-full bg-accent" style={{ width: `${percent}%` }} />
        </div>
        {refusal ? (
          <Alert tone="danger" live>
            {refusal}
          </Alert>
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button pending={pending} onClick={() => act({ importId: id })}>
            Cancel
          </Button>
          <p className="text-sm text-muted">
            {state === 'checking' ? 'Nothing is imported.' : 'Numbers that are imported by then stay.'}
          </p>
        </div>
      </div>
    </Card>
  );
}
