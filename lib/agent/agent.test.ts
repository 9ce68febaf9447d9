import { describe, expect, it } from 'vitest';
import { anOrder, CALLEE, FALLBACK, MUMBAI, STAGE_START, stageAgent, stageTables } from '@/lib/testing/agent-stage';

describe('a call', () => {
  it('rings, is answered and ends', () => {
    const { agent, timing, records } = stageAgent();
    const placed = agent.place(anOrder());
    expect(placed).toMatchObject({ ok: true, state: 'dialing' });
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
    expect(call?.plan.map(({ trunkId }) => trunkId)).toEqual(['meridian-1', 'sagar-1']);
  });

  it('leaves by its fallback when its carrier is silent', () => {
    const { agent, timing, records } = stageAgent();
    const [startsAt, endsAt] = [STAGE_START, STAGE_START + 60_000];
    const fault = { id: 'flt_one', trunkId: 'meridian-1', prefix: '', fault: { kind: 'silent' }, startsAt, endsAt };
    agent.setTables(stageTables({ faults: [fault] }));
    agent.place(anOrder());
    timing.advance(60_000);
    expect(records.calls()[0]).toMatchObject({
      ...{ presentedNumber: FALLBACK, saved: true, failedOver: true, state: 'completed' },
    });
  });
});
