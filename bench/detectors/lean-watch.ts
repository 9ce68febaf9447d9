import type { CallRequest, EngineEffect, Ms, Router } from '@/lib/failover/types';
import type { Call } from '@/lib/simulator/call';
import { type FaultLine, lies } from '@/lib/simulator/faults';
import { RoutesLeft } from '@/lib/simulator/routes-left';
import type { World } from '@/lib/simulator/world';

/** After a false alarm a fault that follows this soon is not counted as seen. */
const AWAY_MS = 60_000;
/** Calls that stay on their way although another hop comes first: like is compared with like. */
const COMPARED = 'comparison';

/** Sees when traffic leaves the faulty way, and how often it leaves a good one. */
export class LeanWatch {
  readonly #world: World;
  readonly #line: FaultLine;
  readonly #router: Router;
  readonly #routes: RoutesLeft;
  readonly #asked: CallRequest[];
  /** Calls that began on the faulty carrier from the fault's start until it was detected. */
  callsUntil = 0;
  detectedAt: Ms | null = null;
  /** Whether any route was suspect while the fault lay. */
  wasSuspect = false;
  /** When a call last went round a good way. */
  #strayedAt = Number.NEGATIVE_INFINITY;

  constructor(world: World, { line, router }: { line: FaultLine; router: Router }) {
    this.#world = world;
    this.#line = line;
    this.#router = router;
    this.#routes = new RoutesLeft(world.trunks.length, line.all);
    this.#asked = world.destinations.map(({ model }) => askFor(world, `${model.prefix}5550100`));
  }

  /** Times traffic left a healthy way, a minute apart at least. */
  get falseOpens(): number {
    return this.#routes.falseOpens;
  }

  /** A call is sent to a trunk first, for that reason. */
  placed(call: Call, { trunk, reason }: { trunk: number; reason: string }, now: Ms): void {
    if (trunk !== call.natural && reason !== COMPARED) this.#left(call, now);
    else if (this.detectedAt === null && this.#isFaulty(trunk, call)) this.callsUntil += 1;
  }

  /** A call goes round its way: where a fault lies a detection, elsewhere a false alarm. */
  #left(call: Call, now: Ms): void {
    this.#routes.left(call.natural, call.destination.index, now);
    if (!this.#isFaulty(call.natural, call)) this.#strayedAt = now;
    else this.#detect(now);
  }

  /** Traffic that was away already by a false alarm has detected nothing. */
  #detect(now: Ms): void {
    const { at = 0 } = this.#world.scenario.faults[0] ?? {};
    if (this.detectedAt === null && this.#strayedAt < at - AWAY_MS) this.detectedAt = now;
  }

  #isFaulty(trunk: number, call: Call): boolean {
    return this.#line.active.some((state) => lies(state, trunk, call.destination.index));
  }

  /** A state has changed: would a call leave the faulty way now? */
  look({ to }: Extract<EngineEffect, { type: 'route-state-changed' }>, now: Ms): void {
    if (this.#line.active.length === 0 || this.detectedAt !== null) return;
    if (to === 'suspect') this.wasSuspect = true;
    const isLeft = this.#asked.some((request, destination) => {
      const [first] = this.#router.decide(request, now).hops;
      if (!first || first.reason.kind === COMPARED) return false;
      const trunk = this.#world.trunkIndex.get(first.trunkId) ?? 0;
      return !this.#line.active.some((state) => lies(state, trunk, destination));
    });
    if (isLeft) this.#detect(now);
  }
}

/** A call to ask a router about: where would it send one now? */
function askFor(world: World, destination: string): CallRequest {
  const [campaign] = world.campaigns;
  return {
    callId: 0,
    accountId: campaign?.numbers.group.account ?? '',
    callerNumber: campaign?.numbers.numbers[0] ?? '',
    destination,
    campaign: campaign?.campaign.id ?? '',
    attemptNumber: 0,
    humanListens: false,
    ringTimeoutMs: 35_000,
  };
}
