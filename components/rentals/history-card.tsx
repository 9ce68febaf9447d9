import { ArrowRight } from 'lucide-react';
import { type HistoryLine, historyLines } from '@/components/rentals/history-words';
import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { actionText } from '@/lib/audit/format';
import type { HistoryItem } from '@/lib/audit/types';
import { formatInstant } from '@/lib/datetime';

interface HistoryCardProps {
  items: readonly HistoryItem[];
  applications: readonly { id: string; name: string }[];
  timeZone: string;
  description?: string;
}

/** Who changed what, newest first. */
export function HistoryCard({
  items,
  applications,
  timeZone,
  description = 'Who changed what on this number.',
}: HistoryCardProps) {
  const names = new Map(applications.map(({ id, name }) => [id, name]));
  return (
    <Card id="history" title="History" description={description}>
      {items.length === 0 ? <p className="text-muted">Nothing yet.</p> : null}
      <ol className="grid gap-4">
        {items.map((item) => (
          <li key={item.id} className="grid gap-0.5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span>
                <span className="font-medium">{actionText(item.action)}</span>
                <span className="text-muted"> · {item.actorName}</span>
              </span>
              <RelativeTime
                at={item.at.toISOString()}
                exact={formatInstant(item.at, timeZone)}
                className="text-sm text-muted"
              />
            </p>
            {historyLines(item, names).map((line) => (
              <ChangeLine key={line.label} line={line} />
            ))}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function ChangeLine({ line: { label, before, after } }: { line: HistoryLine }) {
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
      {label}:
      {before === null ? null : (
        <>
          <span className="break-words line-through decoration-1">{before}</span>
          <ArrowRight aria-label="became" role="img" className="size-3.5 shrink-0" />
        </>
      )}
      <span className="break-words text-fg">{after ?? 'none'}</span>
    </p>
  );
}
