import { describe, expect, it } from 'vitest';
import { anAccount, anOrder, CALLEE, MUMBAI, stageAgent, stageTables } from '@/lib/testing/agent-stage';
import { EarlierCalls } from './earlier-calls';

const KEY = 'key-of-the-form-1';
const keyed = (changes: Parameters<typeof anOrder>[0] = {}) => anOrder({ idempotencyKey: KEY, ...changes });

/** What is on disk of an agent's records, read by the next process. */
function onDisk({ list }: ReturnType<typeof stageAgent>['records']): EarlierCalls {
  const earlier = new EarlierCalls();
  for (const [index, record] of list.entries()) earlier.observe({ sequence: index + 1, record });
  return earlier;
}

describe('an order that is given again with its key', () => {
  it('is the same call, as that stands now', () => {
    const { agent, timing, records } = stageAgent();
    const placed = agent.place(keyed());
    expect(placed).toMatchObject({ ok: true, state: 'dialing' });
    timing.advance(20_000);
    expect(agent.place(keyed({ from: MUMBAI, to: CALLEE }))).toEqual({ ...placed, state: 'in_progress' });
    timing.advance(500_000);
    expect(agent.place(keyed())).toEqual({ ...placed, state: 'completed' });
    expect(records.calls()).toHaveLength(1);
  });

  it('is a new call after ten minutes, without a key, and for another account', () => {
    const { agent, timing, records } = stageAgent();
    agent.place(keyed());
    agent.place(anOrder());
    expect(agent.place(keyed({ accountId: 'acc_other' }))).toMatchObject({ ok: false });
    timing.advance(600_001);
    agent.place(keyed());
    expect(new Set(records.calls().map(({ uuid }) => uuid)).size).toBe(3);
  });

  it('with other numbers is refused in one sentence', () => {
    const { agent, records } = stageAgent();
    agent.place(keyed());
    expect(agent.place(keyed({ to: '919876500000' }))).toEqual({
      ok: false,
      sentence: 'This idempotency key has placed another call. Give each call a key of its own.',
      ...{ field: 'idempotencyKey', hangupCode: null, uuid: null },
    });
    expect(records.calls()).toHaveLength(1);
  });

  it('after a refusal is checked anew: nothing was done', () => {
    const { agent, records } = stageAgent({ tables: stageTables({ accounts: [anAccount({ availableMicros: 0n })] }) });
    expect(agent.place(keyed())).toMatchObject({ ok: false, hangupCode: 1010 });
    agent.setTables(stageTables());
    expect(agent.place(keyed())).toMatchObject({ ok: true });
    // Nor does the record of the refusal count as the call when the process starts anew.
    expect([...onDisk(records).keyed]).toHaveLength(1);
  });

  it('is known to the next process, while it waited and when it has ended', () => {
    const tables = stageTables({ accounts: [anAccount({ callsPerSecond: 1 })] });
    const { agent, timing, records } = stageAgent({ tables });
    const first = agent.place(keyed());
    const waiting = agent.place(keyed({ idempotencyKey: 'key-of-the-form-2' }));
    expect(waiting).toMatchObject({ ok: true, state: 'queued' });
    const next = stageAgent({ earlier: onDisk(records) });
    expect(next.agent.place(keyed())).toMatchObject({ ...first, state: 'dialing' });
    expect(next.agent.place(keyed({ idempotencyKey: 'key-of-the-form-2' }))).toEqual(waiting);
    timing.advance(300_000);
    expect(stageAgent({ earlier: onDisk(records) }).agent.place(keyed())).toEqual({ ...first, state: 'completed' });
    expect(next.records.list).toEqual([]);
  });
});
