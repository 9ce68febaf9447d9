import { randomUUID } from 'node:crypto';
import type { CallRefusal } from '@/lib/calls/check-call';
import { AccountDesk, isLimited } from './account-desk';
import { AGENT_EVENT } from './agent-events';
import type { CallIds } from './call-ids';
import type { EarlierCalls } from './earlier-calls';
import type { HeldTables } from './held-tables';
import { type CallFacts, LiveCall } from './live-call';
import { type CheckedOrder, OrderCheck } from './order-check';
import { OrderKeys } from './order-keys';
import type { CallOrder, EndOrder, Placed } from './orders';
import type { Pump } from './pump';
import { RefusalLimit } from './refusal-limit';
import type { SandboxWorld } from './sandbox/world';
import type { Switchboard } from './switchboard';
import type { Records } from './types';

/** Calls of one account that may wait for their turn. */
const MOST_WAITING = 10_000;

interface CallDeskParts {
  pump: Pump;
  ids: CallIds;
  records: Records;
  switchboard: Switchboard;
  tables(): HeldTables;
  world: SandboxWorld;
  earlier: Pick<EarlierCalls, 'charges' | 'keyed'>;
}

type Refused = Extract<Placed, { ok: false }>;

function refused(refusal: Omit<CallRefusal, 'hangupCode'>, extra: Partial<Refused> = {}): Refused {
  return { ok: false, sentence: refusal.sentence, field: refusal.field, hangupCode: null, uuid: null, ...extra };
}

/** Takes orders for calls: checks them against tables and limits in memory, lets them wait, begins and ends them. */
export class CallDesk {
  readonly accounts: AccountDesk;
  readonly refusals = new RefusalLimit();
  readonly #check: OrderCheck;
  readonly #keys: OrderKeys;
  readonly #parts: CallDeskParts;
  readonly #byUuid = new Map<string, LiveCall>();
  /** Accounts with a start planned. */
  readonly #planned = new Set<string>();
  /** What the numbers of events stand for. */
  readonly #accountIds: string[] = [];

  constructor(parts: CallDeskParts) {
    this.#parts = parts;
    this.accounts = new AccountDesk(parts.earlier.charges);
    this.#check = new OrderCheck(parts.tables, this.accounts);
    this.#keys = new OrderKeys(parts.earlier.keyed);
  }

  /** Places a call, or says in one sentence why not. Whoever calls has caught up with time. */
  place(order: CallOrder): Placed {
    const { records, pump } = this.#parts;
    const repeated = this.#keys.find(order, pump.now);
    if (repeated === 'other')
      return refused(
        { sentence: 'This idempotency key has placed another call. Give each call a key of its own.', field: null },
        { field: 'idempotencyKey' },
      );
    if (repeated) return { ok: true, ...repeated, state: this.find(repeated.uuid)?.state ?? repeated.state };
    if (records.isFull)
      return refused({
        sentence: 'Calls cannot be recorded at present, so none is placed: the agent’s spool is full. Try again later.',
        field: null,
      });
    const { refusal, checked } = this.#check.order(order);
    if (refusal) return checked ? this.#fail(checked, refusal) : refused(refusal);
    const running = this.#runningProof(checked);
    if (running) return running;
    const call = this.#make(checked);
    const placed = this.#admit(call, checked);
    if (placed.ok) this.#keys.placed(call);
    return placed;
  }

  /** Proofs are free, so each pair has one at a time: who asks for another is shown the one under way. */
  #runningProof({ order, number }: CheckedOrder): Placed | null {
    if (order.purpose !== 'proof') return null;
    const pairId = number.fallback?.pairId;
    const running = [...this.#byUuid.values()].find(({ facts }) => facts.pairId === pairId);
    return running ? { ok: true, uuid: running.facts.uuid, id: running.facts.id, state: running.state } : null;
  }

  /** Whether an account may call from a number, wherever the call is placed; null when it may. */
  refusalOf(accountId: string, from: string): CallRefusal | null {
    return this.#check.caller(accountId, from);
  }

  /** The order is refused, and recorded as a call that failed unless its account has many such already. */
  #fail(checked: CheckedOrder, refusal: CallRefusal): Refused {
    const code = refusal.hangupCode ?? 5010;
    if (!this.refusals.mayRecord(checked.account.id)) return refused(refusal, { hangupCode: code });
    // Its key has placed nothing.
    const call = this.#make({ ...checked, order: { ...checked.order, idempotencyKey: null } });
    this.#endUnbegun(call, { state: 'failed', code, source: 'platform' });
    return refused(refusal, { hangupCode: code, uuid: call.facts.uuid });
  }

  #endUnbegun(
    call: LiveCall,
    { state, code, source }: { state: 'failed' | 'canceled'; code: number; source: 'platform' | 'api_request' },
  ): void {
    call.state = state;
    call.hangup = { code, source };
    call.endedAt = this.#parts.pump.now;
    this.#byUuid.delete(call.facts.uuid);
    this.#keys.changed(call);
    this.#parts.records.write({ type: 'call', call: call.record() });
  }

  #make({ order, account, number, from, to, rateMicros }: CheckedOrder): LiveCall {
    const { pump, ids, world } = this.#parts;
    const facts: CallFacts = {
      id: ids.next(pump.now),
      uuid: randomUUID(),
      accountId: order.accountId,
      purpose: order.purpose,
      from,
      to,
      rentalId: number.rentalId,
      currency: account.currency,
      rateMicros,
      taxBasisPoints: account.taxBasisPoints,
      queuedAt: pump.now,
      ringTimeoutMs: order.ringTimeoutSeconds * 1_000,
      timeLimitMs: order.timeLimitSeconds * 1_000,
      humanListens: order.humanListens,
      campaign: order.campaign,
      attemptNumber: order.attemptNumber,
      pairId: order.purpose === 'proof' ? (number.fallback?.pairId ?? null) : null,
      idempotencyKey: order.idempotencyKey,
    };
    return new LiveCall(facts, world);
  }

  #admit(call: LiveCall, { account }: CheckedOrder): Placed {
    const { facts } = call;
    const hasLimits = isLimited(facts);
    const { uuid, id } = facts;
    if (hasLimits && this.accounts.waiting(facts.accountId) >= MOST_WAITING)
      return refused({
        sentence: `${MOST_WAITING} calls of this account wait for their turn already. Try again later.`,
        field: null,
      });
    this.#byUuid.set(uuid, call);
    const mustWait = hasLimits && this.accounts.waiting(facts.accountId) > 0;
    const waitMs = !hasLimits ? 0 : mustWait ? 1 : this.accounts.takeStart(account, this.#parts.pump.now);
    if (waitMs === 0) this.#begin(call);
    else {
      this.accounts.queue(call);
      this.#parts.records.write({ type: 'call', call: call.record() });
      this.#planStart(facts.accountId, waitMs);
    }
    return { ok: true, uuid, id, state: call.state };
  }

  #planStart(accountId: string, waitMs: number): void {
    if (this.#planned.has(accountId)) return;
    this.#planned.add(accountId);
    const known = this.#accountIds.indexOf(accountId);
    const place = known >= 0 ? known : this.#accountIds.push(accountId) - 1;
    this.#parts.pump.add(this.#parts.pump.now + waitMs, AGENT_EVENT.start, place, 0);
  }

  /** The account whose number the event bears may begin as many of its waiting calls as its limit allows. */
  startDue(place: number): void {
    const accountId = this.#accountIds[place] ?? '';
    this.#planned.delete(accountId);
    while (this.accounts.waiting(accountId) > 0) {
      const account = this.#parts.tables().accounts.get(accountId);
      const waitMs = account ? this.accounts.takeStart(account, this.#parts.pump.now) : 0;
      if (waitMs > 0) {
        this.#planStart(accountId, waitMs);
        return;
      }
      const call = this.accounts.nextQueued(accountId);
      if (call) this.#startQueued(call);
    }
  }

  #startQueued(call: LiveCall): void {
    const refusal = this.#check.turn(call);
    if (refusal) this.#endUnbegun(call, { state: 'failed', code: refusal.hangupCode ?? 3040, source: 'platform' });
    else this.#begin(call);
  }

  #begin(call: LiveCall): void {
    this.accounts.began(call);
    this.#parts.switchboard.begin(call);
  }

  /** A call that had begun is over. */
  ended(call: LiveCall, sequence: number): void {
    this.accounts.ended(call, sequence);
    this.#keys.changed(call);
    this.#byUuid.delete(call.facts.uuid);
  }

  find(uuid: string): LiveCall | undefined {
    return this.#byUuid.get(uuid);
  }

  /** Ends a call of the account: cancels it while it waits, hangs up otherwise; false when there is none such. */
  end({ uuid, accountId, onlyQueued }: EndOrder): boolean {
    const call = this.find(uuid);
    if (call?.facts.accountId !== accountId || (onlyQueued && call.state !== 'queued')) return false;
    call.ownEnd = 'api-request';
    if (call.state === 'queued') {
      this.accounts.unqueue(call);
      this.#endUnbegun(call, { state: 'canceled', code: 1000, source: 'api_request' });
    } else this.#parts.switchboard.hangUp(call);
    return true;
  }

  /** Ends every call, waiting ones included, as cut off now with that hangup cause. */
  cutOff(code: number): void {
    const endedAt = this.#parts.pump.now;
    for (const call of this.#byUuid.values()) {
      call.state = call.answeredAt === null ? 'failed' : 'completed';
      call.hangup = { code, source: 'error' };
      call.endedAt = endedAt;
      for (const hop of call.hops) hop.endedAt ??= endedAt;
      this.#parts.records.write({ type: 'call', call: call.record() });
    }
    this.#byUuid.clear();
  }

  /** A call has talked as long as it may. */
  timeIsUp(id: number): void {
    const call = this.#parts.switchboard.byId(id);
    if (!call || call.isEnded) return;
    call.ownEnd = 'time-limit';
    this.#parts.switchboard.hangUp(call);
  }
}
