import type { CampaignModel } from './world';

/** Weight of one outcome in the machine's own estimate of how many callees answer. */
const LEARNING = 0.01;

/** Agents of a campaign and the dialling machine that feeds them. */
export class Agents {
  readonly everyMs: number;
  #busy = 0;
  #lines = 0;
  #waitedMs = 0;
  #since: number;
  /** Nobody works after this. */
  readonly #end: number;
  #expected: number;
  /** Below this the machine does not believe its own estimate: it would call too many when things get better. */
  readonly #least: number;
  readonly #agents: number;
  readonly #ratio: number;

  constructor(pacing: NonNullable<CampaignModel['campaign']['pacing']>, campaign: CampaignModel, end: number) {
    this.#end = end;
    this.#agents = pacing.agents;
    this.#ratio = pacing.ratio;
    this.everyMs = pacing.every;
    this.#expected = campaign.campaign.callees.answered;
    this.#least = this.#expected / 2;
    this.#since = campaign.campaign.from;
  }

  /** How many calls to place now: enough answers for the free agents, less what is already ringing. */
  wanted(): number {
    const free = this.#agents - this.#busy;
    return Math.max(0, Math.floor((this.#ratio * free) / Math.max(this.#least, this.#expected)) - this.#lines);
  }

  dialled(): void {
    this.#lines += 1;
  }

  /** A call was answered or came to nothing; the estimate follows slowly. */
  settled(isAnswered: boolean): void {
    this.#lines -= 1;
    this.#expected += LEARNING * ((isAnswered ? 1 : 0) - this.#expected);
  }

  /** Gives an answered call an agent; false when none is free. */
  take(now: number): boolean {
    this.#count(now);
    if (this.#busy >= this.#agents) return false;
    this.#busy += 1;
    return true;
  }

  release(now: number): void {
    this.#count(now);
    this.#busy -= 1;
  }

  /** What all agents together have waited by the campaign's end, ms. */
  waitedMs(): number {
    this.#count(this.#end);
    return this.#waitedMs;
  }

  #count(now: number): void {
    const until = Math.min(now, this.#end);
    this.#waitedMs += (this.#agents - this.#busy) * Math.max(0, until - this.#since);
    this.#since = Math.max(this.#since, until);
  }
}
