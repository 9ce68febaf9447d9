import { describe, expect, it } from 'vitest';
import {
  aFault,
  anAccount,
  anOrder,
  CALLEE,
  FALLBACK,
  MUMBAI,
  NEW_YORK,
  STAGE_START,
  stageAgent,
  stageTables,
} from '@/lib/testing/agent-stage';

const CALLEE_US = '13125550199';

describe('a call', () => {
  it('rings, is answered and ends', () => {
    const { agent, timing, records } = stageAgent();
    expect(agent.place(anOrder())).toMatchObject({ ok: true, state: 'dialing' });
    timing.advance(60_000);
    const states = records.of('call').map(({ call }) => call.state);
    expect(states).toEqual(['dialing', 'ringing', 'in_progress', 'completed']);
    const [call] = records.calls();
    expect(call).toMatchObject({
      ...{ fromNumber: MUMBAI, toNumber: CALLEE, presentedNumber: MUMBAI },
      ...{ hangupCode: 4000, hangupSource: 'callee', trunkId: 'meridian-1' },
      ...{ failedOver: false, saved: false, rateMicros: '500000' },
    });
    expect(call?.attempts).toHaveLength(1);
    expect(call?.attempts[0]?.mosHundredths).toBeGreaterThan(400);
    expect(call?.plan.map(({ trunkId }) => trunkId)).toEqual(['meridian-1', 'sagar-1']);
  });

  it('leaves by its fallback when its carrier is silent', () => {
    const { agent, timing, records } = stageAgent({ tables: stageTables({ faults: [aFault('meridian-1')] }) });
    agent.place(anOrder());
    timing.advance(60_000);
    const [call] = records.calls();
    expect(call).toMatchObject({ presentedNumber: FALLBACK, saved: true, failedOver: true, state: 'completed' });
    expect(call?.attempts.map(({ local, isBlamed }) => ({ local, isBlamed }))).toEqual([
      { local: 'first-response-timeout', isBlamed: true },
      { local: null, isBlamed: false },
    ]);
  });

  it('that is not tied moves to another carrier with the same caller ID', () => {
    const { agent, timing, records } = stageAgent({ tables: stageTables({ faults: [aFault('atlantic-1')] }) });
    agent.place(anOrder({ from: NEW_YORK, to: CALLEE_US }));
    timing.advance(60_000);
    expect(records.calls()[0]).toMatchObject({ presentedNumber: NEW_YORK, trunkId: 'sagar-1', saved: true });
  });

  it('ends when it is hung up, and is canceled while it rings', () => {
    const { agent, timing, records } = stageAgent();
    const talking = place(agent, anOrder());
    timing.advance(12_000);
    expect(agent.end({ uuid: talking, accountId: 'acc_other', onlyQueued: false })).toBe(false);
    expect(agent.end({ uuid: talking, accountId: 'acc_one', onlyQueued: true })).toBe(false);
    expect(agent.end({ uuid: talking, accountId: 'acc_one', onlyQueued: false })).toBe(true);
    expect(agent.end({ uuid: talking, accountId: 'acc_one', onlyQueued: false })).toBe(false);
    const ringing = place(agent, anOrder());
    timing.advance(4_000);
    agent.end({ uuid: ringing, accountId: 'acc_one', onlyQueued: false });
    timing.advance(60_000);
    expect(records.calls().map(({ state, hangupCode, hangupSource }) => [state, hangupCode, hangupSource])).toEqual([
      ['completed', 4000, 'api_request'],
      ['canceled', 1000, 'api_request'],
    ]);
  });

  it('ends at its time limit, and at its ring timeout', () => {
    const { agent, timing, records } = stageAgent();
    agent.place(anOrder({ timeLimitSeconds: 3 }));
    agent.place(anOrder({ ringTimeoutSeconds: 1 }));
    timing.advance(60_000);
    const ends = records.calls().map(({ state, hangupCode }) => [state, hangupCode]);
    expect(ends).toEqual([
      ['completed', 6000],
      ['no_answer', 6010],
    ]);
    const [call] = records.calls();
    expect((call?.endedAt ?? 0) - (call?.answeredAt ?? 0)).toBe(3_000);
  });

  it('in progress meets a fault that begins, and loses nothing when its carrier leaves the tables', () => {
    const { agent, timing, records } = stageAgent();
    agent.place(anOrder());
    agent.place(anOrder({ from: NEW_YORK, to: CALLEE_US }));
    timing.advance(10_000);
    const { source, trunks, ...tables } = stageTables({ faults: [aFault('meridian-1', { kind: 'drops' })] });
    const left = source.trunks.filter(({ id }) => id !== 'atlantic-1');
    const routes = source.routes.filter(({ trunkId }) => trunkId !== 'atlantic-1');
    agent.setTables({ ...tables, source: { trunks: left, routes }, trunks });
    timing.advance(1_000);
    expect(records.calls().map(({ state }) => state)).toEqual(['completed', 'in_progress']);
    timing.advance(60_000);
    expect(records.calls().map(({ state }) => state)).toEqual(['completed', 'completed']);
  });

  it('to a prefix with a fault meets it; others do not', () => {
    const { agent, timing, records } = stageAgent({
      tables: stageTables({ faults: [aFault('meridian-1', { kind: 'error', sipCode: 503 }, '9198')] }),
    });
    agent.place(anOrder());
    agent.place(anOrder({ to: '917700000001' }));
    timing.advance(60_000);
    expect(records.calls().map(({ trunkId }) => trunkId)).toEqual(['sagar-1', 'meridian-1']);
  });

  it('over a trunk of the telephone network finds no way out of the sandbox', () => {
    const tables = stageTables();
    const trunks = tables.trunks.map((trunk) => ({ ...trunk, kind: 'sip' as const }));
    const { agent, timing, records } = stageAgent({ tables: { ...tables, trunks } });
    agent.place(anOrder());
    timing.advance(10_000);
    expect(records.calls()[0]).toMatchObject({ state: 'failed', attempts: [{ local: 'transport' }, {}] });
  });
});

describe('limits', () => {
  it('let calls wait for their turn, in order; a waiting call can be canceled', () => {
    const { agent, timing, records } = stageAgent({ tables: stageTables({ accounts: [anAccount()] }) });
    const placed = Array.from({ length: 6 }, () => agent.place(anOrder()));
    expect(placed.map((one) => (one.ok ? one.state : null))).toEqual([
      ...['dialing', 'dialing', 'queued', 'queued', 'queued', 'queued'],
    ]);
    const third = placed[2];
    expect(agent.end({ uuid: third?.ok ? third.uuid : '', accountId: 'acc_one', onlyQueued: true })).toBe(true);
    timing.advance(60_000);
    const calls = records.calls();
    expect(calls.map(({ state }) => state)).toEqual([
      ...['completed', 'completed', 'canceled', 'completed', 'completed', 'completed'],
    ]);
    const starts = calls.map(({ startedAt }) => (startedAt === null ? null : startedAt - STAGE_START));
    expect(starts).toEqual([0, 0, null, 500, 1_000, 1_500]);
  });

  it('refuse beyond the account’s calls in progress, and record the call that was refused', () => {
    const { agent, records } = stageAgent({
      tables: stageTables({ accounts: [anAccount({ concurrentCalls: 1, callsPerSecond: 10 })] }),
    });
    agent.place(anOrder());
    expect(agent.place(anOrder())).toMatchObject({ ok: false, hangupCode: 5030 });
    expect(records.calls()[1]).toMatchObject({ state: 'failed', hangupCode: 5030, attempts: [] });
  });

  it('refuse what the account cannot pay for, calls in progress counted', () => {
    // A minute is 0.59 with tax.
    const { agent, timing } = stageAgent({
      tables: stageTables({ accounts: [anAccount({ availableMicros: 1_200_000n, callsPerSecond: 10 })] }),
    });
    const outcomes = [anOrder(), anOrder(), anOrder()].map((order) => agent.place(order));
    expect(outcomes.map((one) => (one.ok ? null : one.hangupCode))).toEqual([null, null, 1010]);
    timing.advance(60_000);
    // Both were charged, and the balance has not been read since.
    expect(agent.place(anOrder())).toMatchObject({ ok: false, hangupCode: 1010 });
    agent.setTables(stageTables({ written: [{ agentId: 'agent-test', sequence: 1_000 }] }));
    expect(agent.place(anOrder())).toMatchObject({ ok: true });
  });

  it('place nothing that cannot be recorded', () => {
    const { agent, records } = stageAgent();
    records.isFull = true;
    expect(agent.place(anOrder())).toMatchObject({ ok: false, sentence: expect.stringContaining('spool is full') });
    expect(records.calls()).toEqual([]);
  });
});

describe('what people say', () => {
  const drain = (startsAt: number, endsAt: number) => ({
    ...{ id: 'ovr_one', target: { kind: 'trunk' as const, id: 'meridian-1' }, action: 'drain' as const },
    ...{ reason: 'Works.', by: 'usr_one', startsAt, endsAt },
  });

  it('is in force from its beginning to its end', () => {
    const { agent, timing, records } = stageAgent();
    agent.setTables(stageTables({ overrides: [drain(STAGE_START + 10_000, STAGE_START + 20_000)] }));
    for (const wait of [0, 10_500, 10_000]) {
      timing.advance(wait);
      agent.place(anOrder());
    }
    timing.advance(60_000);
    expect(records.calls().map(({ trunkId }) => trunkId)).toEqual(['meridian-1', 'sagar-1', 'meridian-1']);
  });

  it('ends at once when it is released', () => {
    const { agent, timing, records } = stageAgent({
      tables: stageTables({ overrides: [drain(STAGE_START, STAGE_START + 3_600_000)] }),
    });
    agent.place(anOrder());
    agent.setTables(stageTables());
    timing.advance(1_000);
    agent.place(anOrder());
    timing.advance(60_000);
    expect(records.calls().map(({ trunkId }) => trunkId)).toEqual(['sagar-1', 'meridian-1']);
  });
});

describe('a pair', () => {
  function withProof(proof: 'unproven' | 'proven', faults = stageTables().faults) {
    const tables = stageTables({ faults });
    const numbers = tables.numbers.map((row) => ({ ...row, fallback: row.fallback && { ...row.fallback, proof } }));
    return { ...tables, numbers };
  }

  it('is proved soon after it became active, over its fallback, free', () => {
    const { timing, records } = stageAgent({ tables: withProof('unproven') });
    timing.advance(60_000);
    expect(records.of('pair-proof')).toMatchObject([{ pairId: 'par_one', ok: true }]);
    expect(records.calls()[0]).toMatchObject({
      ...{ purpose: 'proof', fromNumber: FALLBACK, toNumber: MUMBAI, trunkId: 'sagar-1', rateMicros: '0' },
      state: 'completed',
    });
  });

  it('is proved by hand, and a fallback without audio is not one', () => {
    const { agent, timing, records } = stageAgent({
      tables: withProof('proven', [aFault('sagar-1', { kind: 'one-way-audio' })]),
    });
    expect(agent.place(anOrder({ purpose: 'proof', to: '' }))).toMatchObject({ ok: true });
    timing.advance(60_000);
    const [proof] = records.of('pair-proof');
    expect(proof).toMatchObject({ ok: false });
    expect(proof?.sentence).toContain('audio did not pass both ways');
    expect(records.of('alarm')).toMatchObject([{ alarm: 'pair-unproven' }]);
  });

  it('is proved by one call at a time', () => {
    const { agent, timing, records } = stageAgent();
    const proof = anOrder({ purpose: 'proof', to: '' });
    const first = place(agent, proof);
    timing.advance(1_000);
    expect(place(agent, proof)).toBe(first);
    timing.advance(60_000);
    expect(place(agent, proof)).not.toBe(first);
    expect(records.of('pair-proof')).toHaveLength(1);
  });

  it('is none the worse for a proof that somebody hangs up', () => {
    const { agent, timing, records } = stageAgent();
    const uuid = place(agent, anOrder({ purpose: 'proof', to: '' }));
    timing.advance(1_000);
    expect(agent.end({ uuid, accountId: 'acc_one', onlyQueued: false })).toBe(true);
    timing.advance(60_000);
    expect(records.calls()[0]).toMatchObject({ purpose: 'proof', state: 'canceled' });
    expect(records.of('pair-proof')).toEqual([]);
  });

  it('that is none cannot be proved', () => {
    const { agent } = stageAgent();
    expect(agent.place(anOrder({ purpose: 'proof', from: NEW_YORK }))).toMatchObject({ ok: false, field: 'from' });
  });
});

describe('traffic', () => {
  const order = {
    ...{ id: 'trf_one', accountId: 'acc_one', callsPerSecond: 20, numbers: [MUMBAI], destinations: ['9198'] },
    ...{ startsAt: STAGE_START, endsAt: STAGE_START + 60_000 },
  };

  it('comes at its rate, from its numbers, to whole numbers, whatever the account’s limits', () => {
    const { timing, records } = stageAgent({ tables: stageTables({ traffic: [order] }) });
    timing.advance(120_000);
    const calls = records.calls();
    expect(calls.length).toBeGreaterThan(1_050);
    expect(calls.length).toBeLessThan(1_350);
    expect(calls.every(({ toNumber, rateMicros }) => /^9198\d{8}$/.test(toNumber) && rateMicros === '0')).toBe(true);
  });

  it('goes on where no call finds a way', () => {
    const nowhere = { ...order, callsPerSecond: 0.4, numbers: [NEW_YORK], destinations: ['44'] };
    const { timing, records } = stageAgent({
      tables: stageTables({ traffic: [{ ...nowhere, endsAt: STAGE_START + 600_000 }] }),
    });
    timing.advance(600_000);
    const calls = records.calls();
    expect(calls.every(({ state, attempts }) => state === 'failed' && attempts.length === 0)).toBe(true);
    expect(calls.length).toBeGreaterThan(150);
  });

  it('opens an incident on a silent carrier and leaves it, then comes back', () => {
    const { agent, timing, records } = stageAgent({ tables: stageTables({ traffic: [order] }) });
    timing.advance(10_000);
    agent.setTables(stageTables({ traffic: [order], faults: [aFault('meridian-1')] }));
    timing.advance(5_000);
    const [opened] = records.of('incident-opened');
    expect(opened).toMatchObject({ trunkId: 'meridian-1' });
    expect((opened?.at ?? 0) - STAGE_START - 10_000).toBeLessThanOrEqual(1_500);
    const live = agent.state(NO_SPOOL);
    expect(live.openIncidents).toHaveLength(1);
    expect(live.trunks[0]).toMatchObject({ trunkId: 'meridian-1', state: 'open', faultIds: ['flt_one'] });
    expect(live.callsPerSecond).toBeGreaterThan(5);
    agent.setTables(stageTables({ traffic: [{ ...order, callsPerSecond: 5, endsAt: STAGE_START + 900_000 }] }));
    timing.advance(400_000);
    expect(records.of('incident-closed')).toHaveLength(1);
    const minutes = records.of('trunk-minute').map(({ figures }) => figures.trunkId);
    expect(new Set(minutes)).toEqual(new Set(['meridian-1', 'sagar-1']));
  }, 120_000);
});

it('after a kill, an agent says how routes stand by what was saved', () => {
  const faults = [aFault('meridian-1')];
  const traffic = [
    {
      ...{ id: 'trf_one', accountId: 'acc_one', callsPerSecond: 20, numbers: [MUMBAI], destinations: ['9198'] },
      ...{ startsAt: STAGE_START, endsAt: STAGE_START + 60_000 },
    },
  ];
  const { agent, timing } = stageAgent({ tables: stageTables({ faults, traffic }) });
  const calm = structuredClone(agent.memory());
  // Taken out by now, and after its hold tried by single calls.
  timing.advance(5_000);
  const disturbed = structuredClone(agent.memory());
  const standingBy = (memory: typeof calm) => {
    const next = stageAgent({ memory });
    next.agent.tellStanding();
    return next.records.of('standing');
  };
  expect(standingBy(calm)).toMatchObject([{ incidents: [], routes: [] }]);
  const [standing] = standingBy(disturbed);
  expect(standing?.incidents).toHaveLength(1);
  expect(standing?.routes).toContainEqual({
    ...{ trunkId: 'meridian-1', destinationGroup: null, number: null },
    state: 'probing',
  });
});

const NO_SPOOL = { records: 0, bytes: 0, limitBytes: 1, isDatabaseAway: false };

function place(agent: ReturnType<typeof stageAgent>['agent'], order: Parameters<typeof agent.place>[0]): string {
  const placed = agent.place(order);
  if (!placed.ok) throw new Error(placed.sentence);
  return placed.uuid;
}
