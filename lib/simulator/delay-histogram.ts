/** Buckets to the ms below 64 ms, then 32 a doubling: an error of at most 3 %, in 4 KB whatever is counted. */
const EXACT = 64;
const PER_DOUBLING = 32;
const DOUBLINGS = 26;

/** Counts delays in whole ms and answers with quantiles. Memory does not grow. */
export class DelayHistogram {
  readonly #counts = new Float64Array(EXACT + DOUBLINGS * PER_DOUBLING);
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(ms: number): void {
    const bucket = bucketOf(ms < 0 ? 0 : ms);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total += 1;
  }

  /** The delay that `portion` of the counted do not exceed, ms; 0 when nothing was counted. */
  quantile(portion: number): number {
    let left = Math.ceil(portion * this.#total);
    if (left <= 0) return 0;
    for (let bucket = 0; bucket < this.#counts.length; bucket += 1) {
      left -= this.#counts[bucket] ?? 0;
      if (left <= 0) return lowest(bucket);
    }
    return lowest(this.#counts.length - 1);
  }
}

function bucketOf(ms: number): number {
  const whole = Math.min(ms | 0, 0x7fffffff);
  if (whole < EXACT) return whole;
  const doubling = 31 - Math.clz32(whole) - 6;
  const within = (whole >>> (doubling + 1)) - PER_DOUBLING;
  return Math.min(EXACT + doubling * PER_DOUBLING + within, EXACT + DOUBLINGS * PER_DOUBLING - 1);
}

function lowest(bucket: number): number {
  if (bucket < EXACT) return bucket;
  const doubling = Math.floor((bucket - EXACT) / PER_DOUBLING);
  return (PER_DOUBLING + ((bucket - EXACT) % PER_DOUBLING)) * 2 ** (doubling + 1);
}
