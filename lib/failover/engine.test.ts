import { expect, it } from 'vitest';
import { createEngine, engineRouter } from './engine';
import { DEFAULT_POLICY } from './policy';
import { aCall, aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';

it('plans by the tables while nothing is known against any route', () => {
  const tables = compileTables({
    version: 1,
    trunks: [aTrunk('a1'), aTrunk('b1')],
    routes: [aRoute('91', 'a1'), aRoute('91', 'b1', { priority: 1 })],
    numbers: [{ number: '15550100', accountId: 'account', tied: false, carrierId: 'a', trunkIds: [], fallback: null }],
  });
  const router = engineRouter(createEngine({ tables, policy: DEFAULT_POLICY, seed: 1 }));
  const plan = router.decide(aCall({ callerNumber: '15550100' }), 0);
  expect(plan.hops.map((hop) => hop.trunkId)).toEqual(['a1', 'b1']);
});
