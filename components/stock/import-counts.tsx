import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import type { StockImportSummary } from '@/lib/stock/types';

interface ImportCountsProps {
  counts: Pick<StockImportSummary, 'rows' | 'added' | 'changed' | 'unchanged' | 'rejected'>;
  isDryRun: boolean;
}

/** What becomes, or became, of the rows. */
export function ImportCounts({ counts, isDryRun }: ImportCountsProps) {
  const item = (term: string, count: number) => ({
    term,
    value: <span className="figures text-lg font-semibold">{count.toLocaleString('en')}</span>,
  });
  return (
    <Card id="counts" title={isDryRun ? 'What the import would do' : 'What the import did'}>
      <DescriptionList
        layout="grid"
        items={[
          item('Rows', counts.rows),
          item(isDryRun ? 'To be added' : 'Added', counts.added),
          item(isDryRun ? 'To be changed' : 'Changed', counts.changed),
          item('As they were', counts.unchanged),
          item('Left out', counts.rejected),
        ]}
      />
    </Card>
  );
}
