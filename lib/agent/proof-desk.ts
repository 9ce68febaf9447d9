import type { MediaReport, Ms } from '@/lib/failover/types';
import { displayNumber } from '@/lib/phone';
import { draw } from '@/lib/simulator/random';
import { AGENT_EVENT } from './agent-events';
import type { LiveCall } from './live-call';
import { type CallOrder, callOrder } from './orders';
import type { Pump } from './pump';
import type { CallingNumber } from './types';

/** Proofs are spread, so that new tables do not place all of them at once. */
const APART_MS = 500;
const AGAIN_AFTER_FAILURE_MS = 10 * 60_000;
const WEEK_MS = 7 * 86_400_000;

interface Planned {
  primary: string;
  accountId: string;
  at: Ms;
}

export interface Proof {
  pairId: string;
  ok: boolean;
  sentence: string;
}

/**
 * Keeps pairs proven: each fallback number is called over once soon after it became active or changed, and then weekly;
 * a test that failed is made again after ten minutes.
 */
export class ProofDesk {
  readonly #pump: Pump;
  readonly #place: (order: CallOrder) => void;
  readonly #pairIds: string[] = [];
  readonly #planned = new Map<string, Planned>();
  #lastAt: Ms = 0;

  constructor(pump: Pump, place: (order: CallOrder) => void) {
    this.#pump = pump;
    this.#place = place;
  }

  /** Takes the pairs of new tables: plans those that are new or not proven any more, forgets those that are gone. */
  read(numbers: readonly CallingNumber[]): void {
    const { now } = this.#pump;
    const here = new Set<string>();
    for (const { number, accountId, fallback } of numbers) {
      if (!fallback) continue;
      const { pairId, proof } = fallback;
      here.add(pairId);
      const known = this.#planned.get(pairId);
      const isUrgent = proof === 'unproven' && (known === undefined || known.at > now + AGAIN_AFTER_FAILURE_MS);
      if (isUrgent) this.#plan(pairId, { primary: number, accountId, at: this.#nextTurn(now) });
      else if (!known)
        this.#plan(pairId, { primary: number, accountId, at: now + Math.round(WEEK_MS * shareOf(pairId)) });
    }
    for (const pairId of this.#planned.keys()) if (!here.has(pairId)) this.#planned.delete(pairId);
  }

  #nextTurn(now: Ms): Ms {
    this.#lastAt = Math.max(now, this.#lastAt) + APART_MS;
    return this.#lastAt;
  }

  #plan(pairId: string, planned: Planned): void {
    this.#planned.set(pairId, planned);
    const known = this.#pairIds.indexOf(pairId);
    const place = known >= 0 ? known : this.#pairIds.push(pairId) - 1;
    this.#pump.add(planned.at, AGENT_EVENT.proof, place, planned.at);
  }

  /** The pair whose number the event bears is to be proved, unless something else was planned since. */
  due(place: number, plannedAt: Ms): void {
    const pairId = this.#pairIds[place] ?? '';
    const planned = this.#planned.get(pairId);
    if (!planned || planned.at !== plannedAt) return;
    const { primary, accountId } = planned;
    // A test that never ends, or is refused, is made again too.
    this.#plan(pairId, { ...planned, at: this.#pump.now + AGAIN_AFTER_FAILURE_MS });
    this.#place(callOrder({ accountId, purpose: 'proof', from: primary, to: primary, ringTimeoutSeconds: 30 }));
  }

  /**
   * What a call proved; null unless it was for that and came to its own end.
   * @param carrier what people call the carrier of its last hop
   */
  ended(call: LiveCall, carrier = 'its carrier'): Proof | null {
    const { pairId, from } = call.facts;
    if (pairId === null) return null;
    const problem = problemOf(call);
    const planned = this.#planned.get(pairId);
    const after = problem === null ? WEEK_MS : AGAIN_AFTER_FAILURE_MS;
    if (planned) this.#plan(pairId, { ...planned, at: this.#pump.now + after });
    // Somebody hung up before anything was shown: that says nothing of the carrier.
    if (problem !== null && call.ownEnd === 'api-request') return null;
    const what = `A call from ${displayNumber(from)} over ${carrier}`;
    if (problem === null) return { pairId, ok: true, sentence: `${what} was answered with audio both ways.` };
    return { pairId, ok: false, sentence: `${what} ${problem}.` };
  }
}

/** Why the call proves nothing, as the end of a sentence; null when it does. */
function problemOf({ answeredAt, lastHop, media }: LiveCall): string | null {
  if (answeredAt === null) {
    if (!lastHop) return 'found no route';
    const said = lastHop.sipCode === null ? 'got no answer from the carrier' : `ended with SIP ${lastHop.sipCode}`;
    return `was not answered: it ${said}`;
  }
  return media && isBothWays(media) ? null : 'was answered, but audio did not pass both ways';
}

function isBothWays({ sentPackets, receivedPackets }: MediaReport): boolean {
  return sentPackets > 0 && receivedPackets > 0;
}

/** A place in the week that is the pair's own. */
function shareOf(pairId: string): number {
  let hash = 7;
  for (let index = 0; index < pairId.length; index += 1) hash = (Math.imul(hash, 31) + pairId.charCodeAt(index)) | 0;
  return draw(hash, hash, 1) / 0x1_0000_0000;
}
