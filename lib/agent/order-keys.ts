import type { Ms } from '@/lib/failover/types';
import { parseDialled } from '@/lib/phone';
import { type KeyedCall, MOST_KEYED } from './earlier-calls';
import type { LiveCall } from './live-call';
import type { CallOrder } from './orders';

/** An order is given again soon or never. */
const KEPT_MS = 600_000;

function isSame({ purpose, from, to }: CallOrder, call: KeyedCall): boolean {
  if (purpose !== call.purpose) return false;
  // A proof names the pair's primary number, which is the number it calls.
  if (purpose === 'proof') return parseDialled(from) === call.to;
  return parseDialled(from) === call.from && parseDialled(to) === call.to;
}

/**
 * Which calls were placed by which idempotency keys: for ten minutes and 20,000 calls, whichever is less. Refusals are
 * not remembered, for nothing was done.
 */
export class OrderKeys {
  /** Oldest first. */
  readonly #calls = new Map<string, KeyedCall>();

  constructor(earlier: Iterable<KeyedCall>) {
    for (const call of earlier) this.#calls.set(`${call.accountId} ${call.key}`, call);
  }

  /** The call that this order has placed already; null when there is none, `other` when its key placed another call. */
  find(order: CallOrder, now: Ms): Pick<KeyedCall, 'uuid' | 'id' | 'state'> | 'other' | null {
    if (order.idempotencyKey === null) return null;
    this.#forget(now);
    const call = this.#calls.get(`${order.accountId} ${order.idempotencyKey}`);
    if (!call) return null;
    const { uuid, id, state } = call;
    return isSame(order, call) ? { uuid, id, state } : 'other';
  }

  placed({ facts, state }: LiveCall): void {
    const { idempotencyKey: key, accountId, id, uuid, purpose, from, to, queuedAt } = facts;
    if (key === null) return;
    this.#calls.set(`${accountId} ${key}`, { key, accountId, id, uuid, purpose, from, to, queuedAt, state });
    this.#forget(queuedAt);
  }

  /** The call has another state. */
  changed({ facts, state }: LiveCall): void {
    if (facts.idempotencyKey === null) return;
    const call = this.#calls.get(`${facts.accountId} ${facts.idempotencyKey}`);
    if (call?.id === facts.id) call.state = state;
  }

  #forget(now: Ms): void {
    for (const [key, { queuedAt }] of this.#calls) {
      if (this.#calls.size <= MOST_KEYED && queuedAt >= now - KEPT_MS) return;
      this.#calls.delete(key);
    }
  }
}
