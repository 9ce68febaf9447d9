import { classify, outcomeRules } from '../../failover/classify';
import { decide } from '../../failover/decide';
import { UNDISTURBED } from '../../failover/health';
import type {
  AttemptEnd,
  CallRequest,
  EngineEffect,
  EngineEvent,
  Hop,
  Ms,
  Observation,
  Plan,
  RetryDecision,
  Router,
  RouteStateName,
} from '../../failover/types';
import type { MakeRouter, RouterParts } from '../routers/router-parts';
import type { Breaker, BreakerState, MakeBreaker, Verdict } from './breaker';

const NOTHING: Observation = { effects: [] };
const MAY_RETRY: RetryDecision = { allowed: true, refusedBy: null };
const STATES: Readonly<Record<BreakerState, RouteStateName>> = {
  closed: 'healthy',
  open: 'open',
  'half-open': 'probing',
};

/** A trunk under its breaker. */
interface Watched {
  trunkId: string;
  breaker: Breaker;
  /** As last told to the host. */
  shown: BreakerState;
}

/** An attempt whose verdict is not known yet. */
interface Waiting {
  watched: Watched;
  hasReached: boolean;
}

/** Whose answers a rule waits for: most are settled by ringing, one that counts answers by the end. */
export type SettledBy = 'reaching the callee' | 'the end';

/**
 * A router that decides by one circuit breaker a trunk: the tables' own order, in which a trunk whose breaker does
 * not admit a call moves to the end. Retries within the call are the same for all, so that routers made here differ
 * in detection and recovery alone.
 */
class PeerRouter implements Router {
  readonly #parts: RouterParts;
  readonly #rule: string;
  readonly #settledBy: SettledBy;
  readonly #watched: ReadonlyMap<string, Watched>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #plainRules: Parameters<typeof classify>[1];
  readonly #effects: EngineEffect[] = [];

  constructor(parts: RouterParts, { rule, make, settledBy }: Peer) {
    this.#parts = parts;
    this.#rule = rule;
    this.#settledBy = settledBy ?? 'reaching the callee';
    const { trunks, policy } = parts.world;
    this.#watched = new Map(
      trunks.map(({ id, index }) => {
        const breaker = make({ trunkIndex: index, seed: parts.seed });
        return [id, { trunkId: id, breaker, shown: 'closed' as const }];
      }),
    );
    this.#plainRules = outcomeRules([], policy.retry.afterEarlyMedia.value);
  }

  decide(call: CallRequest, now: Ms): Plan {
    const { tables, policy } = this.#parts.world;
    const plan = decide({ tables, policy, health: UNDISTURBED }, call, now);
    const admitted = plan.hops.filter((hop) => this.#admits(hop, now));
    if (admitted.length === plan.hops.length || admitted.length === 0) return plan;
    return { hops: [...admitted, ...plan.hops.filter((hop) => !admitted.includes(hop))], refusal: null };
  }

  #admits({ trunkId }: Hop, now: Ms): boolean {
    return this.#watched.get(trunkId)?.breaker.admits(now) ?? true;
  }

  observe(event: EngineEvent, now: Ms): Observation {
    switch (event.type) {
      case 'attempt-started':
        this.#start(event.trunkId, event.attemptId, now);
        break;
      case 'ringing':
        this.#reached(event.attemptId, now);
        break;
      case 'answered':
        this.#answered(event.attemptId, now);
        break;
      case 'attempt-ended':
        this.#ended(event.attemptId, event.end, now);
        break;
      case 'tick':
        for (const watched of this.#watched.values()) this.#show(watched, now);
        break;
    }
    return this.#effects.length === 0 ? NOTHING : { effects: this.#effects.splice(0) };
  }

  mayRetry(): RetryDecision {
    return MAY_RETRY;
  }

  nextTickAt(): Ms {
    let earliest = Number.POSITIVE_INFINITY;
    for (const { breaker } of this.#watched.values()) earliest = Math.min(earliest, breaker.nextChangeAt());
    return earliest;
  }

  #start(trunkId: string, attemptId: number, now: Ms): void {
    const watched = this.#watched.get(trunkId);
    if (!watched) return;
    this.#waiting.set(attemptId, { watched, hasReached: false });
    watched.breaker.started(attemptId, now);
    this.#show(watched, now);
  }

  #reached(attemptId: number, now: Ms): void {
    const waiting = this.#waiting.get(attemptId);
    if (!waiting || waiting.hasReached) return;
    waiting.hasReached = true;
    if (this.#settledBy === 'reaching the callee') this.#settle(attemptId, REACHED, now);
  }

  #answered(attemptId: number, now: Ms): void {
    if (this.#settledBy === 'the end') this.#settle(attemptId, ANSWERED, now);
    else this.#reached(attemptId, now);
  }

  #ended(attemptId: number, end: AttemptEnd, now: Ms): void {
    const waiting = this.#waiting.get(attemptId);
    if (!waiting) return;
    const rules = this.#parts.world.tables.trunks.get(waiting.watched.trunkId)?.rules ?? this.#plainRules;
    this.#settle(attemptId, { isFailure: classify(end, rules).blame, isAnswered: false, end }, now);
  }

  #settle(attemptId: number, verdict: Verdict, now: Ms): void {
    const waiting = this.#waiting.get(attemptId);
    if (!waiting) return;
    this.#waiting.delete(attemptId);
    waiting.watched.breaker.settled(attemptId, verdict, now);
    this.#show(waiting.watched, now);
  }

  /** Tells the host of a change of state. */
  #show(watched: Watched, now: Ms): void {
    const { trunkId, breaker, shown } = watched;
    const state = breaker.state(now);
    if (state === shown) return;
    watched.shown = state;
    this.#effects.push({
      type: 'route-state-changed',
      trunkId,
      destinationGroup: null,
      number: null,
      from: STATES[shown],
      to: STATES[state],
      trace: { at: now, rule: this.#rule, figures: {} },
    });
  }
}

const REACHED: Verdict = { isFailure: false, isAnswered: false, end: null };
const ANSWERED: Verdict = { isFailure: false, isAnswered: true, end: null };

/** A breaker's rule as a router. */
export interface Peer {
  /** By which the trace names it. */
  rule: string;
  make: MakeBreaker;
  settledBy?: SettledBy;
}

export function peerRouter(peer: Peer): MakeRouter {
  return (parts) => new PeerRouter(parts, peer);
}
