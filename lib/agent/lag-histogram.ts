/** Beyond this lateness is counted as this much. */
const MOST_MS = 10_000;

/** How late events were handled, in whole ms. */
export class LagHistogram {
  readonly #counts = new Float64Array(MOST_MS + 1);
  #total = 0;

  add(lateMs: number): void {
    const place = Math.min(MOST_MS, Math.max(0, Math.round(lateMs)));
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#total += 1;
  }

  get total(): number {
    return this.#total;
  }

  /** The lateness that this share of the events stayed within, ms. */
  quantile(share: number): number {
    let left = share * this.#total;
    for (let place = 0; place <= MOST_MS; place += 1) {
      left -= this.#counts[place] ?? 0;
      if (left <= 0) return place;
    }
    return MOST_MS;
  }

  /** Forgets what was counted. */
  reset(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }
}
