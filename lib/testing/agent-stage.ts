import { Agent } from '@/lib/agent/agent';
import type { AgentOptions } from '@/lib/agent/agent-options';
import { type CallOrder, callOrder } from '@/lib/agent/orders';
import type { Timing } from '@/lib/agent/timing';
import type {
  ActiveFault,
  AgentRecord,
  AgentTables,
  CallingAccount,
  CallingNumber,
  CallRecord,
  Records,
} from '@/lib/agent/types';
import type { Ms } from '@/lib/failover/types';

/** A moment in 2026, as every test of the agent begins. */
export const STAGE_START = Date.UTC(2026, 5, 15, 9, 0, 0);

/** Time that stands still until it is told to move; what is due then happens in order. */
export class VirtualTiming implements Timing {
  #now: Ms;
  #timers: { at: Ms; work: () => void }[] = [];

  constructor(start: Ms = STAGE_START) {
    this.#now = start;
  }

  now(): Ms {
    return this.#now;
  }

  after(delayMs: Ms, work: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, delayMs), work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Time goes on and no timer comes: a process that was held up. */
  set(at: Ms): void {
    this.#now = at;
  }

  advance(ms: Ms): void {
    const until = this.#now + ms;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.work();
    }
    this.#now = until;
  }

  #next(until: Ms) {
    const due = this.#timers.filter(({ at }) => at <= until);
    return due.toSorted((one, other) => one.at - other.at)[0];
  }
}

/** Records kept in a list. */
export class ListedRecords implements Records {
  readonly list: AgentRecord[] = [];
  isFull = false;

  write(record: AgentRecord): number {
    return this.list.push(record);
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  of<Type extends AgentRecord['type']>(type: Type): Extract<AgentRecord, { type: Type }>[] {
    return this.list.filter((record): record is Extract<AgentRecord, { type: Type }> => record.type === type);
  }

  /** The latest record of each call. */
  calls(): CallRecord[] {
    return [...new Map(this.of('call').map(({ call }) => [call.id, call])).values()];
  }
}

export const MUMBAI = '912248880000';
export const FALLBACK = '912261110000';
export const NEW_YORK = '12125550100';
export const CALLEE = '919876543210';

export function anAccount(changes: Partial<CallingAccount> = {}): CallingAccount {
  return {
    id: 'acc_one',
    currency: 'INR',
    availableMicros: 1_000_000_000n,
    callsPerSecond: 2,
    concurrentCalls: 50,
    taxBasisPoints: 1_800,
    ...changes,
  };
}

function aNumber(number: string, carrier: string | null, changes: Partial<CallingNumber> = {}): CallingNumber {
  return {
    number,
    accountId: 'acc_one',
    tied: carrier !== null,
    carrierId: carrier ?? 'atlantic',
    trunkIds: carrier === null ? [] : [`${carrier}-1`],
    fallback: null,
    rentalId: `num_${number}`,
    countryIso: carrier === null ? 'US' : 'IN',
    block: null,
    ...changes,
  };
}

/** Tables of an India number with an active pair, a US number, and three carriers of the sandbox. */
export function stageTables(changes: Partial<AgentTables> = {}): AgentTables {
  const carriers = ['meridian', 'sagar', 'atlantic'];
  return {
    source: {
      trunks: carriers.map((carrierId) => ({
        ...{ id: `${carrierId}-1`, carrierId, failureDomains: [carrierId], transport: 'udp' as const },
        ...{ maxChannels: null, maxCps: null, capabilities: [], outcomeOverrides: [] },
      })),
      routes: [
        ...['meridian-1', 'sagar-1'].map((trunkId) => aRoute('91', trunkId)),
        ...['atlantic-1', 'sagar-1'].map((trunkId) => aRoute('1', trunkId)),
      ],
    },
    numbers: [
      aNumber(MUMBAI, 'meridian', {
        fallback: {
          ...{ pairId: 'par_one', number: FALLBACK, carrierId: 'sagar', trunkIds: ['sagar-1'] },
          ...{ proof: 'proven', manualFailback: false },
        },
      }),
      aNumber(FALLBACK, 'sagar'),
      aNumber(NEW_YORK, null),
    ],
    accounts: [anAccount()],
    rates: [
      { prefix: '91', destination: 'India', inrMicros: 500_000n, usdMicros: 6_000n },
      { prefix: '1', destination: 'United States', inrMicros: 900_000n, usdMicros: 11_000n },
    ],
    trunks: carriers.map((carrierId, index) => ({
      ...{ databaseId: index + 1, id: `${carrierId}-1`, carrierDatabaseId: index + 1, carrierId },
      ...{ carrierName: carrierId, kind: 'sandbox' as const, answersOptions: true, behaviour: { failureRate: 0 } },
    })),
    faults: [],
    overrides: [],
    traffic: [],
    written: [],
    ...changes,
  };
}

function aRoute(prefix: string, trunkId: string) {
  return {
    prefix,
    trunkId,
    priority: trunkId === 'sagar-1' ? 1 : 0,
    costMicros: 4_000,
    destinationGroup: `to-${prefix}`,
  };
}

/** A fault of an hour from the stage's start. */
export function aFault(trunkId: string, fault: object = { kind: 'silent' }, prefix = ''): ActiveFault {
  return { id: 'flt_one', trunkId, prefix, fault, startsAt: STAGE_START, endsAt: STAGE_START + 3_600_000 };
}

/** An agent on virtual time with its records in a list. */
export function stageAgent(options: Partial<AgentOptions> & { tables?: AgentTables } = {}) {
  const timing = new VirtualTiming();
  const records = new ListedRecords();
  const { tables, ...others } = options;
  const agent = new Agent({ id: 'agent-test', index: 0, timing, records, seed: 1, memory: null, ...others });
  agent.setTables(tables ?? stageTables());
  return { agent, timing, records };
}

/** A test call from the India number; its callee answers. */
export function anOrder(changes: Partial<CallOrder> = {}): CallOrder {
  return callOrder({ accountId: 'acc_one', purpose: 'test', from: `+${MUMBAI}`, to: `+${CALLEE}`, ...changes });
}
