import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatInstant } from '@/lib/datetime';
import { formatDuration } from '@/lib/webhooks/format';
import type { DeliveryDetail } from '@/lib/webhooks/types';

interface AttemptsCardProps {
  delivery: DeliveryDetail;
  timeZone: string;
}

export function AttemptsCard({ delivery, timeZone }: AttemptsCardProps) {
  const { attempts } = delivery;
  return (
    <Card id="attempts" flush title="Attempts" description={outlook(delivery, timeZone)}>
      {attempts.length === 0 ? null : (
        <Table caption="Attempts">
          <TableHead>
            <TableRow>
              <TableHeader>Attempt</TableHeader>
              <TableHeader>Time</TableHeader>
              <TableHeader align="end">Took</TableHeader>
              <TableHeader>Answer</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {attempts.map(({ position, startedAt, durationMs, status, error }) => (
              <TableRow key={position}>
                <TableRowHeader className="figures font-normal">{position}</TableRowHeader>
                <TableCell>
                  <RelativeTime at={startedAt.toISOString()} exact={formatInstant(startedAt, timeZone)} />
                </TableCell>
                <TableCell align="end">{formatDuration(durationMs)}</TableCell>
                <TableCell className="min-w-32 py-1.5">{error ?? <span className="figures">{status}</span>}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function outlook({ state, nextTryAt, triesLeft, attempts }: DeliveryDetail, timeZone: string): string {
  if (state === 'delivered') return 'Delivered; nothing more is sent.';
  if (state === 'failed') return 'Given up. It can be sent again.';
  if (state === 'canceled') return 'Cancelled, because its endpoint was disabled or removed.';
  if (attempts.length === 0 || nextTryAt === null) return 'It is sent in a moment.';
  return `Tried again at ${formatInstant(nextTryAt, timeZone)}; ${triesLeft} ${triesLeft === 1 ? 'attempt' : 'attempts'} left.`;
}
