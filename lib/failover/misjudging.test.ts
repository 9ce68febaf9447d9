import { describe, expect, it } from 'vitest';
import { createEngine, type Engine, observe, restore, snapshot } from './engine';
import { DEFAULT_POLICY } from './policy';
import { aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';
import type { EngineEffect, EngineEvent, Ms } from './types';

const tables = compileTables({
  version: 1,
  trunks: [aTrunk('a1'), aTrunk('b1')],
  routes: [aRoute('91', 'a1'), aRoute('91', 'b1', { priority: 1 })],
  numbers: [],
});
const options = { tables, policy: DEFAULT_POLICY, seed: 1 };

/** One attempt over a trunk: it begins, and is refused as an invalid number or rings. */
function attempt(engine: Engine, { id, trunkId, rings }: { id: number; trunkId: string; rings: boolean }, now: Ms) {
  const attemptId = id * 16 + (trunkId === 'a1' ? 0 : 1);
  const effects: EngineEffect[] = [];
  const tell = (event: EngineEvent, at: Ms) => effects.push(...observe(engine, event, at).effects);
  tell(
    {
      type: 'attempt-started',
      attemptId,
      callId: id,
      hopIndex: 0,
      trunkId,
      presentedNumber: '1',
      destination: String(919_876_000_000 + id),
      destinationGroup: 'in',
      accountId: 'account',
      campaign: '',
      attemptNumber: 0,
      ringTimeoutMs: 30_000,
      purpose: 'route',
    },
    now,
  );
  tell({ type: 'first-response', attemptId }, now + 50);
  if (rings) tell({ type: 'ringing', attemptId, earlyMedia: false }, now + 100);
  const end = { sipCode: rings ? 486 : 404, cause: null, local: null, retryAfterSeconds: null } as const;
  tell({ type: 'attempt-ended', attemptId, end: { ...end, phase: rings ? 'ringing' : 'trying' } }, now + 200);
  return effects;
}

/** Callees that a1 calls invalid, half a second apart; with `completes` each rings over b1 right after. */
function run(engine: Engine, { from, count, completes }: { from: number; count: number; completes: boolean }) {
  const effects: EngineEffect[] = [];
  for (let id = from; id < from + count; id += 1) {
    effects.push(...attempt(engine, { id, trunkId: 'a1', rings: false }, id * 500));
    if (completes) effects.push(...attempt(engine, { id, trunkId: 'b1', rings: true }, id * 500 + 250));
  }
  return effects.flatMap((effect) => (effect.type === 'route-state-changed' ? [`${effect.trunkId} ${effect.to}`] : []));
}

describe('numbers called invalid', () => {
  it('open nothing by themselves, however many there are', () => {
    expect(run(createEngine(options), { from: 0, count: 200, completes: false })).toEqual([]);
  });

  it('open the trunk that said so when another one completes them', () => {
    const changes = run(createEngine(options), { from: 0, count: 60, completes: true });
    expect(changes).toContain('a1 open');
    expect(changes.filter((change) => change.startsWith('b1'))).toEqual([]);
  });

  it('are remembered over a restart', () => {
    const engine = createEngine(options);
    run(engine, { from: 0, count: 5, completes: false });
    const restored = restore(options, JSON.parse(JSON.stringify(snapshot(engine))));
    expect(restored.state.invalidNumbers).toEqual(engine.state.invalidNumbers);
    expect(restored.state.invalidNumbers.noted.size).toBe(5);
  });
});
