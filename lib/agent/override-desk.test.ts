import { expect, it } from 'vitest';
import { Overrides } from '@/lib/failover/overrides';
import { planOverrides } from './override-desk';
import type { ActiveOverride } from './types';

function row(changes: Partial<ActiveOverride>): ActiveOverride {
  return {
    ...{ id: 'ovr', target: { kind: 'trunk', id: 'a1' }, action: 'drain', reason: 'Works.', by: 'usr' },
    ...{ startsAt: 100, endsAt: 200 },
    ...changes,
  };
}

it('tells the engine of what begins, changes and ends, and nothing of what stays', () => {
  const inForce = new Overrides();
  const plan = (rows: ActiveOverride[], now: number) => {
    const planned = planOverrides(rows, inForce.state, now);
    for (const event of planned.events) {
      if (event.type === 'override') inForce.set(event.override);
      if (event.type === 'override-ended') inForce.release(event.target);
    }
    return { said: planned.events.map(({ type }) => type), nextAt: planned.nextAt };
  };
  expect(plan([row({})], 50)).toEqual({ said: [], nextAt: 100 });
  expect(plan([row({})], 100)).toEqual({ said: ['override'], nextAt: 200 });
  expect(plan([row({})], 150)).toEqual({ said: [], nextAt: 200 });
  expect(plan([row({ endsAt: 300 })], 150)).toEqual({ said: ['override'], nextAt: 300 });
  // Of two on one target the later one counts.
  expect(plan([row({ startsAt: 120, action: 'force' }), row({ endsAt: 300 })], 150).said).toEqual(['override']);
  expect(inForce.ofTrunk('a1', 'a', 150)?.action).toBe('force');
  expect(plan([], 160)).toEqual({ said: ['override-ended'], nextAt: Number.POSITIVE_INFINITY });
  expect(inForce.isEmpty).toBe(true);
});
