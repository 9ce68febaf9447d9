import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import type { IncidentCalls } from '@/lib/network/types';

const figure = new Intl.NumberFormat('en');

/** What the incident did to calls; what was observed and what is estimated stand apart. */
export function CallsCard({ calls, estimate }: { calls: IncidentCalls; estimate: string }) {
  return (
    <Card id="calls" title="Calls">
      <DescriptionList
        layout="grid"
        items={[
          { term: 'Tried the trunk', value: <span className="figures">{figure.format(calls.tried)}</span> },
          { term: 'Harmed by its fault', value: <span className="figures">{figure.format(calls.harmed)}</span> },
          {
            term: 'Saved by HA, observed',
            value: <span className="figures font-semibold">{figure.format(calls.saved)}</span>,
          },
          { term: 'Lost', value: <span className="figures">{figure.format(calls.lost)}</span> },
          { term: 'Left another way', value: <span className="figures">{figure.format(calls.rerouted)}</span> },
          { term: 'Caller numbers', value: <span className="figures">{figure.format(calls.numbers)}</span> },
        ]}
      />
      <p className="mt-4 max-w-prose border-t border-line pt-3 text-sm">
        <span className="font-medium">Saved by going another way, estimated: </span>
        {estimate}
      </p>
    </Card>
  );
}
