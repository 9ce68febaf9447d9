import { CircleCheck, CircleX } from 'lucide-react';
import { Card } from '@/components/ui/card';
import type { Installation } from '@/lib/operations/types';

const NAMES: Readonly<Record<string, string>> = {
  database: 'Database',
  migrations: 'Migrations',
  worker: 'Worker',
  agent: 'Agent',
};

/** What the readiness probe says, part by part. */
export function ChecksCard({ checks }: Pick<Installation, 'checks'>) {
  return (
    <Card id="health" title="Health">
      <ul className="grid gap-2.5">
        {checks.map(({ name, ok, reason }) => (
          <li key={name} className="flex items-start gap-2">
            {ok ? (
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
            ) : (
              <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
            )}
            <span>
              <span className="font-medium">{NAMES[name] ?? name}</span>
              {ok ? ' is well.' : `: ${reason}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
