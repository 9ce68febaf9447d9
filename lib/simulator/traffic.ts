import { Quantiles } from './distributions';
import { draw, FAMILY, keyHigh, keyLow } from './random';
import type { CampaignModel } from './world';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NEVER = Number.POSITIVE_INFINITY;
const unit = Quantiles.exponential(1);

/** Calls per second from a moment until the next change. */
interface Stretch {
  perSecond: number;
  until: number;
}

/**
 * When the contacts of a campaign are called: a Poisson process under its rate curve. Each gap is drawn by the
 * contact's own key, so that nothing that happens to calls changes who is called when.
 */
export class Arrivals {
  readonly from: number;
  readonly end: number;
  readonly #campaign: CampaignModel;
  readonly #seed: number;
  readonly #startsAt: number;
  #contact = 0;
  /** Finer than a ms, so that rates above 1,000 a second come out right. */
  #at: number;

  constructor(campaign: CampaignModel, scenario: { seed: number; lasts: number; startsAt: number }) {
    this.#campaign = campaign;
    this.#seed = scenario.seed;
    this.#startsAt = scenario.startsAt;
    this.from = campaign.campaign.from;
    this.end = Math.min(campaign.campaign.until ?? scenario.lasts, scenario.lasts);
    this.#at = this.from;
  }

  /** Moment of the next contact in whole ms; Infinity after the last. */
  next(): number {
    const { recorded } = this.#campaign;
    if (recorded) {
      this.#contact += 1;
      return recorded.recording.at[this.#contact - 1] ?? NEVER;
    }
    const family = FAMILY.arrival + (this.#campaign.index + 1) * 16;
    const low = keyLow(this.#seed, family, this.#contact);
    let left = unit.real(draw(low, keyHigh(this.#seed, family, this.#contact), 1));
    this.#contact += 1;
    while (this.#at < this.end) {
      const { perSecond, until } = this.#stretch(this.#at);
      const fits = (perSecond * (until - this.#at)) / 1_000;
      if (left < fits) {
        this.#at += (left * 1_000) / perSecond;
        return Math.floor(this.#at);
      }
      left -= fits;
      this.#at = until;
    }
    return NEVER;
  }

  /** Calls a second at a moment. */
  rateAt(now: number): number {
    return this.#stretch(now).perSecond;
  }

  #stretch(now: number): Stretch {
    const { rate } = this.#campaign.campaign;
    if (typeof rate === 'number') return { perSecond: rate, until: this.end };
    if ('byHour' in rate) {
      const ofDay = (this.#startsAt + now) % DAY;
      const hour = Math.floor(ofDay / HOUR);
      return { perSecond: rate.byHour[hour] ?? 0, until: Math.min(this.end, now + (hour + 1) * HOUR - ofDay) };
    }
    let perSecond = 0;
    for (const step of rate.steps) {
      if (step.at > now) return { perSecond, until: Math.min(this.end, step.at) };
      perSecond = step.perSecond;
    }
    return { perSecond, until: this.end };
  }
}
