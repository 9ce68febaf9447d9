import { type BillableCall, chargeOf } from '@/lib/calls/rules';
import type { Ms } from '@/lib/failover/types';
import type { Numbered } from './spool-segments';
import type { CallPurpose, CallRecord, CallStateName } from './types';

/** What an ended call cost, by the sequence of the record that says so. */
export interface Charge {
  sequence: number;
  accountId: string;
  micros: bigint;
}

/** A call that was placed by an order with an idempotency key. */
export interface KeyedCall {
  key: string;
  accountId: string;
  id: number;
  uuid: string;
  purpose: CallPurpose;
  from: string;
  to: string;
  queuedAt: Ms;
  state: CallStateName;
}

/** Calls with keys that are kept in mind at once, of all accounts. */
export const MOST_KEYED = 20_000;

/** What a call costs with tax, micros; 0 while it lasts. */
export function costMicros(call: BillableCall): bigint {
  const { amountMicros, taxMicros } = chargeOf(call);
  return amountMicros + taxMicros;
}

/**
 * What a process must know of calls that an earlier one recorded: what they cost, for balances may not hold it yet,
 * and by which keys they were placed. It comes from the records that are still on disk.
 */
export class EarlierCalls {
  readonly #charges = new Map<number, Charge>();
  readonly #keyed = new Map<number, KeyedCall>();

  get charges(): Iterable<Charge> {
    return this.#charges.values();
  }

  /** Oldest first. */
  get keyed(): Iterable<KeyedCall> {
    return this.#keyed.values();
  }

  observe({ sequence, record }: Numbered): void {
    if (record.type !== 'call') return;
    const { call } = record;
    this.#charge(sequence, call);
    if (call.idempotencyKey !== undefined) this.#remember(call, call.idempotencyKey);
  }

  /** A call costs what its first record with an end says. */
  #charge(sequence: number, call: CallRecord): void {
    if (call.endedAt === null || this.#charges.has(call.id)) return;
    const micros = costMicros({ ...call, rateMicros: BigInt(call.rateMicros) });
    if (micros > 0n) this.#charges.set(call.id, { sequence, accountId: call.accountId, micros });
  }

  #remember(call: CallRecord, key: string): void {
    const { accountId, id, uuid, purpose, fromNumber: from, toNumber: to, queuedAt, state } = call;
    this.#keyed.set(id, { key, accountId, id, uuid, purpose, from, to, queuedAt, state });
    const [oldest] = this.#keyed.keys();
    if (this.#keyed.size > MOST_KEYED && oldest !== undefined) this.#keyed.delete(oldest);
  }
}
