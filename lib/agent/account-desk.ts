import type { Ms } from '@/lib/failover/types';
import { type Charge, costMicros } from './earlier-calls';
import { withTax } from './held-tables';
import type { CallFacts, LiveCall } from './live-call';
import type { CallingAccount } from './types';

/** Whether a call counts against the account's limits; traffic has limits of its own, and proofs are ours. */
export function isLimited({ purpose }: Pick<CallFacts, 'purpose'>): boolean {
  return purpose === 'customer' || purpose === 'test';
}

interface Desk {
  inProgress: number;
  /** Calls that wait for their turn, first come first. */
  waiting: LiveCall[];
  /** Calls that may begin now: a bucket of one second's worth. */
  tokens: number;
  filledAt: Ms;
  /** A minute of each call in progress. */
  reservedMicros: bigint;
  /** What ended calls cost that the balance does not know of yet, by the sequence of their records. */
  charges: Charge[];
  /** Their sum. */
  chargedMicros: bigint;
}

/** What each account has in progress, waiting and spent: its limits are kept here, without the database. */
export class AccountDesk {
  readonly #desks = new Map<string, Desk>();

  /** @param earlier what calls of before this process cost; it counts until balances hold it */
  constructor(earlier: Iterable<Charge>) {
    for (const charge of earlier) this.#charge(charge);
  }

  inProgress(accountId: string): number {
    return this.#desk(accountId).inProgress;
  }

  get queued(): number {
    let sum = 0;
    for (const { waiting } of this.#desks.values()) sum += waiting.length;
    return sum;
  }

  waiting(accountId: string): number {
    return this.#desk(accountId).waiting.length;
  }

  /** What the account may still spend, calls in progress counted with one minute each. */
  creditMicros({ id, availableMicros }: CallingAccount): bigint {
    const { reservedMicros, chargedMicros } = this.#desk(id);
    return availableMicros - reservedMicros - chargedMicros;
  }

  /** Balances have been read again: what they hold of our records, up to that sequence, is forgotten. */
  balancesRead(written: number): void {
    for (const desk of this.#desks.values()) {
      desk.charges = desk.charges.filter(({ sequence }) => sequence > written);
      desk.chargedMicros = desk.charges.reduce((sum, { micros }) => sum + micros, 0n);
    }
  }

  /** Takes one of the account's starts; when there is none answers after how many ms there will be one, else 0. */
  takeStart({ id, callsPerSecond }: CallingAccount, now: Ms): Ms {
    const desk = this.#desk(id);
    const burst = Math.max(1, callsPerSecond);
    desk.tokens = Math.min(burst, desk.tokens + ((now - desk.filledAt) * callsPerSecond) / 1_000);
    desk.filledAt = now;
    if (desk.tokens < 1) return Math.max(1, Math.ceil(((1 - desk.tokens) * 1_000) / callsPerSecond));
    desk.tokens -= 1;
    return 0;
  }

  queue(call: LiveCall): void {
    this.#desk(call.facts.accountId).waiting.push(call);
  }

  /** The account's call that waits longest; undefined when none does. */
  nextQueued(accountId: string): LiveCall | undefined {
    return this.#desk(accountId).waiting.shift();
  }

  /** Takes a call out of the queue; false when it does not wait. */
  unqueue(call: LiveCall): boolean {
    const desk = this.#desk(call.facts.accountId);
    const before = desk.waiting.length;
    desk.waiting = desk.waiting.filter((other) => other !== call);
    return desk.waiting.length < before;
  }

  began({ facts }: LiveCall): void {
    const desk = this.#desk(facts.accountId);
    if (isLimited(facts)) desk.inProgress += 1;
    desk.reservedMicros += withTax(facts.rateMicros, facts);
  }

  /** The call is over, which the record of that sequence says: its minute is given back, what it cost is kept in mind. */
  ended({ facts, answeredAt, endedAt }: LiveCall, sequence: number): void {
    const desk = this.#desk(facts.accountId);
    if (isLimited(facts)) desk.inProgress -= 1;
    desk.reservedMicros -= withTax(facts.rateMicros, facts);
    const micros = costMicros({ ...facts, answeredAt, endedAt });
    if (micros > 0n) this.#charge({ sequence, accountId: facts.accountId, micros });
  }

  #charge(charge: Charge): void {
    const desk = this.#desk(charge.accountId);
    desk.charges.push(charge);
    desk.chargedMicros += charge.micros;
  }

  #desk(accountId: string): Desk {
    const known = this.#desks.get(accountId);
    if (known) return known;
    const desk: Desk = {
      ...{ inProgress: 0, waiting: [], tokens: 1, filledAt: 0 },
      ...{ reservedMicros: 0n, charges: [], chargedMicros: 0n },
    };
    this.#desks.set(accountId, desk);
    return desk;
  }
}
