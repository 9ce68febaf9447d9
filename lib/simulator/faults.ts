import type { Fault } from './scenario/schema';
import type { World } from './world';

/** A fault on its time line. */
export interface FaultState {
  index: number;
  fault: Fault;
  /** By index: 1 where the fault lies. */
  onTrunk: Uint8Array;
  onDestination: Uint8Array;
  /** A draw below it is harmed. */
  harmsBelow: number;
  isActive: boolean;
  /** When it next turns on or off; Infinity when never again. */
  turnsAt: number;
}

const BITS = 0x1_0000_0000;

function flags(size: number, test: (index: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (test(index) ? 1 : 0));
}

function isMember(value: string | null | undefined, list: readonly string[] | undefined): boolean {
  return list === undefined || (typeof value === 'string' && list.includes(value));
}

type FaultedWorld = Pick<World, 'trunks' | 'destinations'>;

/** A fault that has not begun, laid on the trunks and destinations of a world. */
export function placeFault(world: FaultedWorld, fault: Fault, index: number): FaultState {
  const { upstream, prefix = '' } = fault;
  return {
    index,
    fault,
    onTrunk: flags(world.trunks.length, (at) => {
      const trunk = world.trunks[at];
      const isBehind = upstream === undefined || trunk?.carrier.upstreams.includes(upstream) === true;
      return isBehind && isMember(trunk?.carrier.id, fault.carriers) && isMember(trunk?.id, fault.trunks);
    }),
    onDestination: flags(world.destinations.length, (at) => {
      const model = world.destinations[at]?.model;
      return (
        model?.prefix.startsWith(prefix) === true &&
        isMember(model.group, fault.destinations) &&
        isMember(model.operator, fault.operator === undefined ? undefined : [fault.operator]) &&
        isMember(model.circle, fault.circle === undefined ? undefined : [fault.circle])
      );
    }),
    harmsBelow: fault.share * BITS,
    isActive: false,
    turnsAt: fault.at,
  };
}

/** How bad a fault is for a call that begins now, 0..1, as the oracle sees it. */
function harmOf({ fault }: FaultState): number {
  switch (fault.kind) {
    case 'slow':
      return fault.share * Math.min(0.5, (fault.adds + 2_200 * (fault.times - 1)) / 20_000);
    case 'quality':
      return fault.share * Math.min(0.6, fault.loss * 6 + fault.jitterMs / 400 + fault.delayMs / 1_500);
    case 'answer-rate':
      return fault.share * (1 - fault.factor) * 0.9;
    case 'congestion':
      // Lack of room is seen from the room itself.
      return fault.channels !== undefined || fault.cps !== undefined ? 0 : fault.share;
    default:
      return fault.share;
  }
}

/** The faults of a run over its time. */
export class FaultLine {
  all: readonly FaultState[];
  /** Those that are on, in the file's order. */
  active: readonly FaultState[] = [];
  /** Before this moment no answer can be swallowed. */
  nextSilenceAt = 0;

  readonly #isForeseen: boolean;

  /** `isForeseen`: no faults will come but these; where they may, an answer can be swallowed at any moment. */
  constructor(world: FaultedWorld, faults: readonly Fault[], { isForeseen = true } = {}) {
    this.#isForeseen = isForeseen;
    this.all = faults.map((fault, index) => placeFault(world, fault, index));
    this.nextSilenceAt = this.#findSilence(0);
  }

  /** Puts other faults in the place of these; which of them are on is theirs to say. */
  replace(faults: readonly FaultState[], now: number): void {
    this.all = faults;
    this.active = faults.filter(({ isActive }) => isActive);
    this.nextSilenceAt = this.#findSilence(now);
  }

  #findSilence(now: number): number {
    if (!this.#isForeseen) return now;
    let earliest = Number.POSITIVE_INFINITY;
    for (const { fault, isActive, turnsAt } of this.all)
      if (fault.kind === 'silent') earliest = Math.min(earliest, isActive ? now : turnsAt);
    return earliest;
  }

  /** When any fault next turns; Infinity when none does. */
  nextTurnAt(): number {
    return this.all.reduce((earliest, { turnsAt }) => Math.min(earliest, turnsAt), Number.POSITIVE_INFINITY);
  }

  /** Turns the faults that are due and says which. */
  turn(now: number): FaultState[] {
    const due = this.all.filter(({ turnsAt }) => turnsAt <= now);
    for (const state of due) flip(state, now);
    this.active = this.all.filter(({ isActive }) => isActive);
    this.nextSilenceAt = this.#findSilence(now);
    return due;
  }

  /** How badly a call on this way fares now, by what the oracle knows: 0 = as always, 1 = every call is lost. */
  harm(trunk: number, destination: number): number {
    let well = 1;
    for (const state of this.active) if (lies(state, trunk, destination)) well *= 1 - harmOf(state);
    return 1 - well;
  }

  /** Channels and attempts a second that a fault leaves to a trunk. */
  room(trunk: number): { channels: number; cps: number } {
    let channels = Number.POSITIVE_INFINITY;
    let cps = Number.POSITIVE_INFINITY;
    for (const { fault, onTrunk } of this.active) {
      if (fault.kind !== 'congestion' || onTrunk[trunk] !== 1) continue;
      channels = Math.min(channels, fault.channels ?? channels);
      cps = Math.min(cps, fault.cps ?? cps);
    }
    return { channels, cps };
  }
}

/** Whether a fault lies on this way. */
export function lies({ onTrunk, onDestination }: FaultState, trunk: number, destination: number): boolean {
  return onTrunk[trunk] === 1 && onDestination[destination] === 1;
}

function flip(state: FaultState, now: number): void {
  const { fault } = state;
  const end = fault.at + fault.lasts;
  if (state.isActive) {
    state.isActive = false;
    const again = fault.flapping ? now + fault.flapping.up : end;
    state.turnsAt = again < end ? again : Number.POSITIVE_INFINITY;
    return;
  }
  state.isActive = true;
  state.turnsAt = fault.flapping ? Math.min(end, now + fault.flapping.down) : end;
}
