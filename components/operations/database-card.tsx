import { sizeText } from '@/components/operations/size-text';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { formatInstant } from '@/lib/datetime';
import type { DatabaseFacts } from '@/lib/operations/types';

interface DatabaseCardProps {
  database: DatabaseFacts;
  timeZone: string;
}

function migrationText({ migrations }: DatabaseFacts): string {
  const open = migrations.filter(({ finishedAt }) => finishedAt === null);
  const [newest] = migrations;
  if (open.length > 0) return `${open.map(({ name }) => name).join(', ')} did not end.`;
  return `${migrations.length} applied, the newest ${newest?.name ?? 'none'}.`;
}

export function DatabaseCard({ database, timeZone }: DatabaseCardProps) {
  const { version, bytes, maxConnections, startedAt, connections } = database;
  const used = connections.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card id="database" title="Database">
      <DescriptionList
        items={[
          { term: 'Version', value: `PostgreSQL ${version}, since ${formatInstant(startedAt, timeZone)}` },
          { term: 'Size', value: <span className="figures">{sizeText(bytes)}</span> },
          { term: 'Migrations', value: <span className="break-words">{migrationText(database)}</span> },
          { term: 'Connections', value: `${used} of ${maxConnections}` },
          ...connections.map(({ name, count, busy, longestSeconds }) => ({
            key: name,
            term: name,
            value: `${count}, ${busy} of them busy${busy > 0 ? `, the longest transaction ${longestSeconds.toFixed(1)} s` : ''}`,
          })),
        ]}
      />
    </Card>
  );
}
