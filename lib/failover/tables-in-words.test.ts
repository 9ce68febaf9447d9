import { expect, it } from 'vitest';
import { OUTCOME_TABLE, type OutcomeRow } from './outcomes';
import { DEFAULT_POLICY } from './policy';
import type { ThresholdGroup } from './threshold';

// The documents are made of what the code says: `npx vitest run lib/failover/tables-in-words.test.ts -u` writes them anew.

const NEXT: Readonly<Record<OutcomeRow['next'], string>> = {
  yes: 'yes',
  no: 'no',
  'other-capabilities': 'once, to another capability',
  'same-hop-once': 'same hop, once',
  'second-opinion': 'second opinion, when on',
  'when-allowed': 'when allowed',
};

function shown({ match }: OutcomeRow): string {
  if ('local' in match) return match.local.replaceAll('-', ' ');
  if ('causes' in match) return `cause ${match.causes.join(', ')}`;
  return match.codes.join(', ');
}

it('outcomes.md says what the outcome table says', async () => {
  const rows = OUTCOME_TABLE.map((row) => {
    const blame = row.blame ? 'yes' : 'no';
    const alarm = row.alarm ? ` Alarm: ${row.alarm.replaceAll('-', ' ')}.` : '';
    return `| ${shown(row)} | ${NEXT[row.next]} | ${blame} | ${row.outcome} | ${row.reason}${alarm} | ${row.source} |`;
  });
  const head = '| End | Next route? | Blame | Outcome | Why | Source |\n|---|---|---|---|---|---|';
  await expect(`# Outcome table\n\n${head}\n${rows.join('\n')}\n`).toMatchFileSnapshot('./outcomes.md');
});

it('policy.md says what the policy says', async () => {
  const groups = Object.entries(DEFAULT_POLICY).map(([groupName, group]: [string, ThresholdGroup]) => {
    const rows = Object.entries(group).map(([name, field]) => {
      const value = 'unit' in field ? `${field.value} ${field.unit}` : String(field.value);
      const bounds = 'unit' in field ? `${field.min} to ${field.max}` : 'true, false';
      return `| \`${name}\` | ${value} | ${bounds} | ${field.reason} |`;
    });
    return `## ${groupName}\n\n| Threshold | Default | Allowed | Why |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  await expect(`# Policy\n\n${groups.join('\n')}`).toMatchFileSnapshot('./policy.md');
});
