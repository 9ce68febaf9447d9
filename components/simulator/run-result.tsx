import { CallsTable } from '@/components/simulator/calls-table';
import { ComparisonTable } from '@/components/simulator/comparison-table';
import { ExpectationsTable } from '@/components/simulator/expectations-table';
import { FaultsTable } from '@/components/simulator/faults-table';
import { HeadlineCard } from '@/components/simulator/headline-card';
import { MoneyCard } from '@/components/simulator/money-card';
import { SeedsTable } from '@/components/simulator/seeds-table';
import {
  chosenPolicies,
  ResultTimeLine,
  type ResultTimeLineProps,
} from '@/components/simulator/time-line/result-time-line';
import { Card } from '@/components/ui/card';
import { policyLabel } from '@/lib/rehearsals/format';

/** Everything that came of a run, the answer first. */
export function RunResult({ result, params }: ResultTimeLineProps) {
  const { main } = chosenPolicies(result, params);
  const { policies, expectations, seeds, lastsMs } = result;
  const isOverSeeds = seeds.length > 1;
  return (
    <>
      <HeadlineCard result={result} />
      <ResultTimeLine result={result} params={params} />
      <Card
        id="comparison"
        title="Policies on the same calls"
        description={
          isOverSeeds ? `Medians over ${seeds.length} repeats, with the interval of nine in ten.` : undefined
        }
        flush
      >
        <ComparisonTable comparison={result.comparison} policies={policies} />
      </Card>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <MoneyCard breakEven={result.breakEven} outage={result.outage} />
        {expectations.length > 0 ? (
          <Card id="expectations" title="Expectations" description={expected(expectations)} flush>
            <ExpectationsTable expectations={expectations} />
          </Card>
        ) : null}
      </div>
      {result.faults.length > 0 ? (
        <Card id="faults" title="How the faults were met" flush>
          <FaultsTable result={result} />
        </Card>
      ) : null}
      {isOverSeeds ? (
        <Card id="seeds" title="Every repeat" flush>
          <SeedsTable policies={policies} />
        </Card>
      ) : null}
      {main && main.calls.length > 0 ? (
        <Card id="calls" title="Some calls" description={`With ${policyLabel(main.policy)}, first repeat.`} flush>
          <CallsTable policy={main} lastsMs={lastsMs} />
        </Card>
      ) : null}
    </>
  );
}

function expected(expectations: ResultTimeLineProps['result']['expectations']): string {
  const met = expectations.filter(({ isMet }) => isMet).length;
  return met === expectations.length ? `All ${met} met.` : `${met} of ${expectations.length} met.`;
}
