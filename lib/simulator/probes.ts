import type { EngineEffect, EngineEvent, MediaReport } from '../failover/types';
import { type Agenda, EVENT, Pool } from './clockwork';
import type { FaultLine, FaultState } from './faults';
import { draw, FAMILY, keyHigh, keyLow } from './random';
import type { TrunkModel, World } from './world';

/** A test that nobody answers is over after this. */
const TIME_OUT_MS = 2_000;
/** An answered test call talks this long. */
const TALK_MS = 6_000;

type ProbeWanted = Extract<EngineEffect, { type: 'probe-wanted' }>;

interface ProbeOutcome {
  ok: boolean;
  /** From its start. */
  afterMs: number;
  media: MediaReport | null;
}

/** A probe that waits for its start or its outcome. */
interface Probe {
  slot: number;
  wanted: ProbeWanted | null;
  outcome: ProbeOutcome | null;
}

interface Floor {
  seed: number;
  line: FaultLine;
  queue: Agenda;
}

type ProbedWorld = Pick<World, 'trunks' | 'trunkIndex' | 'destinations'>;

/** Plays test calls and OPTIONS: they meet the faults of their way as calls do, unless a fault hides from them. */
export class Probes {
  readonly #world: ProbedWorld;
  readonly #floor: Floor;
  readonly #waiting = new Pool<Probe>((slot) => ({ slot, wanted: null, outcome: null }));
  #count = 0;

  constructor(world: ProbedWorld, floor: Floor) {
    this.#world = world;
    this.#floor = floor;
  }

  /** A router wants a probe. */
  plan(wanted: ProbeWanted, now: number): void {
    const probe = this.#waiting.take();
    probe.wanted = wanted;
    probe.outcome = null;
    this.#floor.queue.add(Math.max(now, Math.ceil(wanted.dueAt)), EVENT.probe, probe.slot, 0);
  }

  /** Starts the probe, or answers with its result when that is due. */
  due(slot: number, now: number): EngineEvent | null {
    const probe = this.#waiting.items[slot];
    if (!probe?.wanted) return null;
    if (!probe.outcome) {
      probe.outcome = this.#play(probe.wanted);
      this.#floor.queue.add(now + probe.outcome.afterMs, EVENT.probe, slot, 0);
      return null;
    }
    const { trunkId, kind } = probe.wanted;
    const { ok, media } = probe.outcome;
    this.#waiting.give(slot);
    return { type: 'probe-result', trunkId, kind, ok, media };
  }

  /** What a probe that starts now will come to. */
  #play({ trunkId, kind, destinationGroup }: ProbeWanted): ProbeOutcome {
    const trunk = this.#world.trunks[this.#world.trunkIndex.get(trunkId) ?? -1];
    if (!trunk)
      throw new RangeError(`The router wants a probe of the trunk ${trunkId}, which the scenario does not have.`);
    this.#count += 1;
    const low = keyLow(this.#floor.seed, FAMILY.probe, this.#count);
    const high = keyHigh(this.#floor.seed, FAMILY.probe, this.#count);
    const met = this.#floor.line.active.filter(
      (state) =>
        this.#meets(state, trunk, { kind, destinationGroup }) && draw(low, high, 8 + state.index) < state.harmsBelow,
    );
    if (kind === 'options' && !trunk.carrier.answersOptions) return { ok: false, afterMs: TIME_OUT_MS, media: null };
    if (met.some(({ fault }) => fault.kind === 'silent')) return { ok: false, afterMs: TIME_OUT_MS, media: null };
    const isCall = kind === 'unanswered-call' || kind === 'answered-call';
    const isRefused =
      met.some(({ fault }) => refuses(fault.kind, isCall)) || (isCall && draw(low, high, 1) < trunk.failsBelow);
    const delays = met.reduce((sum, { fault }) => sum + (fault.kind === 'slow' ? fault.adds : 0), 0);
    const responseMs = trunk.firstResponse.whole(draw(low, high, 2)) + delays;
    if (isRefused) return { ok: false, afterMs: responseMs, media: null };
    if (!isCall) return { ok: delays < TIME_OUT_MS, afterMs: Math.min(responseMs, TIME_OUT_MS), media: null };
    const ringingMs = trunk.ringing.whole(draw(low, high, 3)) + delays;
    if (kind === 'unanswered-call') return { ok: true, afterMs: ringingMs, media: null };
    return { ok: true, afterMs: ringingMs + TALK_MS, media: probeMedia(trunk, met) };
  }

  /** OPTIONS see the border alone; a test call goes as far as its destination. */
  #meets(state: FaultState, trunk: TrunkModel, probe: Pick<ProbeWanted, 'kind' | 'destinationGroup'>): boolean {
    if (state.fault.probes === 'pass' || state.onTrunk[trunk.index] !== 1) return false;
    const isCall = probe.kind === 'unanswered-call' || probe.kind === 'answered-call';
    return (
      this.#world.destinations.some(({ index, model }) => {
        const isMeant = !isCall || probe.destinationGroup === null || model.group === probe.destinationGroup;
        return isMeant && state.onDestination[index] === 1;
      }) &&
      (isCall || state.onDestination.every((flag) => flag === 1))
    );
  }
}

function refuses(kind: FaultState['fault']['kind'], isCall: boolean): boolean {
  if (kind === 'error' || kind === 'refused') return true;
  return isCall && (kind === 'suspended' || kind === 'congestion');
}

function probeMedia({ carrier: { media } }: TrunkModel, met: readonly FaultState[]): MediaReport {
  const report: MediaReport = { ...media, receivedPackets: TALK_MS / 20, sentPackets: TALK_MS / 20 };
  for (const { fault } of met) {
    if (fault.kind === 'one-way-audio') report.receivedPackets = 0;
    if (fault.kind !== 'quality') continue;
    report.loss = Math.min(1, report.loss + fault.loss);
    report.jitterMs += fault.jitterMs;
    report.delayMs += fault.delayMs;
  }
  return report;
}
