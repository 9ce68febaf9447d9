import { expect, it } from 'vitest';
import { anAccount, anOrder, ListedRecords, stageAgent, stageTables } from '@/lib/testing/agent-stage';
import { callRecordOf } from '@/lib/testing/factories-calls';
import { closeLeftCalls } from './close-left-calls';
import { EarlierCalls } from './earlier-calls';

/** Enough for the first minute of a call with tax, and not for a second call beside it. */
const ONE_CALL = 700_000n;

it('what calls of an earlier process cost counts until the balance holds it', () => {
  const tables = stageTables({ accounts: [anAccount({ availableMicros: ONE_CALL })] });
  const before = stageAgent({ tables });
  before.agent.place(anOrder());
  before.timing.advance(300_000);
  const [call] = before.records.calls();
  expect(call).toMatchObject({ state: 'completed' });
  const earlier = new EarlierCalls();
  for (const [index, record] of before.records.list.entries()) earlier.observe({ sequence: index + 1, record });
  // A late answer of an abandoned hop has the record written again; it costs nothing more.
  if (call) earlier.observe({ sequence: 900, record: { type: 'call', call } });
  expect([...earlier.charges]).toHaveLength(1);

  const { agent } = stageAgent({ tables, earlier });
  expect(agent.place(anOrder())).toMatchObject({ ok: false, hangupCode: 1010 });
  // Funds were added, and the balance that was read holds all that was recorded.
  const written = [{ agentId: 'agent-test', sequence: before.records.list.length }];
  agent.setTables({ ...tables, written });
  expect(agent.place(anOrder())).toMatchObject({ ok: true });
});

it('so does what a killed process left in progress, up to the last that was heard of it', () => {
  const open = { ...callRecordOf({ accountId: 'acc_one', fromNumber: '918041234567' }), endedAt: null };
  const [earlier, records] = [new EarlierCalls(), new ListedRecords()];
  closeLeftCalls({ openCalls: [open], earlier }, records);
  expect(records.calls()).toMatchObject([{ uuid: open.uuid, state: 'completed', hangupCode: 5010 }]);
  expect([...earlier.charges]).toEqual([{ sequence: 1, accountId: 'acc_one', micros: 708_000n }]);
});
