import { expect, it } from 'vitest';
import { anAccount, anOrder, stageAgent, stageTables } from '@/lib/testing/agent-stage';
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
