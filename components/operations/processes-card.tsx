import { sizeText } from '@/components/operations/size-text';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { RelativeTime } from '@/components/ui/relative-time';
import { formatInstant } from '@/lib/datetime';
import type { ProcessFacts } from '@/lib/operations/types';

interface ProcessesCardProps {
  processes: ProcessFacts;
  timeZone: string;
}

function spoolText({ spool }: NonNullable<ProcessFacts['agent']>): string {
  if (spool.records === 0) return 'Empty: every record is in the database.';
  const away = spool.isDatabaseAway ? ' The agent does not reach the database.' : '';
  return `${spool.records.toLocaleString('en')} records wait, ${sizeText(spool.bytes)} of ${sizeText(spool.limitBytes)}.${away}`;
}

/** Workers as they were heard last, and the agent with what it has in hand. */
export function ProcessesCard({ processes: { workers, agent }, timeZone }: ProcessesCardProps) {
  const ofWorkers = workers.map(({ workerId, startedAt, beatAt }) => ({
    key: workerId,
    term: `Worker ${workerId}`,
    value: (
      <>
        Heard <RelativeTime at={beatAt.toISOString()} exact={formatInstant(beatAt, timeZone)} />, started{' '}
        <RelativeTime at={startedAt.toISOString()} exact={formatInstant(startedAt, timeZone)} />
      </>
    ),
  }));
  const ofAgent = agent
    ? [
        {
          term: `Agent ${agent.agentId}`,
          value: `${agent.callsInProgress} calls in progress, ${agent.callsQueued} waiting for their turn`,
        },
        { term: 'Spool on its disk', value: spoolText(agent) },
      ]
    : [{ term: 'Agent', value: 'It is not to be heard: no calls can be placed.' }];
  return (
    <Card id="processes" title="Processes">
      <DescriptionList
        items={[...(workers.length > 0 ? ofWorkers : [{ term: 'Worker', value: 'None was heard.' }]), ...ofAgent]}
      />
    </Card>
  );
}
