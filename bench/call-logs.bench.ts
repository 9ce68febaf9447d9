/**
 * The first page of Call Logs by every filter, on ten million calls, against the same question in plain SQL; and what
 * Overview asks of that database, against what it may take.
 */
import { openCallDatabase, runOn } from './generated-database';
import { report } from './report';

const CALLS = 10_000_000;

const database = await openCallDatabase(CALLS);
const lines = await runOn(database.url, ['bench/call-logs-at-size.ts']);
await database.release();
const kept = lines.map((line) => {
  const { name, ours, baseline } = JSON.parse(line);
  if (name === 'overview')
    return report({
      ...{ name: `overview, server time with ${CALLS} calls, p95`, unit: 'ms', ours, baseline },
      ...{ against: 'the most it may take', budget: { atMost: 1 } },
    });
  return report({
    ...{ name: `call logs, first page of ${CALLS}, ${name}, p95`, unit: 'ms', ours, baseline },
    ...{ against: 'the same question in plain SQL', budget: { atMost: 3 } },
  });
});
process.exit(kept.length > 0 && kept.every(Boolean) ? 0 : 1);
