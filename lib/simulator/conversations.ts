import type { MediaReport } from '../failover/types';
import { type Attempt, STAGE } from './call';
import { EVENT } from './clockwork';
import type { Exchange } from './exchange';
import type { FaultState } from './faults';
import type { Floor } from './floor';
import { describeMedia } from './media';
import { harms, meetMediaFault } from './network';

/** Calls in progress end so long after a fault that drops them begins, ms. */
const CUT_MS = 200;

/** Plays what follows an answer: talk, media, the end. */
export class Conversations {
  readonly #floor: Floor;
  readonly #exchange: Exchange;
  // Reused for every call: a router keeps none.
  readonly #media: MediaReport = {
    loss: 0,
    burstRatio: 1,
    jitterMs: 0,
    delayMs: 0,
    codec: 'g711',
    receivedPackets: 0,
    sentPackets: 0,
  };

  constructor(floor: Floor, exchange: Exchange) {
    this.#floor = floor;
    this.#exchange = exchange;
  }

  /** Caller and callee talk from now on. */
  connect(attempt: Attempt, now: number): void {
    const { line, queue } = this.#floor;
    attempt.answeredAt = now;
    for (const state of line.active) if (harms(state, attempt)) meetMediaFault(attempt, state.fault);
    queue.add(now + attempt.talkMs, EVENT.talkEnds, attempt.slot, attempt.life);
  }

  /** One of the two has hung up, or the carrier has dropped the call. */
  talkEnds(attempt: Attempt, now: number): void {
    if (attempt.stage !== STAGE.answered) return;
    const { tally } = this.#floor;
    const talkedMs = now - attempt.answeredAt;
    const media = describeMedia(this.#media, attempt, talkedMs);
    if (attempt.isGenuine) tally.talked(attempt, media);
    this.#exchange.close(attempt, talkedMs);
    this.#floor.hungUp(attempt.call);
    this.#floor.signal(attempt.call, { type: 'callee-hung-up', attemptId: attempt.id, media });
  }

  /** A fault begins: calls in progress on its way meet it too. */
  meetFault(state: FaultState, now: number): void {
    const { kind } = state.fault;
    if (kind !== 'drops' && kind !== 'quality' && kind !== 'one-way-audio') return;
    for (const attempt of this.#exchange.attempts) {
      if (attempt.stage !== STAGE.answered || !harms(state, attempt)) continue;
      attempt.call.meet(state.index);
      const left = attempt.answeredAt + attempt.talkMs - now;
      attempt.talkMs = left;
      meetMediaFault(attempt, state.fault);
      if (kind === 'drops' && left > CUT_MS) attempt.isDropped = true;
      const ends = now + (kind === 'drops' ? Math.min(left, CUT_MS) : attempt.talkMs);
      attempt.talkMs = ends - attempt.answeredAt;
      if (attempt.talkMs < left + now - attempt.answeredAt)
        this.#floor.queue.add(ends, EVENT.talkEnds, attempt.slot, attempt.life);
    }
  }
}
