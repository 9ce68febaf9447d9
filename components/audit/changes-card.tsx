import { valueText } from '@/components/audit/change-text';
import { Card } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { fieldText } from '@/lib/audit/format';
import type { HistoryChange } from '@/lib/audit/types';

/** What changed, field by field. */
export function ChangesCard({ changes }: { changes: readonly HistoryChange[] }) {
  if (changes.length === 0)
    return <Card id="changes" title="Changes" description="It was done, and changed no field that is kept here." />;
  return (
    <Card id="changes" title="Changes" flush>
      <Table caption="Changes">
        <TableHead>
          <TableRow>
            <TableHeader>Field</TableHeader>
            <TableHeader>Before</TableHeader>
            <TableHeader>After</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.map(({ field, before, after }) => (
            <TableRow key={field}>
              <TableRowHeader className="font-normal text-muted">{fieldText(field)}</TableRowHeader>
              <Value value={before} field={field} />
              <Value value={after} field={field} />
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Value({ value, field }: { value: HistoryChange['before']; field: string }) {
  const text = valueText(value, field);
  return (
    <TableCell className="py-2 break-words whitespace-normal">
      {text === '' ? <span className="text-muted">–</span> : text}
    </TableCell>
  );
}
