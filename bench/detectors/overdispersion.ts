import type { Call } from '@/lib/simulator/call';
import { Quantiles } from '@/lib/simulator/distributions';
import { draw, FAMILY, keyHigh, keyLow } from '@/lib/simulator/random';
import type { World } from '@/lib/simulator/world';

/** How long a stretch of one kind of weather lasts. */
const STRETCH_MS = 300_000;
/** Lognormal: nine in ten stretches lie between 0.44 and 2.3 times the median. */
const failures = Quantiles.lognormal(1, 0.5);
const answers = Quantiles.lognormal(1, 0.08);
/** Mean of that lognormal, so that the long-run failure share stays what the carrier's is. */
const MEAN = Math.exp(0.5 ** 2 / 2);
const BITS = 0x1_0000_0000;

/**
 * Healthy traffic is not one coin: the share of failures and how readily people answer wander from one five minutes
 * to the next, for all carriers' calls alike.
 */
export class Weather {
  readonly #seed: number;
  #stretch = -1;
  #readiness = 1;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Sets the carriers' failure shares for this moment and how readily the call's callee answers. */
  apply(call: Call, world: World, now: number): void {
    const stretch = Math.floor(now / STRETCH_MS);
    if (stretch !== this.#stretch) this.#turn(stretch, world);
    call.readiness *= this.#readiness;
  }

  #turn(stretch: number, world: World): void {
    this.#stretch = stretch;
    const low = keyLow(this.#seed, FAMILY.run, stretch);
    const high = keyHigh(this.#seed, FAMILY.run, stretch);
    this.#readiness = answers.real(draw(low, high, 1));
    for (const trunk of world.trunks)
      trunk.failsBelow = ((trunk.carrier.failureRate * failures.real(draw(low, high, 2 + trunk.index))) / MEAN) * BITS;
  }
}
