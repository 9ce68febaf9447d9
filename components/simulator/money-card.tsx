import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { figureText, spreadText } from '@/lib/rehearsals/format';
import type { RehearsalResult } from '@/lib/rehearsals/types';

const short = (value: number) => figureText(Number(value.toPrecision(3)));
const whole = (value: number) => figureText(Math.round(value));

/** Whether High Availability pays: what was seen in calls is kept apart from what is estimated. */
export function MoneyCard({ breakEven, outage }: Pick<RehearsalResult, 'breakEven' | 'outage'>) {
  if (!breakEven) return null;
  const { currency, pairs, rentalPerYear, minutesPerYear, expectedMinutes, shareOfYears, costPerSavedCall } = breakEven;
  const money = (value: number) => `${short(value)} ${currency}`;
  return (
    <Card id="money" title="Is it worth it?" description="High Availability on against off, on the same calls.">
      <DescriptionList
        items={[
          {
            term: 'HA rental',
            value: `${money(rentalPerYear)} a year for ${whole(pairs)} ${pairs === 1 ? 'number' : 'numbers'}`,
          },
          {
            term: 'Saved in the very call',
            value: `${spreadText(breakEven.observedSaves, whole)} (observed: hop 1 failed, a later one reached the callee)`,
          },
          {
            term: 'Saved by going another way',
            value: `≈ ${spreadText(breakEven.estimatedSaves, whole)} (estimated: calls begun elsewhere, at the rate at which those that stayed failed)`,
          },
          ...(outage
            ? [
                {
                  term: 'In this run',
                  value: `${spreadText(outage.saved, whole)} conversations more than without HA, redials taken off${
                    outage.rentalPerSaved === null
                      ? ''
                      : `: ${money(outage.rentalPerSaved)} of a month’s rental for each`
                  }`,
                },
              ]
            : []),
          {
            term: 'Break-even',
            value: minutesPerYear
              ? `HA pays above ${spreadText(minutesPerYear, short)} minutes of outage a year`
              : 'Say in the scenario what an answered call is worth to see it',
          },
          {
            term: 'Your expectation',
            value: `${expectedMinutes.median} minutes in a median year, ${expectedMinutes.p95} in one of twenty${
              shareOfYears === null ? '' : `: HA pays in ${Math.round(shareOfYears * 100)} of 100 years`
            }`,
          },
          ...(costPerSavedCall
            ? [
                {
                  term: 'A saved conversation costs',
                  value: `${spreadText(costPerSavedCall.median, short)} ${currency} in a median year, ${spreadText(costPerSavedCall.p95, short)} ${currency} in a bad one`,
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
