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

type Fate = 'fails' | 'lacks room' | 'rings';
type Attempts = readonly [trunkId: string, group: string, fate: Fate, count: number];

/** Later than what every engine saw first, by more than a bucket. */
const AFTER_FIRST = 45;

let placed = 0;

/** Attempts on both trunks towards groups x and y, one every 10 ms, each with its fate; at most a few, below any alarm. */
function engineAfter(attempts: readonly Attempts[], by = tables): Engine {
  const engine = createEngine({ tables: by, policy: DEFAULT_POLICY, seed: 1 });
  placed = 0;
  // Every group has been seen before.
  attemptOn(engine, [['a1', 'x', 'rings', 1], ['a1', 'y', 'rings', 1], ...attempts]);
  return engine;
}

function attemptOn(engine: Engine, attempts: readonly Attempts[]): void {
  const router = engineRouter(engine);
  for (const [trunkId, destinationGroup, fate, count] of attempts)
    for (let call = 0; call < count; call += 1) {
      placed += 1;
      const attemptId = placed;
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
      const end = { ...refused, sipCode: fate === 'fails' ? 500 : 503 };
      const ended: EngineEvent = { type: 'attempt-ended', attemptId, end };
      router.observe(fate !== 'rings' ? ended : { type: 'ringing', attemptId, earlyMedia: false }, at + 5);
    }
}

function blamed(engine: Engine, since = 0): string[] {
  const trunk = engine.state.trunks.get('a1');
  if (!trunk) throw new Error('No attempt was made on a1.');
  return culprits(engine, trunk.route, { now: NOW, since }).map(
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
          ['a1', 'x', 'fails', 2],
          ['a1', 'y', 'fails', 2],
        ]),
      ),
    ).toEqual(['trunk null']);
  });

  it('is about the one group that fails though a call failed elsewhere by chance', () => {
    const engine = engineAfter([
      ['a1', 'x', 'fails', 3],
      ['a1', 'y', 'fails', 1],
      ['a1', 'y', 'rings', 9],
    ]);
    expect(blamed(engine)).toEqual(['group x']);
  });

  it('is about the groups that fail while the others do well', () => {
    const engine = engineAfter([
      ['a1', 'u', 'fails', 2],
      ['a1', 'v', 'fails', 2],
      ['a1', 'x', 'rings', 2],
      ['a1', 'y', 'rings', 2],
    ]);
    expect(blamed(engine)).toEqual(['group u', 'group v']);
  });

  it('is about the trunk when three groups fail and of the others nothing is known', () => {
    const engine = engineAfter([
      ['a1', 'u', 'fails', 2],
      ['a1', 'v', 'fails', 1],
      ['a1', 'w', 'fails', 1],
    ]);
    expect(blamed(engine, AFTER_FIRST)).toEqual(['trunk null']);
  });

  it.each(['fails', 'lacks room'] as const)(
    'is about the group when it alone %s, though of the others nothing is known',
    (fate) => {
      expect(blamed(engineAfter([['a1', 'u', fate, 4]]), AFTER_FIRST)).toEqual(['group u']);
    },
  );

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

  it('is about nobody only when every way that the tables name was tried', () => {
    const three = compileTables({
      version: 1,
      trunks: [aTrunk('a1'), aTrunk('b1'), aTrunk('c1')],
      routes: [aRoute('91', 'a1'), aRoute('91', 'b1'), aRoute('91', 'c1')],
      numbers: [],
    });
    const name = aRoute('91', 'a1').destinationGroup;
    const attempts = [
      ['a1', name, 'fails', 4],
      ['b1', name, 'fails', 4],
    ] as const;
    expect(blamed(engineAfter(attempts, three))).not.toEqual([]);
    expect(blamed(engineAfter([...attempts, ['c1', name, 'fails', 4]], three))).toEqual([]);
  });

  it('is about the trunk again as soon as a call gets through by the other way', () => {
    const engine = engineAfter([
      ['a1', 'x', 'fails', 2],
      ['a1', 'y', 'fails', 2],
      ['b1', 'x', 'fails', 2],
      ['b1', 'y', 'fails', 2],
    ]);
    expect(blamed(engine)).toEqual([]);
    attemptOn(engine, [
      ['a1', 'x', 'fails', 2],
      ['a1', 'y', 'fails', 2],
      ['b1', 'x', 'rings', 2],
    ]);
    expect(blamed(engine)).toEqual(['trunk null']);
  });
});
