import { type CallCheck, type CallRefusal, checkCall, checkCaller } from '@/lib/calls/check-call';
import { parseDialled } from '@/lib/phone';
import { type AccountDesk, isLimited } from './account-desk';
import { type HeldTables, withTax } from './held-tables';
import type { LiveCall } from './live-call';
import type { CallOrder } from './orders';
import type { CallingAccount, CallingNumber } from './types';

/** An order with what tables say of it. */
export interface CheckedOrder {
  order: CallOrder;
  account: CallingAccount;
  number: CallingNumber;
  from: string;
  to: string;
  rateMicros: bigint;
}

/** What came of a check: a call may be made of it, or it is refused; a refusal with `checked` can be recorded as a call. */
export type Verdict = { refusal: null; checked: CheckedOrder } | { refusal: CallRefusal; checked: CheckedOrder | null };

interface Known {
  order: Pick<CallOrder, 'accountId' | 'purpose'>;
  account: CallingAccount;
  from: string | null;
  to: string | null;
  number: CallingNumber | undefined;
  rateMicros: bigint | null;
}

const NOBODY: CallRefusal = { sentence: 'This account cannot place calls.', field: null, hangupCode: null };

function refuse(sentence: string, field: CallRefusal['field']): Verdict {
  return { refusal: { sentence, field, hangupCode: null }, checked: null };
}

/** Checks orders against tables and limits in memory. */
export class OrderCheck {
  readonly #tables: () => HeldTables;
  readonly #accounts: AccountDesk;

  constructor(tables: () => HeldTables, accounts: AccountDesk) {
    this.#tables = tables;
    this.#accounts = accounts;
  }

  order(order: CallOrder): Verdict {
    const tables = this.#tables();
    const account = tables.accounts.get(order.accountId);
    if (!account) return refuse('This account has no number to call from.', null);
    const from = parseDialled(order.from);
    const number = from === null ? undefined : tables.numbers.get(from);
    const to = parseDialled(order.to);
    if (order.purpose === 'proof') return proofOf(order, account, number);
    const rateMicros = order.purpose === 'traffic' ? 0n : to === null ? null : tables.rateMicros(to, account.currency);
    const refusal = checkCall(this.#facts({ order, account, from, to, number, rateMicros }));
    if (number === undefined || from === null || to === null) return { refusal: refusal ?? NOBODY, checked: null };
    const checked = { order, account, number, from, to, rateMicros: rateMicros ?? 0n };
    if (!refusal) return { refusal, checked };
    return { refusal, checked: refusal.hangupCode === null ? null : checked };
  }

  /** A call's turn has come: much may have changed while it waited: numbers, money, calls in progress. */
  turn({ facts }: LiveCall): CallRefusal | null {
    const { from, to, accountId, rateMicros } = facts;
    const account = this.#tables().accounts.get(accountId);
    if (!account) return NOBODY;
    const number = this.#tables().numbers.get(from);
    return checkCall(this.#facts({ order: facts, account, from, to, number, rateMicros }));
  }

  /** Whether an account may call from a number, wherever the call is placed. */
  caller(accountId: string, from: string): CallRefusal | null {
    const number = this.#tables().numbers.get(from);
    return checkCaller({ accountId, from, number: number ?? null, fallback: this.#fallbackOf(number) });
  }

  #fallbackOf(number: CallingNumber | undefined): CallCheck['fallback'] {
    const other = number?.fallback?.number;
    return other ? { number: other, block: this.#tables().numbers.get(other)?.block ?? null } : null;
  }

  #facts({ order, account, from, to, number, rateMicros }: Known): CallCheck {
    return {
      accountId: order.accountId,
      from,
      to,
      number: number ?? null,
      fallback: this.#fallbackOf(number),
      minuteMicros: rateMicros === null ? null : withTax(rateMicros, account),
      creditMicros: this.#accounts.creditMicros(account),
      inProgress: isLimited(order) ? this.#accounts.inProgress(order.accountId) : 0,
      concurrentCalls: account.concurrentCalls,
    };
  }
}

/** A pair is proved by a call from its fallback number to its primary number, over the fallback's carrier. */
function proofOf(order: CallOrder, account: CallingAccount, number: CallingNumber | undefined): Verdict {
  if (number?.accountId !== order.accountId || !number.fallback)
    return refuse('This number has no active fallback that could be tested.', 'from');
  const checked = { order, account, number, from: number.fallback.number, to: number.number, rateMicros: 0n };
  return { refusal: null, checked };
}
