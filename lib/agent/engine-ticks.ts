import type { EngineEvent, Ms, Router } from '@/lib/failover/types';
import { type Agenda, EVENT } from '@/lib/simulator/clockwork';

const TICK: EngineEvent = { type: 'tick' };
const NEVER = Number.POSITIVE_INFINITY;

/** Gives the engine its ticks at the moments it asks for. */
export class EngineTicks {
  readonly #router: Router;
  readonly #pump: Agenda & { readonly now: Ms };
  #at: Ms = NEVER;

  constructor(router: Router, pump: Agenda & { readonly now: Ms }) {
    this.#router = router;
    this.#pump = pump;
  }

  /** Queues the next one; to be called after whatever the engine was told. */
  queue(): void {
    const wanted = this.#router.nextTickAt(this.#pump.now);
    if (wanted >= this.#at || wanted === NEVER) return;
    this.#at = Math.max(this.#pump.now, Math.ceil(wanted));
    this.#pump.add(this.#at, EVENT.tick, 0, 0);
  }

  due(now: Ms): void {
    // An earlier tick was asked for after this one was queued: that one has been served.
    if (now < this.#at) return;
    this.#at = NEVER;
    if (this.#router.nextTickAt(now) <= now) this.#router.observe(TICK, now);
  }
}
