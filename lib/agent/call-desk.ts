import { randomUUID } from 'node:crypto';
import { type CallCheck, type CallRefusal, checkCall } from '@/lib/calls/check-call';
import { parseDialled } from '@/lib/phone';
import { AccountDesk, isLimited } from './account-desk';
import { AGENT_EVENT } from './agent-events';
import type { CallIds } from './call-ids';
import { type HeldTables, withTax } from './held-tables';
import { type CallFacts, LiveCall } from './live-call';
import type { CallOrder, EndOrder, Placed } from './orders';
import type { Pump } from './pump';
import type { SandboxWorld } from './sandbox/world';
import type { Switchboard } from './switchboard';
import type { CallingAccount, CallingNumber, Records } from './types';

/** Calls of one account that may wait for their turn. */
const MOST_WAITING = 10_000;

interface CallDeskParts {
  pump: Pump;
  ids: CallIds;
  records: Records;
  switchboard: Switchboard;
  tables(): HeldTables;
  world: SandboxWorld;
}

type Refused = Extract<Placed, { ok: false }>;

interface Checked {
  order: CallOrder;
  account: CallingAccount;
  number: CallingNumber;
  from: string;
  to: string;
  rateMicros: bigint;
}

function refused(refusal: Omit<CallRefusal, 'hangupCode'>, extra: Partial<Refused> = {}): Refused {
  return { ok: false, sentence: refusal.sentence, field: refusal.field, hangupCode: null, uuid: null, ...extra };
}

/** Takes orders for calls: checks them against tables and limits in memory, lets them wait, begins and ends them. */
export class CallDesk {
  readonly accounts = new AccountDesk();
  readonly #parts: CallDeskParts;
  readonly #byUuid = new Map<string, LiveCall>();
  /** Accounts with a start planned. */
  readonly #planned = new Set<string>();
  /** What the numbers of events stand for. */
  readonly #accountIds: string[] = [];

  constructor(parts: CallDeskParts) {
    this.#parts = parts;
  }

  /** Places a call, or says in one sentence why not. Whoever calls has caught up with time. */
  place(order: CallOrder): Placed {
    if (this.#parts.records.isFull)
      return refused({
        sentence: 'Calls cannot be recorded at present, so none is placed: the agent’s spool is full. Try again later.',
        field: null,
      });
    const checked = this.#check(order);
    if ('ok' in checked) return checked;
    const call = this.#make(checked);
    return this.#admit(call, checked);
  }

  #check(order: CallOrder): Checked | Placed {
    const tables = this.#parts.tables();
    const account = tables.accounts.get(order.accountId);
    if (!account) return refused({ sentence: 'This account has no number to call from.', field: null });
    const from = parseDialled(order.from);
    const number = from === null ? undefined : tables.numbers.get(from);
    const to = parseDialled(order.to);
    if (order.purpose === 'proof') return this.#checkProof({ order, account, number });
    const rateMicros = order.purpose === 'traffic' ? 0n : to === null ? null : tables.rateMicros(to, account.currency);
    const refusal = checkCall(this.#facts({ order, account, from, to, number, rateMicros }));
    if (refusal && refusal.hangupCode === null) return refused(refusal);
    if (number === undefined || from === null || to === null) return refused(refusal ?? NOBODY);
    const checked = { order, account, number, from, to, rateMicros: rateMicros ?? 0n };
    return refusal ? this.#fail(checked, refusal) : checked;
  }

  #facts(given: {
    order: CallOrder;
    account: CallingAccount;
    from: string | null;
    to: string | null;
    number: CallingNumber | undefined;
    rateMicros: bigint | null;
  }): CallCheck {
    const { order, account, from, to, number, rateMicros } = given;
    const other = number?.fallback?.number;
    return {
      accountId: order.accountId,
      from,
      to,
      number: number ?? null,
      fallback: other ? { number: other, block: this.#parts.tables().numbers.get(other)?.block ?? null } : null,
      minuteMicros: rateMicros === null ? null : withTax(rateMicros, account),
      creditMicros: this.accounts.creditMicros(account),
      inProgress: isLimited(order) ? this.accounts.inProgress(order.accountId) : 0,
      concurrentCalls: account.concurrentCalls,
    };
  }

  /** A pair is proved by a call from its fallback number to its primary number, over the fallback's carrier. */
  #checkProof({
    order,
    account,
    number,
  }: {
    order: CallOrder;
    account: CallingAccount;
    number: CallingNumber | undefined;
  }): Checked | Placed {
    if (number?.accountId !== order.accountId || !number.fallback)
      return refused({ sentence: 'This number has no active fallback that could be tested.', field: 'from' });
    // Proofs are free, so each pair has one at a time: who asks for another is shown the one under way.
    const { pairId } = number.fallback;
    const running = [...this.#byUuid.values()].find(({ facts }) => facts.pairId === pairId);
    if (running) return { ok: true, uuid: running.facts.uuid, id: running.facts.id, state: running.state };
    return { order, account, number, from: number.fallback.number, to: number.number, rateMicros: 0n };
  }

  /** The order is recorded as a call that failed, and refused. */
  #fail(checked: Checked, refusal: CallRefusal): Refused {
    const call = this.#make(checked);
    const code = refusal.hangupCode ?? 5010;
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
    this.#parts.records.write({ type: 'call', call: call.record() });
  }

  #make({ order, account, number, from, to, rateMicros }: Checked): LiveCall {
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
    };
    return new LiveCall(facts, world);
  }

  #admit(call: LiveCall, { account }: Checked): Placed {
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
      if (call) this.#startQueued(call, account);
    }
  }

  /** Much may have changed while it waited: numbers, money, calls in progress. */
  #startQueued(call: LiveCall, account: CallingAccount | undefined): void {
    const { from, to, purpose, accountId, rateMicros } = call.facts;
    const number = this.#parts.tables().numbers.get(from);
    const order = { accountId, purpose, from, to, ringTimeoutSeconds: 0, timeLimitSeconds: 0 };
    const refusal = account
      ? checkCall(
          this.#facts({
            order: { ...order, humanListens: false, campaign: '', attemptNumber: 0 },
            account,
            from,
            to,
            number,
            rateMicros,
          }),
        )
      : NOBODY;
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

const NOBODY: CallRefusal = { sentence: 'This account cannot place calls.', field: null, hangupCode: null };
