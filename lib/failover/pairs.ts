import { raiseAlarm } from './alarms';
import type { Engine } from './engine-state';
import type { PairCondition } from './health';
import { isOut } from './states';
import type { Tables } from './tables';
import type { EngineEvent, Ms } from './types';
import type { PairRow, WatchedPair } from './watched-pair';

/** The pairs that tables hold. */
export function pairRows(tables: Tables): Map<string, PairRow> {
  const rows = new Map<string, PairRow>();
  for (const { trunks, fallback } of tables.numbers.values()) {
    if (!fallback) continue;
    const { pairId, proof, manualFailback } = fallback;
    const primaryTrunkIds = trunks.map(({ id }) => id);
    rows.set(pairId, { primaryTrunkIds, fallbackTrunkIds: fallback.trunks.map(({ id }) => id), proof, manualFailback });
  }
  return rows;
}

/** What a decision is told of a pair; null when nothing differs from its row. */
export function pairCondition({ state }: Engine, pairId: string): PairCondition | null {
  return state.pairs.get(pairId) ?? null;
}

/**
 * A trunk went out: pairs that return by hand only, and have no other trunk of their primary left, stay on their
 * fallback until somebody brings them back.
 */
export function keepOnFallback(engine: Engine, trunkId: string): void {
  for (const [pairId, row] of engine.pairs) {
    if (!row.manualFailback || !row.primaryTrunkIds.includes(trunkId)) continue;
    if (row.primaryTrunkIds.every((id) => isTrunkOut(engine, id)))
      watchedPair(engine, pairId, row).staysOnFallback = true;
  }
}

/** Somebody brings the pair back to its primary. */
export function returnToPrimary({ state }: Engine, pairId: string): void {
  const pair = state.pairs.get(pairId);
  if (pair) pair.staysOnFallback = false;
}

/** A test of the pair's fallback has ended. */
export function onPairProof(
  engine: Engine,
  { pairId, proof, sentence }: Extract<EngineEvent, { type: 'pair-proof' }>,
  now: Ms,
): void {
  const row = engine.pairs.get(pairId);
  if (!row) return;
  const pair = watchedPair(engine, pairId, row);
  const was = pair.proof;
  pair.proof = proof;
  if (proof === was || proof === 'proven') return;
  raiseAlarm(
    engine,
    { alarm: 'pair-unproven', trunkId: null, number: null, about: pairId, figures: { proof, sentence } },
    now,
  );
}

function watchedPair({ state }: Engine, pairId: string, { proof }: PairRow): WatchedPair {
  const known = state.pairs.get(pairId);
  if (known) return known;
  const made = { proof, staysOnFallback: false };
  state.pairs.set(pairId, made);
  return made;
}

function isTrunkOut({ state }: Engine, trunkId: string): boolean {
  const trunk = state.trunks.get(trunkId);
  return trunk !== undefined && isOut(trunk.route.state);
}
