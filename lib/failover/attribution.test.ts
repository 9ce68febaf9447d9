import { describe, expect, it } from 'vitest';
import { culprits } from './attribution';
import { createEngine, type Engine, engineRouter } from './engine';
import { DEFAULT_POLICY } from './policy';
import { aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';
import type { AttemptEnd, EngineEvent } from './types';

const tables = compileTables({
  version: 1,
  trunks: [aTrunk('a1'), aTrunk('b1')],
  routes: [aRoute('91', 'a1')],
  numbers: [],
});
const refused: AttemptEnd = { sipCode: 500, cause: null, local: null, phase: 'sent', retryAfterSeconds: null };
const NOW = 3_000;

type Fate = 'fails' | 'rings';

/** Attempts on both trunks towards groups x and y, one every 10 ms, each with its fate; at most a few, below any alarm. */
function engineAfter(attempts: readonly [trunkId: string, group: string, fate: Fate, count: number][]): Engine {
  const engine = createEngine({ tables, policy: DEFAULT_POLICY, seed: 1 });
  const router = engineRouter(engine);
  let attemptId = 0;
  // Every group has been seen before.
  const all = [['a1', 'x', 'rings', 1], ['a1', 'y', 'rings', 1], ...attempts] as const;
  for (const [trunkId, destinationGroup, fate, count] of all)
    for (let call = 0; call < count; call += 1) {
      attemptId += 1;
      const at = attemptId * 10;
      const names = {
        attemptId,
        callId: attemptId,
        hopIndex: 0,
        trunkId,
        presentedNumber: '1',
        destination: `91${attemptId}`,
      };
      const more = { accountId: '', campaign: '', attemptNumber: 0, ringTimeoutMs: 30_000, purpose: 'route' } as const;
      const started: EngineEvent = { type: 'attempt-started', ...names, destinationGroup, ...more };
      router.observe(started, at);
      const ended: EngineEvent = { type: 'attempt-ended', attemptId, end: refused };
      router.observe(fate === 'fails' ? ended : { type: 'ringing', attemptId, earlyMedia: false }, at + 5);
    }
  return engine;
}

function blamed(engine: Engine): string[] {
  const trunk = engine.state.trunks.get('a1');
  if (!trunk) throw new Error('No attempt was made on a1.');
  return culprits(engine, trunk.route, { now: NOW, since: 0 }).map(
    ({ level, destinationGroup }) => `${level} ${destinationGroup}`,
  );
}

describe('an alarm of a trunk', () => {
  it('is about the one group that fails', () => {
    expect(
      blamed(
        engineAfter([
          ['a1', 'x', 'fails', 4],
          ['a1', 'y', 'rings', 4],
        ]),
      ),
    ).toEqual(['group x']);
  });

  it('is about the trunk when its groups fail alike', () => {
    expect(
      blamed(
        engineAfter([
          ['a1', 'x', 'fails', 3],
          ['a1', 'y', 'fails', 1],
        ]),
      ),
    ).toEqual(['trunk null']);
  });

  it('is about nobody when the other way to the same destinations fails as well', () => {
    const engine = engineAfter([
      ['a1', 'x', 'fails', 4],
      ['a1', 'y', 'rings', 4],
      ['b1', 'x', 'fails', 3],
    ]);
    expect(blamed(engine)).toEqual([]);
  });

  it('is about the trunk when the other way does well', () => {
    const engine = engineAfter([
      ['a1', 'x', 'fails', 2],
      ['a1', 'y', 'fails', 2],
      ['b1', 'x', 'rings', 5],
      ['b1', 'y', 'rings', 5],
    ]);
    expect(blamed(engine)).toEqual(['trunk null']);
  });
});
