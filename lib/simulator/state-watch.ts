import type { EngineEffect, RouteStateName } from '../failover/types';
import { type FaultsNoticed, saysWrong } from './faults-noticed';
import type { StateChange } from './result';
import type { ResultHash } from './result-hash';

const TRACE_MOST = 2_000;

type RouteChange = Extract<EngineEffect, { type: 'route-state-changed' }>;

/** Keeps what a router says of its routes: every change with its figures, and how often each opened and closed. */
export class StateWatch {
  readonly trace: StateChange[] = [];
  /** Changes that the trace had no room for. */
  leftOut = 0;
  readonly #warmUp: number;
  readonly #hash: ResultHash;
  readonly #noticed: FaultsNoticed;
  readonly #openings = new Map<string, number>();

  constructor(warmUp: number, hash: ResultHash, noticed: FaultsNoticed) {
    this.#warmUp = warmUp;
    this.#hash = hash;
    this.#noticed = noticed;
  }

  /** Openings and closings of the route that had most. */
  get mostChanges(): number {
    return Math.max(0, ...this.#openings.values());
  }

  note(effect: EngineEffect, at: number): void {
    if (effect.type === 'route-state-changed') this.#changed(effect, at);
    else if (effect.type === 'alarm') {
      const { trunkId, number, alarm, trace } = effect;
      this.#noticed.note({ trunkId, destinationGroup: null }, at);
      this.#keep({ at, trunkId: trunkId ?? '', destinationGroup: null, number, from: null, to: null, alarm, trace });
    }
  }

  #changed(effect: RouteChange, at: number): void {
    const { trunkId, destinationGroup, number, from, to, trace } = effect;
    this.#hash.add(at);
    if (saysWrong(to)) this.#noticed.note(effect, at);
    this.#keep({ at, trunkId, destinationGroup, number, from, to, alarm: null, trace });
    if (at < this.#warmUp || isOut(from) === isOut(to)) return;
    const route = JSON.stringify([trunkId, destinationGroup, number]);
    this.#openings.set(route, (this.#openings.get(route) ?? 0) + 1);
  }

  #keep(change: StateChange): void {
    if (this.trace.length < TRACE_MOST) this.trace.push(change);
    else this.leftOut += 1;
  }
}

/** Out of use but for single calls that try it. */
function isOut(state: RouteStateName): boolean {
  return state === 'open' || state === 'probing';
}
