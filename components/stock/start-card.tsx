'use client';

import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useRefusal } from '@/components/ui/use-refusal';
import { cancelStockImportAction, startStockImportAction } from '@/lib/stock/actions';

/** The step from a file that was looked at to its import. */
export function StartCard({ importId, count }: { importId: string; count: number }) {
  const start = useRefusal(startStockImportAction);
  const drop = useRefusal(cancelStockImportAction);
  const refusal = start.refusal ?? drop.refusal;
  return (
    <Card id="start" title="This was a dry run">
      <div className="grid gap-3">
        <p className="max-w-prose text-sm text-muted">
          The import does what is told below, unless the stock changes meanwhile; numbers are on offer as soon as they
          are added.
        </p>
        {refusal ? (
          <Alert tone="danger" live>
            {refusal}
          </Alert>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {count > 0 ? (
            <Button variant="primary" pending={start.pending} onClick={() => start.act({ importId })}>
              Import {count.toLocaleString('en')} {count === 1 ? 'number' : 'numbers'}
            </Button>
          ) : (
            <Alert tone="warn">No row would add or change a number.</Alert>
          )}
          <Button pending={drop.pending} onClick={() => drop.act({ importId })}>
            Drop the file
          </Button>
        </div>
      </div>
    </Card>
  );
}
