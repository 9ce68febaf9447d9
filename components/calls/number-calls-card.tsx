import { CallTable } from '@/components/calls/call-table';
import { appHref } from '@/components/layout/app-href';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import type { CallSummary } from '@/lib/calls/types';

interface NumberCallsCardProps {
  /** Digits. */
  number: string;
  calls: readonly CallSummary[];
  timeZone: string;
  zone: string;
}

/** The last calls from a number. */
export function NumberCallsCard({ number, calls, timeZone, zone }: NumberCallsCardProps) {
  const all = <ButtonLink href={appHref('/voice/calls', `number=${number}`)}>All calls of this number</ButtonLink>;
  if (calls.length === 0) {
    return (
      <Card id="calls" title="Calls">
        <p className="text-muted">No calls from this number yet.</p>
      </Card>
    );
  }
  return (
    <Card
      id="calls"
      title="Calls"
      description={
        calls.length === 1 ? 'One call from this number so far.' : `The last ${calls.length} from this number.`
      }
      actions={all}
      flush
    >
      <div className="max-h-96 overflow-y-auto">
        <CallTable caption="Calls from this number" calls={calls} {...{ timeZone, zone }} ofNumber />
      </div>
    </Card>
  );
}
