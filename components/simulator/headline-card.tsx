import { Card } from '@/components/ui/card';
import { delayText, figureText, spreadText } from '@/lib/rehearsals/format';
import type { RehearsalResult } from '@/lib/rehearsals/types';

/** What came of it: sentences made of the figures, then the figures that matter most. */
export function HeadlineCard({ result }: { result: RehearsalResult }) {
  const [first, ...rest] = result.headline;
  const facts = factsOf(result);
  return (
    <Card id="headline" title="In short">
      <div className="grid gap-4">
        <div className="grid max-w-prose gap-1">
          <p className="font-semibold">{first}</p>
          {rest.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {facts.length > 0 ? (
          <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-t border-line pt-4 sm:grid-cols-3 lg:grid-cols-6">
            {facts.map(({ term, value, hint }) => (
              <div key={term} className="min-w-0">
                <dt className="text-xs text-muted">{term}</dt>
                <dd>
                  <p className="figures text-xl font-semibold tracking-tight">{value}</p>
                  <p className="text-xs text-muted">{hint}</p>
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
    </Card>
  );
}

interface Fact {
  term: string;
  value: string;
  hint: string;
}

const whole = (value: number) => figureText(Math.round(value));

function interval(spread: { median: number; low: number; high: number; seeds: number }, show = whole): string {
  return spread.seeds === 1 || spread.low === spread.high
    ? ''
    : `${show(spread.low)} to ${show(spread.high)} over repeats`;
}

function factsOf({ policies, breakEven, outage, faults, currency }: RehearsalResult): Fact[] {
  const on = policies.find(({ policy }) => policy === 'engine');
  const [fault] = faults;
  const report = on?.runs[0]?.faults[0];
  return [
    ...(breakEven
      ? [
          {
            term: 'Saved in the very call',
            value: whole(breakEven.observedSaves.median),
            hint: interval(breakEven.observedSaves) || 'observed',
          },
          {
            term: 'Saved by going another way',
            value: `≈ ${whole(breakEven.estimatedSaves.median)}`,
            hint: interval(breakEven.estimatedSaves) || 'estimated, never observed',
          },
        ]
      : []),
    ...(report && fault
      ? [
          {
            term: 'Detected after',
            value: report.detectionMs === null ? 'never' : delayText(report.detectionMs),
            hint: `${fault.id}, first repeat`,
          },
          {
            term: 'Back after its end',
            value: report.recoveryMs === null ? '–' : delayText(report.recoveryMs),
            hint: `${fault.id}, first repeat`,
          },
        ]
      : []),
    ...(breakEven?.minutesPerYear
      ? [
          {
            term: 'HA pays above',
            value: `${spreadText({ ...breakEven.minutesPerYear, seeds: 1 }, (value) => figureText(Number(value.toPrecision(3))))} min`,
            hint: 'of outage a year',
          },
        ]
      : []),
    ...(outage?.rentalPerSaved
      ? [
          {
            term: 'A saved conversation costs',
            value: `${figureText(Number(outage.rentalPerSaved.toPrecision(3)))} ${currency}`,
            hint: 'of one month’s HA rental, by this fault alone',
          },
        ]
      : []),
  ];
}
